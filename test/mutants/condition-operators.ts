import ts from 'typescript';
import { bracketed, replaced, type Edit, type Operator } from './edit.ts';

const { SyntaxKind } = ts;

const boundaries = new Map<ts.SyntaxKind, string>([
  [SyntaxKind.LessThanToken, '<='],
  [SyntaxKind.LessThanEqualsToken, '<'],
  [SyntaxKind.GreaterThanToken, '>='],
  [SyntaxKind.GreaterThanEqualsToken, '>'],
]);

const equalities = new Map<ts.SyntaxKind, string>([
  [SyntaxKind.EqualsEqualsEqualsToken, '!=='],
  [SyntaxKind.ExclamationEqualsEqualsToken, '==='],
]);

const connectives = new Map<ts.SyntaxKind, string>([
  [SyntaxKind.AmpersandAmpersandToken, '||'],
  [SyntaxKind.BarBarToken, '&&'],
]);

/** `<` ↔ `<=`, `>` ↔ `>=`; `===` ↔ `!==`; `&&` ↔ `||`, and each half of a condition alone. */
export const comparisonOperator: Operator = (node, source) => {
  if (!ts.isBinaryExpression(node)) return [];
  const { left, right, operatorToken } = node;
  const edits: Edit[] = [];
  for (const [operator, table] of [
    ['boundary', boundaries],
    ['equality', equalities],
  ] as const) {
    const other = table.get(operatorToken.kind);
    if (other !== undefined) edits.push(replaced(operator, operatorToken, source, other));
  }
  const connective = connectives.get(operatorToken.kind);
  if (connective !== undefined) {
    edits.push(
      // In brackets: `a && b ?? c` can't be written.
      replaced(
        'connective',
        node,
        source,
        `(${bracketed(left, source)} ${connective} ${bracketed(right, source)})`,
      ),
      replaced('half', node, source, bracketed(left, source)),
      replaced('half', node, source, bracketed(right, source)),
    );
  }
  return edits;
};

const conditionOf = (node: ts.Node): ts.Expression | undefined => {
  if (ts.isIfStatement(node) || ts.isWhileStatement(node)) return node.expression;
  return ts.isConditionalExpression(node) || ts.isForStatement(node) ? node.condition : undefined;
};

/** The condition of `if`, `while`, `for` and `?:`, turned round. Equalities and `!` have operators of their own. */
export const negationOperator: Operator = (node, source) => {
  const condition = conditionOf(node);
  if (condition === undefined || hasOwnNegation(condition)) return [];
  return [replaced('negation', condition, source, `!(${condition.getText(source)})`)];
};

function hasOwnNegation(condition: ts.Expression): boolean {
  if (ts.isBinaryExpression(condition)) return equalities.has(condition.operatorToken.kind);
  return ts.isPrefixUnaryExpression(condition) && condition.operator === SyntaxKind.ExclamationToken;
}

/** `!x` → `x`. */
export const notOperator: Operator = (node, source) => {
  if (!ts.isPrefixUnaryExpression(node) || node.operator !== SyntaxKind.ExclamationToken) return [];
  return [replaced('not', node, source, bracketed(node.operand, source))];
};
