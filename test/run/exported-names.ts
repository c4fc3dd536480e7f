// A law of the house that no linter knows: a name that is exported means one thing in all of lib and components.
import { readFileSync, readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';

/**
 * What a module makes and exports, each name once: a schema and its type may share one. Not what it only hands on from
 * another module, which is that module's.
 */
export function exportedNames(file: string, source: string): ReadonlySet<string> {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const module = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, kind);
  return new Set(module.statements.flatMap(namesOf));
}

/** The names that more than one of these modules makes, with their files. */
export function repeatedNames(modules: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> {
  const files = new Map<string, string[]>();
  for (const [file, source] of modules) {
    for (const name of exportedNames(file, source)) files.set(name, [...(files.get(name) ?? []), file]);
  }
  return new Map([...files].filter(([, found]) => found.length > 1));
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isExportDeclaration(statement)) {
    const { exportClause: clause, moduleSpecifier } = statement;
    if (moduleSpecifier !== undefined || clause === undefined || !ts.isNamedExports(clause)) return [];
    return clause.elements.map(({ name }) => name.text);
  }
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
  if (modifiers.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword)) return [];
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => boundNames(name));
  }
  return 'name' in statement && isNamed(statement.name) ? [statement.name.text] : [];
}

function boundNames(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundNames(element.name) : []));
}

function isNamed(name: unknown): name is ts.Identifier {
  return typeof name === 'object' && name !== null && 'text' in name;
}

function check(): void {
  const files = ['lib', 'components'].flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' })
      .map((file) => `${room}/${file.replaceAll('\\', '/')}`)
      .filter((file) => /\.tsx?$/.test(file)),
  );
  const repeated = repeatedNames(new Map(files.map((file) => [file, readFileSync(file, 'utf8')])));
  for (const [name, found] of repeated) console.log(`error    ${name} is exported by ${found.join(' and ')}`);
  console.log(`${files.length} files, ${repeated.size} names that mean two things`);
  process.exitCode = repeated.size === 0 && files.length > 0 ? 0 : 1;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) check();
