/** The core never asks the world: clock, randomness, ids, environment and timers are handed to it. */
import ts from 'typescript';
import { findInSyntax, type HouseRule, isCore } from './source-file.ts';

const MEMBERS = new Set([
  ...['Date.now', 'Math.random', 'performance.now', 'process.env', 'process.hrtime', 'crypto.randomUUID'],
  ...['crypto.getRandomValues', 'crypto.randomBytes', 'Temporal.Now', 'console.log', 'console.error', 'console.warn'],
]);
const CALLS = new Set([
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'fetch', 'randomUUID', 'randomBytes', 'Date'],
]);

export const pureCores: HouseRule = {
  name: 'pure-cores',
  appliesTo: isCore,
  find: (file) =>
    findInSyntax(file, (node) => {
      const taken = takenFromTheAir(node);
      return taken && `${taken} in a core: let the caller hand it in`;
    }),
};

function takenFromTheAir(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node)) {
    const member = node.getText().replace(/^globalThis\./, '');
    return MEMBERS.has(member) ? member : undefined;
  }
  if (ts.isNewExpression(node)) {
    return node.expression.getText() === 'Date' && !node.arguments?.length ? 'new Date()' : undefined;
  }
  if (!ts.isCallExpression(node)) return undefined;
  const called = node.expression.getText().replace(/^globalThis\./, '');
  return CALLS.has(called) ? `${called}()` : undefined;
}
