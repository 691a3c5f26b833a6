/** Small faults to plant in a source file, one at a time: what a careless change could do, found by its syntax. */
import ts from 'typescript';

export interface Mutant {
  /** Half-open range of the source that is replaced. */
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  /** From 1. */
  readonly line: number;
  readonly what: string;
}

/** Every mutant of a file, in the order of its text. Types, imports, thrown messages and lists of names are left alone. */
export function mutantsOf(source: string): Mutant[] {
  const file = ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true);
  const found: Mutant[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isThrowStatement(node)) return;
    if (isListOfNames(node)) return;
    for (const { at, replacement, what } of faultsIn(node)) {
      const start = at.getStart(file);
      const line = file.getLineAndCharacterOfPosition(start).line + 1;
      found.push({ start, end: at.getEnd(), replacement, line, what });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** `{ a: true, b: true } satisfies Record<Name, true>`: the compiler lets nothing else stand there. */
const isListOfNames = (node: ts.Node): boolean =>
  ts.isSatisfiesExpression(node) && /^Record<.*, true>$/s.test(node.type.getText());

export const applyMutant = (source: string, { start, end, replacement }: Mutant): string =>
  source.slice(0, start) + replacement + source.slice(end);

interface Fault {
  readonly at: ts.Node;
  readonly replacement: string;
  readonly what: string;
}

/** The faults of this node alone, not of what stands in it. */
function faultsIn(node: ts.Node): Fault[] {
  const fault = (at: ts.Node, replacement: string, what: string): Fault[] => [{ at, replacement, what }];
  if (ts.isBinaryExpression(node)) return binaryFaults(node);
  if (ts.isIfStatement(node)) return conditionFaults(node.expression);
  if (ts.isConditionalExpression(node)) return conditionFaults(node.condition);
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken)
    return fault(node, node.operand.getText(), 'negation dropped');
  if (ts.isPostfixUnaryExpression(node) && node.operator === ts.SyntaxKind.PlusPlusToken)
    return fault(node, `${node.operand.getText()}--`, '++ to --');
  if (node.kind === ts.SyntaxKind.TrueKeyword) return fault(node, 'false', 'true to false');
  if (node.kind === ts.SyntaxKind.FalseKeyword) return fault(node, 'true', 'false to true');
  if (ts.isCallExpression(node)) return callFaults(node);
  if (ts.isArrayLiteralExpression(node) && node.elements.length > 0) return fault(node, '[]', 'array emptied');
  if (ts.isArrowFunction(node) && !ts.isBlock(node.body)) return fault(node.body, 'undefined', 'function says nothing');
  if (ts.isBlock(node) && node.statements.length > 0 && ts.isFunctionLike(node.parent))
    return fault(node, '{}', 'body emptied');
  return [];
}

const SWAPS: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '&&': ['||'],
  '||': ['&&'],
  '??': ['&&'],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '%': ['*'],
  '+=': ['-='],
  '&': ['|'],
  '|=': ['&='],
};

function binaryFaults({ left, operatorToken, right }: ts.BinaryExpression): Fault[] {
  const operator = operatorToken.getText();
  const swapped = (SWAPS[operator] ?? []).map((other) => ({
    ...{ at: operatorToken, replacement: other, what: `${operator} to ${other}` },
  }));
  if (operator !== '&&' && operator !== '||') return swapped;
  const replacement = operator === '&&' ? 'true' : 'false';
  const parts = [left, right].filter((side) => !isLogical(side));
  return [...swapped, ...parts.map((at) => ({ at, replacement, what: 'part dropped' }))];
}

const isLogical = (node: ts.Node): boolean =>
  ts.isBinaryExpression(node) && ['&&', '||'].includes(node.operatorToken.getText());

const conditionFaults = (at: ts.Expression): Fault[] => [
  { at, replacement: 'true', what: 'condition always' },
  { at, replacement: 'false', what: 'condition never' },
];

const CALLS: Readonly<Record<string, string>> = {
  some: 'every',
  every: 'some',
  min: 'max',
  max: 'min',
  flatMap: 'map',
};
/** Calls that hand their object on when they are dropped. */
const DROPPED: readonly string[] = ['filter', 'sort', 'toSorted', 'reverse', 'trim', 'toLowerCase', 'slice'];

function callFaults(node: ts.CallExpression): Fault[] {
  const { expression } = node;
  if (!ts.isPropertyAccessExpression(expression)) return [];
  const name = expression.name.text;
  const other = CALLS[name];
  const called = other === undefined ? [] : [{ at: expression.name, replacement: other, what: `${name} to ${other}` }];
  if (!DROPPED.includes(name)) return called;
  return [...called, { at: node, replacement: expression.expression.getText(), what: `${name} dropped` }];
}
