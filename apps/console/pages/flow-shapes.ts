/** The geometry of a flow picture. Amounts are whole numbers; only pixels are fractions. */

export interface Node {
  readonly id: string;
  readonly y: number;
  readonly height: number;
}

/** Names stand in two lines: nodes keep this apart, and what is there is at least seen. */
const GAP = 26;
const LEAST = 3;

/** Stacks nodes from the top, each as tall as its part of all of them; nodes of nothing have no place. */
export function columnOf(
  items: readonly { readonly id: string; readonly amount: bigint }[],
  { top, height }: { top: number; height: number },
) {
  const there = items.filter(({ amount }) => amount > 0n);
  const whole = there.reduce((sum, { amount }) => sum + amount, 0n);
  const room = Math.max(0, height - GAP * Math.max(0, there.length - 1));
  const nodes = new Map<string, Node>();
  let y = top;
  for (const { id, amount } of there) {
    const tall = Math.max(LEAST, pixels(amount, whole, room));
    nodes.set(id, { id, y, height: tall });
    y += Math.max(tall, LEAST) + GAP;
  }
  const taken = new Map<string, number>();
  return {
    node: (id: string): Node | undefined => nodes.get(id),
    /** The first part of a node. */
    part(id: string, amount: bigint, of: bigint): Node | undefined {
      const node = nodes.get(id);
      return node && { ...node, height: pixels(amount, of, node.height) };
    },
    /** The next part of a node, below the parts that were taken before. */
    take(id: string, amount: bigint, of: bigint): Node | undefined {
      const node = nodes.get(id);
      if (!node) return undefined;
      const before = taken.get(id) ?? 0;
      const tall = pixels(amount, of, node.height);
      taken.set(id, before + tall);
      return { id, y: node.y + before, height: tall };
    },
  };
}

interface End {
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** A band from one node's right to another's left, as wide at each end as its part there. */
export function ribbon(from: End, to: End): string {
  const middle = (from.x + to.x) / 2;
  const [a, b] = [from.y + from.height, to.y + to.height];
  return (
    `M${at(from.x)} ${at(from.y)} C${at(middle)} ${at(from.y)} ${at(middle)} ${at(to.y)} ${at(to.x)} ${at(to.y)} ` +
    `L${at(to.x)} ${at(b)} C${at(middle)} ${at(b)} ${at(middle)} ${at(a)} ${at(from.x)} ${at(a)} Z`
  );
}

const at = (pixel: number): string => pixel.toFixed(1);

const pixels = (amount: bigint, of: bigint, height: number): number =>
  of <= 0n ? 0 : (Number((amount * 10_000n) / of) / 10_000) * height;
