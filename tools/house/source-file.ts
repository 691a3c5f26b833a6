/** A tracked file as the house rules see it. */
import ts from 'typescript';
import { TEST_FILE } from '../test-files.ts';

export interface SourceFile {
  /** Relative to the repository, with slashes. */
  readonly path: string;
  readonly text: string;
  /** Parsed when first asked for; only for TypeScript. */
  readonly syntax: () => ts.SourceFile;
}

export interface Finding {
  /** 1-based. */
  readonly line: number;
  readonly message: string;
}

export interface HouseRule {
  readonly name: string;
  readonly appliesTo: (path: string) => boolean;
  readonly find: (file: SourceFile) => Finding[];
}

export function sourceFile(path: string, text: string): SourceFile {
  let parsed: ts.SourceFile | undefined;
  const syntax = () => {
    parsed ??= ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
    return parsed;
  };
  return { path, text, syntax };
}

/** What `judge` says of each node of a file, with the line it says it of. */
export function findInSyntax(file: SourceFile, judge: (node: ts.Node) => string | undefined): Finding[] {
  const root = file.syntax();
  const findings: Finding[] = [];
  const visit = (node: ts.Node): void => {
    const message = judge(node);
    if (message !== undefined) findings.push({ line: lineOf(root, node), message });
    ts.forEachChild(node, visit);
  };
  visit(root);
  return findings;
}

const lineOf = (root: ts.SourceFile, node: ts.Node): number =>
  root.getLineAndCharacterOfPosition(node.getStart(root)).line + 1;

/** The number and text of each line, counted from 1. */
export const lines = (file: SourceFile): { line: number; text: string }[] =>
  file.text.split('\n').map((text, index) => ({ line: index + 1, text }));

export const isTypeScript = (path: string): boolean => /\.tsx?$/.test(path) && !isGenerated(path);
export const isTest = (path: string): boolean => TEST_FILE.test(path);
export const isGenerated = (path: string): boolean => path === 'client/schema.ts';
/** The pure part of a room. */
export const isCore = (path: string): boolean =>
  isTypeScript(path) && /^(domains|kit)\//.test(path) && !path.includes('/adapters/') && !isTest(path);
