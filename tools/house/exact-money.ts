/** Money is bigint minor units with a currency; a float never touches it. */
import ts from 'typescript';
import { findInSyntax, type HouseRule, isTest, isTypeScript } from './source-file.ts';

const MONEY = /^(minor|amount|amountIn[A-Z]\w*|\w+(Minor|Amount|MinorUnits))$/;
const TO_FLOAT = new Set(['Number', 'parseFloat', 'Number.parseFloat', 'Number.parseInt', 'parseInt']);

export const exactMoney: HouseRule = {
  name: 'exact-money',
  appliesTo: (path) => isTypeScript(path) && !isTest(path),
  find: (file) =>
    findInSyntax(file, (node) => {
      const name = floatMoney(node);
      return name && `${name} is money as a float: use bigint minor units (kit's Money)`;
    }),
};

function floatMoney(node: ts.Node): string | undefined {
  if (isTyped(node) && node.type?.kind === ts.SyntaxKind.NumberKeyword) return moneyName(node.name);
  if (ts.isPropertyAssignment(node) && /^(z|Type)\.(number|int|Number|Integer)\(/.test(node.initializer.getText())) {
    return moneyName(node.name);
  }
  if (ts.isCallExpression(node) && TO_FLOAT.has(node.expression.getText()))
    return moneyName(lastName(node.arguments[0]));
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.PlusToken) {
    return moneyName(lastName(node.operand));
  }
  return undefined;
}

const isTyped = (node: ts.Node) =>
  ts.isPropertySignature(node) ||
  ts.isPropertyDeclaration(node) ||
  ts.isParameter(node) ||
  ts.isVariableDeclaration(node);

/** `minor` of `price.minor`. */
const lastName = (node: ts.Node | undefined): ts.Node | undefined =>
  node && ts.isPropertyAccessExpression(node) ? node.name : node;

function moneyName(node: ts.Node | undefined): string | undefined {
  const name = node?.getText();
  return name !== undefined && MONEY.test(name) ? name : undefined;
}
