/** The content plan as a flow: plan → envelopes → partners → watched time → subscription money. Tables below say the same. */
import { roundMoney } from '../app/money.ts';
import { shownHours, shownName } from '../app/show.ts';
import { ENVELOPE_COLOURS, PARTNER_COLOURS } from '../app/theme.ts';
import { useWords } from '../app/words.tsx';
import { columnOf, type Node, ribbon } from './flow-shapes.ts';
import type { PlanReturns } from './plan-questions.ts';

const WIDTH = 1140;
const HEIGHT = 330;
const TOP = 34;
const BAR = 12;
const COLUMNS = { plan: 0, envelopes: 210, partners: 450, minutes: 700, money: 940 } as const;

export function PlanFlow({ plan }: { plan: PlanReturns }) {
  const words = useWords();
  const { business } = words;
  const flow = flowOf(plan);
  const money = (minor: string | bigint) => roundMoney(minor, plan.currency, words);
  const earned = (minor: string | bigint) =>
    plan.booksCurrency === null ? '' : roundMoney(minor, plan.booksCurrency, words);
  const partnerName = (id: string) => {
    const partner = plan.partners.find((each) => each.id === id);
    return partner ? shownName(partner, words) : id;
  };
  const nameOf = (names: Readonly<Record<string, string>>, id: string) => names[words.language] ?? names.en ?? id;
  return (
    <svg
      className="flow"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`${business.flow}. ${business.asTable}`}
    >
      {(['plan', 'envelopes', 'partners', 'minutes', 'money'] as const).map((head) => (
        <text key={head} x={COLUMNS[head]} y={12} className="flow-head">
          {business.flowHeads[head]}
        </text>
      ))}
      {flow.ribbons.map(({ id, path, colour }) => (
        <path key={id} d={path} fill={colour} fillOpacity={0.28} />
      ))}
      {flow.nodes.map(({ id, x, y, height, colour, pale }) => (
        <rect key={id} x={x} y={y} width={BAR} height={height} rx={3} fill={colour} fillOpacity={pale ? 0.3 : 1} />
      ))}
      <Label
        x={COLUMNS.plan}
        y={TOP + 12}
        name={money(plan.budgetMinor)}
        note={`${business.free} ${money(plan.freeMinor)}`}
      />
      {plan.envelopes.map(({ id, name, committedMinor, budgetMinor }) => (
        <Label
          key={id}
          {...flow.at(`envelope ${id}`)}
          name={nameOf(name, id)}
          note={`${money(committedMinor)} / ${money(budgetMinor)}`}
        />
      ))}
      {plan.partners.map(({ id, committedMinor, watchedMs, earnedMinor }) => (
        <g key={id}>
          {BigInt(committedMinor) > 0n ? (
            <Label {...flow.at(`partner ${id}`)} name={partnerName(id)} note={money(committedMinor)} />
          ) : null}
          {watchedMs > 0 ? (
            <Label {...flow.at(`minutes ${id}`)} name={shownHours(watchedMs, words)} note={partnerName(id)} />
          ) : null}
          {BigInt(earnedMinor) > 0n ? (
            <Label
              {...flow.at(`money ${id}`)}
              name={earned(earnedMinor)}
              note={`${partnerName(id)} ${business.earned}`}
            />
          ) : null}
        </g>
      ))}
      {BigInt(plan.pool.keptMinor) > 0n ? (
        <Label {...flow.at('money kept')} name={earned(plan.pool.keptMinor)} note={business.kept} />
      ) : null}
    </svg>
  );
}

function Label({ x, y, name, note }: { x: number; y: number; name: string; note: string }) {
  return (
    <>
      <text x={x + BAR + 10} y={y} className="flow-name">
        {name}
      </text>
      <text x={x + BAR + 10} y={y + 16} className="flow-note">
        {note}
      </text>
    </>
  );
}

interface Drawn {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly colour: string;
  readonly pale: boolean;
}

function flowOf(plan: PlanReturns) {
  const room = { top: TOP, height: HEIGHT - TOP - 8 };
  const kept = { id: 'kept', amount: BigInt(plan.pool.keptMinor) };
  const columns = {
    plan: columnOf([{ id: 'plan', amount: BigInt(plan.budgetMinor) }], room),
    envelopes: columnOf(
      plan.envelopes.map(({ id, budgetMinor }) => ({ id, amount: BigInt(budgetMinor) })),
      room,
    ),
    partners: columnOf(
      plan.partners.map(({ id, committedMinor }) => ({ id, amount: BigInt(committedMinor) })),
      room,
    ),
    minutes: columnOf(
      plan.partners.map(({ id, watchedMs }) => ({ id, amount: BigInt(watchedMs) })),
      room,
    ),
    money: columnOf([...plan.partners.map(({ id, earnedMinor }) => ({ id, amount: BigInt(earnedMinor) })), kept], room),
  };
  const envelopeColour = new Map(
    plan.envelopes.map(({ id }, at) => [id, ENVELOPE_COLOURS[at % ENVELOPE_COLOURS.length] ?? '']),
  );
  const partnerColour = new Map(
    plan.partners.map(({ id }, at) => [id, PARTNER_COLOURS[at % PARTNER_COLOURS.length] ?? '']),
  );
  const nodes: Drawn[] = [];
  const ribbons: { id: string; path: string; colour: string }[] = [];
  const draw = (column: keyof typeof COLUMNS, prefix: string, node: Node, colour: string, pale = false) =>
    nodes.push({
      id: `${prefix} ${node.id}${pale ? ' free' : ''}`,
      x: COLUMNS[column],
      y: node.y,
      height: node.height,
      colour,
      pale,
    });
  const join = (
    from: keyof typeof COLUMNS,
    a: Node | undefined,
    to: keyof typeof COLUMNS,
    b: Node | undefined,
    colour: string,
  ) => {
    if (!a || !b || a.height === 0 || b.height === 0) return;
    const path = ribbon({ x: COLUMNS[from] + BAR, ...a }, { x: COLUMNS[to], ...b });
    ribbons.push({ id: `${from} ${a.id} ${to} ${b.id} ${a.y}`, path, colour });
  };

  const whole = columns.plan.node('plan');
  if (whole) draw('plan', 'plan', whole, 'var(--tx)');
  for (const { id, budgetMinor, committedMinor } of plan.envelopes) {
    const node = columns.envelopes.node(id);
    const colour = envelopeColour.get(id) ?? '';
    if (!node) continue;
    draw('envelopes', 'envelope', node, colour, true);
    const filled = columns.envelopes.part(id, BigInt(committedMinor), BigInt(budgetMinor));
    if (filled) draw('envelopes', 'envelope', { ...filled, id: `${id} committed` }, colour);
    join('plan', columns.plan.take('plan', BigInt(budgetMinor), BigInt(plan.budgetMinor)), 'envelopes', node, colour);
    for (const { partner, envelope, amountMinor, currency } of plan.commitments) {
      if (envelope !== id || currency !== plan.currency) continue;
      const to = plan.partners.find((each) => each.id === partner);
      const source = columns.envelopes.take(id, BigInt(amountMinor), BigInt(budgetMinor));
      join(
        'envelopes',
        source,
        'partners',
        columns.partners.take(partner, BigInt(amountMinor), BigInt(to?.committedMinor ?? 0)),
        colour,
      );
    }
  }
  for (const { id, earnedMinor, watchedMs } of plan.partners) {
    const colour = partnerColour.get(id) ?? '';
    const [committed, watched, paid] = [columns.partners.node(id), columns.minutes.node(id), columns.money.node(id)];
    if (committed) draw('partners', 'partner', committed, colour);
    if (watched) draw('minutes', 'minutes', watched, colour);
    if (paid) draw('money', 'money', paid, colour);
    join('partners', committed, 'minutes', watched, colour);
    // What this watched time brought: the partner's part of it, and the rest, which the operator keeps.
    const all = BigInt(plan.pool.watchedMs);
    const brought = all === 0n ? 0n : (BigInt(plan.pool.revenueMinor) * BigInt(watchedMs)) / all;
    const own = BigInt(earnedMinor) < brought ? BigInt(earnedMinor) : brought;
    join('minutes', columns.minutes.take(id, own, brought), 'money', paid, colour);
    join(
      'minutes',
      columns.minutes.take(id, brought - own, brought),
      'money',
      columns.money.take('kept', brought - own, kept.amount),
      colour,
    );
  }
  const keptNode = columns.money.node('kept');
  if (keptNode) draw('money', 'money', keptNode, 'var(--t3)');
  return {
    ...{ nodes, ribbons },
    /** Where a node's label stands. */
    at(id: string): { x: number; y: number } {
      const node = nodes.find((each) => each.id === id || each.id === `${id} free`);
      return { x: node?.x ?? 0, y: (node?.y ?? 0) + Math.max(12, (node?.height ?? 0) / 2 - 2) };
    },
  };
}
