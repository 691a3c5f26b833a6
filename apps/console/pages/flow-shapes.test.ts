import { expect, test } from 'vitest';
import { columnOf, ribbon } from './flow-shapes.ts';

test('nodes share the height by their amounts, keep apart for their names, and what is small is still seen', () => {
  const column = columnOf(
    [
      { id: 'a', amount: 300n },
      { id: 'none', amount: 0n },
      { id: 'b', amount: 100n },
      { id: 'tiny', amount: 1n },
    ],
    { top: 10, height: 452 },
  );
  expect(column.node('a')).toMatchObject({ y: 10 });
  expect(column.node('a')?.height).toBeCloseTo(299.2, 0);
  expect(column.node('b')?.y).toBeCloseTo(335, 0);
  expect(column.node('tiny')?.height).toBe(3);
  expect(column.node('none')).toBeUndefined();
});

test('parts of a node are taken one below the other and fill it', () => {
  const column = columnOf([{ id: 'a', amount: 4n }], { top: 0, height: 100 });
  expect(column.take('a', 1n, 4n)).toEqual({ id: 'a', y: 0, height: 25 });
  expect(column.take('a', 3n, 4n)).toEqual({ id: 'a', y: 25, height: 75 });
  expect(column.take('nowhere', 1n, 1n)).toBeUndefined();
});

test('a ribbon is as wide at each end as its part there', () => {
  const path = ribbon({ x: 0, y: 0, height: 10 }, { x: 100, y: 50, height: 30 });
  expect(path).toBe('M0.0 0.0 C50.0 0.0 50.0 50.0 100.0 50.0 L100.0 80.0 C50.0 80.0 50.0 10.0 0.0 10.0 Z');
});
