/** What reading a delivery found: counts, findings with their places, and what viewers will see change. */
import type { paths } from '@duoping/client';
import { Figure, Panel, Quiet } from '../app/parts.tsx';
import { shownDate } from '../app/show.ts';
import { useWords } from '../app/words.tsx';

type Delivery = paths['/api/deliveries/{id}']['get']['responses'][200]['content']['application/json'];
type Line = NonNullable<Delivery['report']>['diff']['appears'][number];

/** So many lines are drawn at once; a delivery may hold fifty thousand. */
const SHOWN = 200;

const NO_LINE: Line | null = null;

export function Report({ delivery }: { delivery: Delivery }) {
  const words = useWords();
  const { report } = delivery;
  if (report === null) return null;
  const { appears, disappears, changes, unchanged } = report.diff;
  const rows = [
    ...appears.map((line) => ({ line, act: 'appear' as const, tone: 'good', before: NO_LINE })),
    ...disappears.map((line) => ({ line, act: 'disappear' as const, tone: 'bad', before: NO_LINE })),
    ...changes.map(({ before, after }) => ({ line: after, act: 'change' as const, tone: 'warn', before })),
  ] as const;
  return (
    <>
      <div className="figures">
        <Figure count={appears.length} tone="good">
          {words.deliveries.appear}
        </Figure>
        <Figure count={disappears.length} tone="bad">
          {words.deliveries.disappear}
        </Figure>
        <Figure count={changes.length} tone="warn">
          {words.deliveries.change}
        </Figure>
        <Figure count={unchanged}>{words.deliveries.stay}</Figure>
      </div>
      {report.findings.length > 0 ? (
        <Panel>
          <table className="rows">
            <thead>
              <tr>
                <th>{words.deliveries.place}</th>
                <th>{words.deliveries.finding}</th>
                <td />
              </tr>
            </thead>
            <tbody>
              {report.findings.slice(0, SHOWN).map((finding) => (
                <tr
                  key={`${finding.file} ${JSON.stringify(finding.where)} ${finding.code} ${finding.value ?? ''}`}
                  className={finding.severity}
                >
                  <td className="mono">
                    {finding.file}
                    <br />
                    {Object.entries(finding.where)
                      .map(([name, value]) => `${name} ${value}`)
                      .join(' · ')}
                  </td>
                  <td>
                    <span
                      className={finding.severity === 'error' ? 'bad' : finding.severity === 'warning' ? 'warn' : ''}
                    >
                      ● {finding.message}
                    </span>
                    {finding.value === undefined ? null : <div className="mono quiet">{finding.value}</div>}
                  </td>
                  <td className="quiet">{finding.code}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Panel>
      ) : null}
      <Panel>
        <table className="rows">
          <thead>
            <tr>
              <th>{words.deliveries.whatViewersSee}</th>
              <th>{words.screen}</th>
              <th>{words.territory}</th>
              <th>{words.deliveries.license}</th>
              <th>{words.deliveries.format}</th>
              <th>{words.deliveries.window}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, SHOWN).map(({ line, act, tone, before }, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one report never move
              <tr key={place}>
                <td>
                  <b>{line.title}</b>
                  <div className="mono quiet">{line.alid}</div>
                </td>
                <td>{line.screens.map((screen) => words.screens[screen] ?? screen).join(' · ')}</td>
                <td>{line.territories}</td>
                <td>{line.licenseType}</td>
                <td>{line.formatProfile}</td>
                <td>
                  {window(line)}
                  {before !== null && window(before) !== window(line) ? (
                    <div className="quiet">
                      <s>{window(before)}</s>
                    </div>
                  ) : null}
                </td>
                <td className={tone}>{words.deliveries[act]}</td>
              </tr>
            ))}
            {rows.length === 0 ? (
              <tr>
                <td colSpan={7} className="quiet">
                  {words.deliveries.nothingChanges}
                </td>
              </tr>
            ) : null}
          </tbody>
        </table>
      </Panel>
      {rows.length > SHOWN ? (
        <Quiet>
          {SHOWN} / {rows.length.toLocaleString()}
        </Quiet>
      ) : null}
    </>
  );

  function window({ start, end }: Line): string {
    return `${shownDate(start, words)} – ${end === null ? words.deliveries.open : shownDate(end, words)}`;
  }
}
