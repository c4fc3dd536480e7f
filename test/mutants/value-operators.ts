import ts from 'typescript';
import { bracketed, replaced, type Operator } from './edit.ts';

const { SyntaxKind } = ts;

/** From here on a number is an amount of milliseconds or bytes, of which one more is no other behaviour. */
const largest = 1000;

/**
 * A whole number is one more. How much a counter counts (`+= 1`) is left alone: it is turned round elsewhere. So is how
 * large a picture is drawn.
 */
export const numberOperator: Operator = (node, source) => {
  if (!ts.isNumericLiteral(node) || isStep(node) || isDrawn(node)) return [];
  const value = Number(node.text);
  if (!Number.isInteger(value) || value >= largest) return [];
  return [replaced('number', node, source, String(value + 1))];
};

const isStep = ({ parent }: ts.Node): boolean =>
  ts.isBinaryExpression(parent) &&
  (parent.operatorToken.kind === SyntaxKind.PlusEqualsToken ||
    parent.operatorToken.kind === SyntaxKind.MinusEqualsToken);

const isDrawn = ({ parent: { parent } }: ts.Node): boolean =>
  ts.isJsxAttribute(parent) && /^(size|strokeWidth|width|height)$/.test(parent.name.getText());

export const booleanOperator: Operator = (node, source) => {
  if (node.kind === SyntaxKind.TrueKeyword) return [replaced('boolean', node, source, 'false')];
  return node.kind === SyntaxKind.FalseKeyword ? [replaced('boolean', node, source, 'true')] : [];
};

/** Where the text must stay what it is for the code to have a meaning: keys, cases, imports, attributes of markup. */
const isName = ({ parent }: ts.Node): boolean =>
  ts.isPropertyAssignment(parent) ||
  ts.isCaseClause(parent) ||
  ts.isImportDeclaration(parent) ||
  ts.isJsxAttribute(parent);

/** `''` holds something, and a template that is filled in holds nothing. */
export const textOperator: Operator = (node, source) => {
  if (ts.isTemplateExpression(node)) return [replaced('text', node, source, "''")];
  const isEmpty = ts.isStringLiteral(node) && node.text === '' && !isName(node);
  return isEmpty ? [replaced('text', node, source, "'mutant'")] : [];
};

/** A list is empty. */
export const listOperator: Operator = (node, source) =>
  ts.isArrayLiteralExpression(node) && node.elements.length > 0 && !isAssigned(node)
    ? [replaced('list', node, source, '[]')]
    : [];

/** `[a, b] = …`. */
const isAssigned = (node: ts.Node): boolean =>
  ts.isBinaryExpression(node.parent) &&
  node.parent.left === node &&
  node.parent.operatorToken.kind === SyntaxKind.EqualsToken;

const arithmetic = new Map<ts.SyntaxKind, string>([
  [SyntaxKind.MinusToken, '+'],
  [SyntaxKind.AsteriskToken, '/'],
  [SyntaxKind.SlashToken, '*'],
  [SyntaxKind.PlusEqualsToken, '-='],
  [SyntaxKind.MinusEqualsToken, '+='],
]);

/** `+` alone is left as it is: it may join texts. */
export const arithmeticOperator: Operator = (node, source) => {
  const other = ts.isBinaryExpression(node) ? arithmetic.get(node.operatorToken.kind) : undefined;
  if (other === undefined || !ts.isBinaryExpression(node) || joinsText(node)) return [];
  return [replaced('arithmetic', node.operatorToken, source, other)];
};

const joinsText = ({ right }: ts.BinaryExpression): boolean =>
  ts.isStringLiteralLike(right) || ts.isTemplateExpression(right);

const opposites: Readonly<Record<string, string>> = {
  min: 'max',
  max: 'min',
  some: 'every',
  every: 'some',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  floor: 'ceil',
  ceil: 'floor',
};

/** A method that does the opposite. */
export const methodOperator: Operator = (node, source) => {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  const { name } = node.expression;
  const other = Object.hasOwn(opposites, name.text) ? opposites[name.text] : undefined;
  return other === undefined ? [] : [replaced('method', name, source, other)];
};

/** Methods that give back a text or list like the one they are called on. */
const narrowing: ReadonlySet<string> = new Set([
  'trim',
  'trimStart',
  'trimEnd',
  'filter',
  'slice',
  'toSorted',
]);

/** `list.filter(…)` → `list`. */
export const narrowingOperator: Operator = (node, source) => {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  const { name, expression, questionDotToken } = node.expression;
  if (!narrowing.has(name.text) || questionDotToken !== undefined) return [];
  return [replaced('narrowing', node, source, bracketed(expression, source))];
};

/** `{ ...x }` → `{ }`. */
export const spreadOperator: Operator = (node, source) =>
  ts.isSpreadAssignment(node) ? [replaced('spread', node, source, '...{}')] : [];
