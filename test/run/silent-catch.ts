import ts from 'typescript';

/** Where something that was thrown ends, and nothing says why it may. */
export interface SilentCatch {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

/** Fewer words than this are no reason. */
const leastWords = 3;

/**
 * The places in a module that swallow what was thrown without a comment in them, on their first or last line, or on the
 * line above. Swallowing is: a `catch` that neither names what it caught nor throws, the same of a function given to
 * `.catch()` or to `.then()` as second, any function that is given there by its name alone, and `Promise.allSettled`.
 */
export function silentCatches(file: string, source: string): SilentCatch[] {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const module = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, kind);
  const explained = explainedLines(module);
  const found: SilentCatch[] = [];

  const lineOf = (position: number): number => module.getLineAndCharacterOfPosition(position).line;

  function look(node: ts.Node): void {
    const place = swallowing(node);
    if (place !== null && !isExplained(place)) {
      const line = lineOf(place.from);
      const text = source.split('\n')[line]?.trim() ?? '';
      found.push({ line: line + 1, text });
    }
    ts.forEachChild(node, look);
  }

  function isExplained({ from, to, mayStandAbove }: Place): boolean {
    const first = lineOf(from);
    for (let line = first; line <= lineOf(to); line += 1) if (explained.has(line)) return true;
    return mayStandAbove && (explained.has(first - 1) || explained.has(lineOf(statementOf(from)) - 1));
  }

  /** Where the statement, or the member of a class or an object, begins in which that is. */
  function statementOf(position: number): number {
    let begin = 0;
    const narrow = (node: ts.Node): void => {
      if (position < node.getStart() || position >= node.getEnd()) return;
      if (ts.isStatement(node) || ts.isObjectLiteralElement(node) || ts.isClassElement(node)) {
        if (!ts.isBlock(node)) begin = node.getStart();
      }
      ts.forEachChild(node, narrow);
    };
    ts.forEachChild(module, narrow);
    return begin;
  }

  look(module);
  return found;
}

interface Place {
  readonly from: number;
  readonly to: number;
  /** Above a `catch` stands the last line of what was tried, which is something else. */
  readonly mayStandAbove: boolean;
}

function swallowing(node: ts.Node): Place | null {
  if (ts.isCatchClause(node)) {
    const { variableDeclaration: caught, block } = node;
    if (throws(block) || (caught !== undefined && names(block, caught.name.getText()))) return null;
    return { from: node.getStart(), to: node.getEnd(), mayStandAbove: false };
  }
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return null;
  const { name } = node.expression;
  const place = { from: name.getStart(), to: node.getEnd(), mayStandAbove: true };
  if (name.text === 'allSettled') return place;
  const handler = handlerOf(name.text, node.arguments);
  return handler !== null && isDeaf(handler) ? place : null;
}

/** A schema of zod has a `catch` as well: with two arguments. */
function handlerOf(method: string, given: ts.NodeArray<ts.Expression>): ts.Expression | null {
  if (method === 'catch' && given.length === 1) return given[0] ?? null;
  return method === 'then' ? (given[1] ?? null) : null;
}

/** Whether nothing comes of what it is told, as far as can be seen from here. */
function isDeaf(handler: ts.Expression): boolean {
  if (!ts.isArrowFunction(handler) && !ts.isFunctionExpression(handler)) {
    // What is handed on as it is has not ended here.
    return handler.getText() !== 'reject';
  }
  const [caught] = handler.parameters;
  if (ts.isBlock(handler.body) && throws(handler.body)) return false;
  return caught === undefined || !names(handler.body, caught.name.getText());
}

function throws(block: ts.Block): boolean {
  const last = block.statements.at(-1);
  return last !== undefined && ts.isThrowStatement(last);
}

function names(node: ts.Node, name: string): boolean {
  if (ts.isIdentifier(node) && node.text === name) return true;
  return ts.forEachChild(node, (child) => names(child, name) || undefined) ?? false;
}

/** The lines on which a comment stands that says something to people; from 0. */
function explainedLines(module: ts.SourceFile): ReadonlySet<number> {
  const lines = new Set<number>();
  // Between the tokens of the tree: a scanner alone would take text in a template or an element for a comment.
  const visit = (node: ts.Node): void => {
    if (node.getChildCount(module) > 0) return node.getChildren(module).forEach(visit);
    for (const { pos, end } of [
      ...(ts.getLeadingCommentRanges(module.text, node.pos) ?? []),
      ...(ts.getTrailingCommentRanges(module.text, node.end) ?? []),
    ]) {
      const words = module.text.slice(pos, end).match(/\p{L}[\p{L}\p{N}’'-]*/gu) ?? [];
      if (words.length < leastWords || words[0] === 'oxlint-disable-next-line') continue;
      const { line: first } = module.getLineAndCharacterOfPosition(pos);
      const { line: last } = module.getLineAndCharacterOfPosition(end);
      for (let line = first; line <= last; line += 1) lines.add(line);
    }
  };
  visit(module);
  return lines;
}
