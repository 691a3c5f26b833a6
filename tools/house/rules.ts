/** What no ready-made linter knows of this house. Each rule has a planted violation in house.test.ts. */
import ts from 'typescript';
import { exactMoney } from './exact-money.ts';
import { pureCores } from './pure-cores.ts';
import { findInSyntax, type HouseRule, isGenerated, isTest, isTypeScript, lines } from './source-file.ts';

const MOST_LINES = 400;
const VAGUE = [
  'common',
  'helper',
  'helpers',
  'manager',
  'misc',
  'service',
  'services',
  'shared',
  'types',
  'util',
  'utils',
];
const LAPTOP_OR_REGISTRY =
  /(?<![\w.])\/(?:[w]ork|[f]arm|[h]ome\/(?!you\b)\w+|[U]sers\/\w+|[r]oot)\/|[r]egistry\.(?:npm|yarn)|[d]eb\.debian\.org/;

const shortFiles: HouseRule = {
  name: 'short-files',
  appliesTo: (path) => /\.(tsx?|m?js|css|sql)$/.test(path) && !isGenerated(path),
  find: (file) => {
    const count = lines(file).length - 1;
    const excused = /Long because/.test(file.text.slice(0, 600));
    const message = `${count} lines: split it at its second reason to change, or say "Long because …" in its header`;
    return count > MOST_LINES && !excused ? [{ line: 1, message }] : [];
  },
};

const namedAfterThings: HouseRule = {
  name: 'named-after-things',
  appliesTo: () => true,
  find: ({ path }) =>
    path
      .split('/')
      .map((part) => part.replace(/\.[^/]*$/, ''))
      .filter((part) => VAGUE.includes(part))
      .map((part) => ({ line: 1, message: `"${part}" names no thing: name it after what it holds` })),
};

const fileHeader: HouseRule = {
  name: 'file-header',
  appliesTo: (path) => isTypeScript(path) && !isTest(path),
  find: ({ text }) =>
    /^(#!.*\n)?\s*(\/\*|\/\/)/.test(text)
      ? []
      : [{ line: 1, message: 'starts without the sentence that says what it does' }],
};

const reasonedCasts: HouseRule = {
  name: 'reasoned-casts',
  appliesTo: (path) => isTypeScript(path) && !isTest(path),
  find: (file) => {
    const root = file.syntax();
    const lineOf = (position: number) => root.getLineAndCharacterOfPosition(position).line;
    const written = file.text.split('\n');
    const hasReason = (node: ts.AsExpression) => {
      const [from, to] = [lineOf(node.getStart()), lineOf(ts.findAncestor(node, ts.isStatement)?.end ?? node.end)];
      return /^\s*\/\//.test(written[from - 1] ?? '') || written.slice(from, to + 1).some((line) => /\/\//.test(line));
    };
    return findInSyntax(file, (node) =>
      ts.isAsExpression(node) && node.type.getText() !== 'const' && !hasReason(node)
        ? '"as" without its reason beside it'
        : undefined,
    );
  },
};

const testsRun: HouseRule = {
  name: 'tests-run',
  appliesTo: (path) => isTypeScript(path) && isTest(path),
  find: (file) =>
    findInSyntax(file, (node) => {
      const off =
        ts.isPropertyAccessExpression(node) && /^(test|it|describe)\.(only|skip|todo|fails)$/.exec(node.getText());
      return off ? `${off[0]} switches tests off` : undefined;
    }),
};

const noMachine: HouseRule = {
  name: 'no-machine',
  appliesTo: () => true,
  find: (file) =>
    lines(file)
      .filter(({ text }) => LAPTOP_OR_REGISTRY.test(text))
      .map(({ line, text }) => ({
        line,
        message: `${LAPTOP_OR_REGISTRY.exec(text)?.[0]} is a place on one machine or one registry`,
      })),
};

const exactVersions: HouseRule = {
  name: 'exact-versions',
  appliesTo: (path) => /(^|\/)package\.json$/.test(path),
  find: (file) =>
    lines(file)
      .filter(({ text }) => /": "([\^~<>*]|latest)/.test(text) && !/"node": /.test(text))
      .map(({ line }) => ({ line, message: 'a version that is not exact' })),
};

export const HOUSE_RULES: readonly HouseRule[] = [
  ...[shortFiles, namedAfterThings, fileHeader, pureCores, exactMoney],
  ...[reasonedCasts, testsRun, noMachine, exactVersions],
];
