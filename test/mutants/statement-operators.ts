import ts from 'typescript';
import { bracketed, dropped, replaced, type Operator } from './edit.ts';

/** `await x` → `x`: what comes next no longer waits, and what fails is caught by nobody here. */
export const awaitOperator: Operator = (node, source) =>
  ts.isAwaitExpression(node) ? [replaced('await', node, source, bracketed(node.expression, source))] : [];

const leaves = (statement: ts.Statement): boolean => {
  const last = ts.isBlock(statement) ? statement.statements.at(-1) : statement;
  return (
    last !== undefined &&
    (ts.isReturnStatement(last) ||
      ts.isThrowStatement(last) ||
      ts.isContinueStatement(last) ||
      ts.isBreakStatement(last))
  );
};

/** `if (…) return;` and its like, taken out. */
export const guardOperator: Operator = (node, source) =>
  ts.isIfStatement(node) && node.elseStatement === undefined && leaves(node.thenStatement)
    ? [dropped('guard', node, source)]
    : [];

const called = (expression: ts.Expression): ts.CallExpression | undefined => {
  const inner =
    ts.isAwaitExpression(expression) || ts.isVoidExpression(expression) ? expression.expression : expression;
  return ts.isCallExpression(inner) ? inner : undefined;
};

/** A call for its effect, taken out. What is only written to the log is nobody's behaviour. */
export const callOperator: Operator = (node, source) => {
  if (!ts.isExpressionStatement(node)) return [];
  const call = called(node.expression);
  if (call === undefined || /^log\b/.test(call.expression.getText(source))) return [];
  return [dropped('call', node, source)];
};

/** `finally { … }` and `catch { … }` with nothing in them. */
export const handlerOperator: Operator = (node, source) => {
  if (!ts.isTryStatement(node)) return [];
  return [node.catchClause?.block, node.finallyBlock].flatMap((block) =>
    block === undefined || block.statements.length === 0 ? [] : [replaced('handler', block, source, '{}')],
  );
};
