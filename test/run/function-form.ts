// A law of the house that no linter knows: what a module exports as a function is declared as one.
import { readFileSync, readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';

/** The exported functions of a module that are arrows; one that is given its type stays what it is: the type says more. */
export function exportedArrows(file: string, source: string): string[] {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const module = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, kind);
  return module.statements.flatMap((statement) => {
    if (!ts.isVariableStatement(statement)) return [];
    const isExported = statement.modifiers?.some(({ kind: word }) => word === ts.SyntaxKind.ExportKeyword);
    if (isExported !== true) return [];
    return statement.declarationList.declarations.flatMap(({ name, type, initializer }) =>
      type === undefined && initializer !== undefined && ts.isArrowFunction(initializer)
        ? [name.getText(module)]
        : [],
    );
  });
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const files = ['lib', 'components', 'entrypoints'].flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' })
      .map((file) => `${room}/${file.replaceAll('\\', '/')}`)
      .filter((file) => /\.tsx?$/.test(file)),
  );
  let arrows = 0;
  for (const file of files) {
    for (const name of exportedArrows(file, readFileSync(file, 'utf8'))) {
      arrows += 1;
      console.log(`error    ${file}: ${name} is an arrow; declare it as a function`);
    }
  }
  console.log(`${files.length} files, ${arrows} exported arrows`);
  process.exitCode = arrows === 0 && files.length > 0 ? 0 : 1;
}
