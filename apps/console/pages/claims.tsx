/** What partners took back for days gone by, who had watched it, and titles that two partners claim. */
import { useQuery } from '@tanstack/react-query';
import { api, body } from '../app/api.ts';
import { Head, Panel, Quiet, Trouble } from '../app/parts.tsx';
import { shownDate, shownInstant, shownPlace } from '../app/show.ts';
import { useWords } from '../app/words.tsx';
import { DEFAULT_PLACE, SCREENS } from './rights-questions.ts';

const BACK_MS = 90 * 86_400_000;

export function ClaimsPage() {
  const words = useWords();
  const { language } = words;
  const exposure = useQuery({
    queryKey: ['exposure', language],
    queryFn: () => {
      const until = new Date();
      const since = new Date(until.getTime() - BACK_MS);
      const during = { since: since.toISOString(), until: until.toISOString() };
      const scope = { territories: [DEFAULT_PLACE.territory], screens: [...SCREENS], ...during, language };
      return body(api.POST('/api/rights/exposure', { body: scope }));
    },
  });
  const claims = useQuery({
    queryKey: ['conflicts', language],
    queryFn: () => body(api.GET('/api/rights/conflicts', { params: { query: { language } } })),
  });
  return (
    <>
      <Head title={words.nav.claims} />
      <Trouble error={exposure.error ?? claims.error} />
      {exposure.data ? <Exposed {...exposure.data} /> : <Quiet>{words.loading}</Quiet>}
      {claims.data ? <Conflicts {...claims.data} /> : null}
    </>
  );
}

interface Stretch {
  readonly start: string;
  readonly end: string | null;
}

interface ExposedParts {
  readonly titles: Readonly<Record<string, string>>;
  readonly time: readonly { work: string; territory: string; screen: string; windows: readonly Stretch[] }[];
  readonly uses: readonly {
    readonly receipt: string;
    readonly work: string;
    readonly screen: string;
    readonly at: string;
    readonly kind: string;
    readonly knownFrom: string;
    readonly reasons: readonly string[];
    readonly partner: string | null;
    readonly contract: string | null;
  }[];
  /** All of them, listed or not. */
  readonly exposed: number;
  readonly complete: boolean;
}

function Exposed({ titles, time, uses, exposed, complete }: ExposedParts) {
  const words = useWords();
  const { claims } = words;
  return (
    <Panel>
      <div className="padded-text">
        <h2>{claims.exposed}</h2>
        <Quiet>{claims.exposedHint}</Quiet>
      </div>
      <table className="rows">
        <thead>
          <tr>
            <th>{words.title}</th>
            <th>{words.screen}</th>
            <th>{claims.open}</th>
          </tr>
        </thead>
        <tbody>
          {togetherOf(time).map(({ work, screens, windows }) => (
            <tr key={`${work} ${screens.join(' ')}`}>
              <td>
                <b>{titles[work] ?? work}</b>
              </td>
              <td>{screens.map((screen) => words.screens[screen] ?? screen).join(' · ')}</td>
              <td>
                {windows.map((window) => (
                  <div key={window.start}>
                    <Time {...window} />
                  </div>
                ))}
              </td>
            </tr>
          ))}
          {time.length === 0 ? <Empty columns={3}>{claims.nothingExposed}</Empty> : null}
        </tbody>
      </table>
      <table className="rows">
        <thead>
          <tr>
            <th>{claims.watched}</th>
            <th>{words.screen}</th>
            <th>{claims.at}</th>
            <th>{claims.knownFrom}</th>
            <th>{claims.kind}</th>
            <th>{words.partner}</th>
          </tr>
        </thead>
        <tbody>
          {uses.map((use) => (
            <tr key={use.receipt}>
              <td>
                <b>{titles[use.work] ?? use.work}</b>
              </td>
              <td>{words.screens[use.screen] ?? use.screen}</td>
              <td>{shownInstant(use.at, words)}</td>
              <td>{shownInstant(use.knownFrom, words)}</td>
              <td className={use.kind === 'cut' ? 'warn' : 'bad'}>{claims.kinds[use.kind] ?? use.kind}</td>
              <td>
                {use.partner} <span className="mono quiet">{use.contract}</span>
              </td>
            </tr>
          ))}
          {uses.length === 0 ? <Empty columns={6}>{claims.nothingWatched}</Empty> : null}
          {complete ? null : <Empty columns={6}>{claims.partial(uses.length, exposed)}</Empty>}
        </tbody>
      </table>
    </Panel>
  );
}

/** Screens on which a title was open at the same time, in one line. */
function togetherOf(time: ExposedParts['time']) {
  const together = new Map<string, { work: string; screens: string[]; windows: readonly Stretch[] }>();
  for (const { work, territory, screen, windows } of time) {
    const key = JSON.stringify([work, territory, windows]);
    const known = together.get(key);
    if (known) known.screens.push(screen);
    else together.set(key, { work, screens: [screen], windows });
  }
  return [...together.values()];
}

interface ConflictParts {
  readonly titles: Readonly<Record<string, string>>;
  readonly conflicts: readonly {
    readonly kind: string;
    readonly work: string;
    readonly licenseType: string;
    readonly partners: readonly string[];
    readonly contracts: readonly string[];
    readonly territories: { readonly include: readonly string[]; readonly exclude: readonly string[] };
    readonly screens: readonly string[];
    readonly window: Stretch;
    readonly claims: readonly Claim[];
  }[];
}

/** One partner's side, with its row in the delivered file. */
interface Claim {
  readonly partner: string;
  readonly contract: string;
  readonly contractVersion: number;
  readonly grant: string;
  readonly alid: string;
  readonly exclusive: boolean;
  readonly delivery: string;
  readonly place: Readonly<Record<string, string | number>>;
  readonly window: Stretch;
}

function Conflicts({ titles, conflicts }: ConflictParts) {
  const words = useWords();
  const { claims } = words;
  return (
    <Panel>
      <div className="padded-text">
        <h2>{claims.conflicts}</h2>
        <Quiet>{claims.conflictsHint}</Quiet>
      </div>
      <table className="rows">
        <thead>
          <tr>
            <th>{words.title}</th>
            <th>{claims.kind}</th>
            <th>{claims.partners}</th>
            <th>{claims.where}</th>
            <th>{claims.when}</th>
          </tr>
        </thead>
        <tbody>
          {conflicts.map(({ kind, work, licenseType, territories, screens, window, claims: sides }) => (
            <tr key={sides.map(({ grant }) => grant).join(' ')}>
              <td>
                <b>{titles[work] ?? work}</b> <Quiet>{licenseType}</Quiet>
              </td>
              <td className={kind === 'same-title' ? 'quiet' : 'bad'}>{claims.conflictKinds[kind] ?? kind}</td>
              <td>
                {sides.map((side) => (
                  <Side key={side.grant} {...side} />
                ))}
              </td>
              <td>
                {territories.include.join(' ')}
                {territories.exclude.length > 0 ? ` − ${territories.exclude.join(' ')}` : ''}
                <div className="quiet">{screens.map((screen) => words.screens[screen] ?? screen).join(' · ')}</div>
              </td>
              <td>
                <Time {...window} />
              </td>
            </tr>
          ))}
          {conflicts.length === 0 ? <Empty columns={5}>{claims.noConflicts}</Empty> : null}
        </tbody>
      </table>
    </Panel>
  );
}

function Side({ partner, contract, contractVersion, alid, exclusive, delivery, place, window }: Claim) {
  const words = useWords();
  return (
    <div className="grant">
      <div>
        <b>{partner}</b> {exclusive ? <span className="bad">{words.claims.exclusive}</span> : null} <Time {...window} />
      </div>
      <div className="mono quiet">
        {contract} v{contractVersion} · {alid}
        <br />
        {shownPlace(place, words)} · {words.claims.file} {delivery.slice(0, 12)}
      </div>
    </div>
  );
}

function Time({ start, end }: Stretch) {
  const words = useWords();
  return (
    <>
      {shownDate(start, words)} – {end === null ? words.claims.forever : shownDate(end, words)}
    </>
  );
}

const Empty = ({ columns, children }: { columns: number; children: string }) => (
  <tr>
    <td colSpan={columns} className="quiet">
      {children}
    </td>
  </tr>
);
