/** A list of rows of one height, of which only those in sight are drawn: as quick with a hundred thousand as with ten. */
import { type ReactNode, useEffect, useRef, useState } from 'react';

/** Rows drawn above and below what is in sight, so that scrolling shows no hole. */
const MARGIN = 8;

export interface Sight {
  readonly first: number;
  /** One past the last. */
  readonly end: number;
}

/** Which of `count` rows stand in sight of somebody who has scrolled so far. */
export function sightOf(
  scrolled: number,
  height: number,
  rows: { readonly count: number; readonly height: number },
): Sight {
  const first = Math.max(0, Math.floor(scrolled / rows.height) - MARGIN);
  return { first, end: Math.min(rows.count, Math.ceil((scrolled + height) / rows.height) + MARGIN) };
}

export function Windowed({
  count,
  rowHeight,
  label,
  onSight,
  children,
}: {
  count: number;
  rowHeight: number;
  label: string;
  /** Told when other rows come into sight. */
  onSight: (sight: Sight) => void;
  children: (at: number) => ReactNode;
}) {
  const frame = useRef<HTMLElement>(null);
  const [sight, setSight] = useState<Sight>({ first: 0, end: Math.min(count, 40) });
  const look = (anyway: boolean) => {
    const { scrollTop = 0, clientHeight = 0 } = frame.current ?? {};
    const next = sightOf(scrollTop, clientHeight, { count, height: rowHeight });
    if (!anyway && next.first === sight.first && next.end === sight.end) return;
    setSight(next);
    onSight(next);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins with what is in sight of it
  useEffect(() => look(true), [count]);
  const rows = Array.from({ length: Math.max(0, sight.end - sight.first) }, (_, at) => sight.first + at);
  return (
    <section
      ref={frame}
      className="windowed"
      onScroll={() => look(false)}
      aria-label={label}
      style={{ height: `min(${count * rowHeight}px, calc(100vh - 190px))` }}
    >
      <div style={{ height: count * rowHeight }}>
        {rows.map((at) => (
          <div
            key={at}
            style={{ transform: `translateY(${at * rowHeight}px)`, height: rowHeight }}
            className="in-sight"
          >
            {children(at)}
          </div>
        ))}
      </div>
    </section>
  );
}
