import ts from 'typescript';

/** A change as an operator finds it. */
export interface Edit {
  readonly operator: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Looks at one node, and names the changes to it that it knows. */
export type Operator = (node: ts.Node, source: ts.SourceFile) => readonly Edit[];

export function replaced(operator: string, node: ts.Node, source: ts.SourceFile, text: string): Edit {
  return { operator, start: node.getStart(source), end: node.getEnd(), text };
}

/**
 * A statement that does nothing in place of this one. In a file without semicolons' help (`if (a) b();`) an empty block
 * stands wherever a statement may.
 */
export function dropped(operator: string, statement: ts.Node, source: ts.SourceFile): Edit {
  return replaced(operator, statement, source, '{}');
}

/** `a && b` in brackets, so that nothing around it binds tighter. */
export function bracketed(node: ts.Node, source: ts.SourceFile): string {
  const text = node.getText(source);
  return ts.isIdentifier(node) || ts.isCallExpression(node) || ts.isParenthesizedExpression(node)
    ? text
    : `(${text})`;
}
