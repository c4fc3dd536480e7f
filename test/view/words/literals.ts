import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';

/** A piece of text in the code, with `{}` for what a template puts in. */
export interface Literal {
  /** As `lib/view/panel.ts:7`. */
  readonly at: string;
  readonly file: string;
  readonly text: string;
  /** The JSX attribute that it is given to, `child` of what an element shows, or null: anywhere else. */
  readonly place: string | null;
}

/** All TypeScript below a room. */
export function filesIn(room: string): string[] {
  return readdirSync(room, { recursive: true, encoding: 'utf8' })
    .map((name) => `${room}/${name.replaceAll('\\', '/')}`)
    .filter((file) => /\.tsx?$/.test(file));
}

/** What a room imports, and the names in its types, are no text. */
export function literalsIn(room: string): Literal[] {
  return filesIn(room).flatMap(literalsOf);
}

function literalsOf(file: string): Literal[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: Literal[] = [];
  function visit(node: ts.Node): void {
    const text = textOf(node);
    if (text !== null && text.trim() !== '') {
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      found.push({ at: `${file}:${line}`, file, text: text.trim(), place: placeOf(node) });
    }
    ts.forEachChild(node, visit);
  }
  visit(source);
  return found;
}

function textOf(node: ts.Node): string | null {
  if (ts.isJsxText(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join('');
  if (!ts.isStringLiteralLike(node)) return null;
  const { parent } = node;
  const isName =
    isSplitAtSpaces(node) ||
    ts.isImportDeclaration(parent) ||
    ts.isExportDeclaration(parent) ||
    ts.isLiteralTypeNode(parent);
  return isName ? null : node.text;
}

/** Of `'mi mn mo'.split(' ')`, also of several with plusses between them: names in a list, for a program. */
function isSplitAtSpaces(literal: ts.Node): boolean {
  let node = literal;
  while (ts.isParenthesizedExpression(node.parent) || ts.isBinaryExpression(node.parent)) node = node.parent;
  const { parent } = node;
  if (!ts.isPropertyAccessExpression(parent) || !ts.isCallExpression(parent.parent)) return false;
  const [at] = parent.parent.arguments;
  return parent.name.text === 'split' && at !== undefined && ts.isStringLiteral(at) && at.text === ' ';
}

/** Of `open && 'Text'` and `open ? 'Text' : null`: where the whole of it goes. What is compared goes nowhere. */
function placeOf(literal: ts.Node): string | null {
  if (ts.isJsxText(literal)) return 'child';
  let node = literal;
  while (yields(node.parent, node)) node = node.parent;
  const { parent } = node;
  if (ts.isJsxAttribute(parent)) return parent.name.getText();
  if (!ts.isJsxExpression(parent)) return null;
  return ts.isJsxAttribute(parent.parent) ? parent.parent.name.getText() : 'child';
}

function yields(parent: ts.Node, part: ts.Node): boolean {
  if (ts.isParenthesizedExpression(parent)) return true;
  if (ts.isConditionalExpression(parent)) return parent.condition !== part;
  if (!ts.isBinaryExpression(parent)) return false;
  const { kind } = parent.operatorToken;
  return [
    ts.SyntaxKind.AmpersandAmpersandToken,
    ts.SyntaxKind.BarBarToken,
    ts.SyntaxKind.QuestionQuestionToken,
    ts.SyntaxKind.PlusToken,
  ].includes(kind);
}
