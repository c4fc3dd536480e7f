import ts from 'typescript';
import { comparisonOperator, negationOperator, notOperator } from './condition-operators.ts';
import type { Edit, Operator } from './edit.ts';
import { mutated, type Mutant } from './mutant.ts';
import { awaitOperator, callOperator, guardOperator, handlerOperator } from './statement-operators.ts';
import {
  arithmeticOperator,
  booleanOperator,
  listOperator,
  methodOperator,
  narrowingOperator,
  numberOperator,
  spreadOperator,
  textOperator,
} from './value-operators.ts';

const operators: readonly Operator[] = [
  comparisonOperator,
  negationOperator,
  notOperator,
  awaitOperator,
  guardOperator,
  callOperator,
  handlerOperator,
  numberOperator,
  booleanOperator,
  textOperator,
  listOperator,
  arithmeticOperator,
  methodOperator,
  narrowingOperator,
  spreadOperator,
];

/** Every mutant of a TypeScript file, in the order of its text. The same text gives the same list. */
export function listMutants(file: string, text: string): readonly Mutant[] {
  const source = ts.createSourceFile(
    file,
    text,
    ts.ScriptTarget.Latest,
    true,
    file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );
  const mutants: Mutant[] = [];
  const visit = (node: ts.Node, within: string): void => {
    // Types are checked by the compiler, and are not there when it runs.
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    const inside = nameOf(node) ?? within;
    for (const operator of operators) {
      for (const edit of operator(node, source)) mutants.push(toMutant(edit, inside, source));
    }
    ts.forEachChild(node, (child) => visit(child, inside));
  };
  visit(source, '');
  return mutants.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

function nameOf(node: ts.Node): string | undefined {
  const isNamed =
    ts.isFunctionDeclaration(node) ||
    ts.isMethodDeclaration(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isClassDeclaration(node);
  return isNamed && node.name !== undefined && ts.isIdentifier(node.name) ? node.name.text : undefined;
}

function toMutant(edit: Edit, within: string, source: ts.SourceFile): Mutant {
  const { text } = source;
  const from = text.lastIndexOf('\n', edit.start - 1) + 1;
  const lineEnd = text.indexOf('\n', edit.end);
  const to = lineEnd === -1 ? text.length : lineEnd;
  const after = mutated(text, edit).slice(from, to + edit.text.length - (edit.end - edit.start));
  return {
    file: source.fileName,
    ...edit,
    line: source.getLineAndCharacterOfPosition(edit.start).line + 1,
    within,
    before: collapsed(text.slice(from, to)),
    after: collapsed(after),
  };
}

const collapsed = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
