// A law of the house (law 10) that no linter knows: what leaves the browser is counted, so nobody but the start of the
// background takes a way out from the browser itself. All others are given theirs.
import { readFileSync, readdirSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';

/** The browser's ways out that a script can take by itself. */
const waysOut: ReadonlySet<string> = new Set([
  'fetch',
  'WebSocket',
  'WebSocketStream',
  'WebTransport',
  'XMLHttpRequest',
  'EventSource',
  'RTCPeerConnection',
  'sendBeacon',
  'importScripts',
  'Worker',
  'SharedWorker',
]);
const globals: ReadonlySet<string> = new Set(['globalThis', 'self', 'window', 'navigator', 'frames']);

/** Where the background is made, and given the browser's own. */
const start = 'entrypoints/background/index.ts';

/** Who takes one, and how often: it takes that many, since were it fewer, nothing here would be looked for any more. */
const taken: ReadonlyMap<string, number> = new Map([
  [start, 2],
  // Files of our own package, by the extension's policy (CSP); nothing leaves by them.
  ['lib/browser/on-demand-script.ts', 1],
  // A PDF that is on screen, from its own site once more, in its own page: nothing of ours leaves by it.
  ['entrypoints/pdf-reader.ts', 1],
  // The same in Firefox, in a worker of ours, where a person has allowed that site: nothing of ours leaves by it, either.
  ['lib/browser/viewed-access.ts', 1],
  // Starts the workers of a page, out of the package; what runs in them is looked through here like all else.
  ['lib/browser/side-worker-start.ts', 1],
]);

/** The places, as `line: text`, in which a module takes a way out that nobody has given it. Types take nothing. */
export function waysTaken(file: string, source: string): string[] {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const module = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, kind);
  // A program of this module alone, without even the library: a name that nothing in it declares is the browser's.
  const host: ts.CompilerHost = {
    getSourceFile: (name) => (name === file ? module : undefined),
    getDefaultLibFileName: () => 'none',
    writeFile: () => undefined,
    getCurrentDirectory: () => '',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    fileExists: (name) => name === file,
    readFile: () => undefined,
  };
  const program = ts.createProgram([file], { noLib: true, noResolve: true, allowJs: true }, host);
  const checker = program.getTypeChecker();
  const found: string[] = [];

  const isDeclaredHere = (name: string, at: ts.Node): boolean =>
    checker
      .getSymbolsInScope(at, ts.SymbolFlags.Value | ts.SymbolFlags.Alias)
      .some((symbol) => symbol.name === name && (symbol.declarations?.length ?? 0) > 0);

  const isGlobal = (node: ts.Node): boolean =>
    ts.isIdentifier(node) && globals.has(node.text) && !isDeclaredHere(node.text, node);

  function look(node: ts.Node): void {
    if (takes(node)) {
      const { line } = module.getLineAndCharacterOfPosition(node.getStart());
      found.push(`${line + 1}: ${source.split('\n')[line]?.trim() ?? ''}`);
    }
    if (!ts.isTypeNode(node) || isBaseClass(node)) ts.forEachChild(node, look);
  }

  function takes(node: ts.Node): boolean {
    if (ts.isPropertyAccessExpression(node)) return waysOut.has(node.name.text) && isGlobal(node.expression);
    if (ts.isElementAccessExpression(node)) {
      const { argumentExpression: key } = node;
      return isGlobal(node.expression) && (!ts.isStringLiteral(key) || waysOut.has(key.text));
    }
    // `const { fetch } = globalThis`
    if (ts.isBindingElement(node)) {
      const name = (node.propertyName ?? node.name).getText(module);
      const of = node.parent.parent;
      return (
        waysOut.has(name) && ts.isVariableDeclaration(of) && !!of.initializer && isGlobal(of.initializer)
      );
    }
    return ts.isIdentifier(node) && waysOut.has(node.text) && isUse(node) && !isDeclaredHere(node.text, node);
  }

  look(module);
  return found;
}

/** What a class is made of is used, though it stands where types stand. */
function isBaseClass(node: ts.Node): boolean {
  const { parent } = node;
  return (
    ts.isHeritageClause(parent) &&
    parent.token === ts.SyntaxKind.ExtendsKeyword &&
    ts.isClassLike(parent.parent)
  );
}

/** And not the name of a property, or of what is declared. */
function isUse(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if (ts.isBindingElement(parent)) return parent.initializer === node;
  if (ts.isVariableDeclaration(parent) || ts.isParameter(parent)) return parent.initializer === node;
  return !ts.isClassElement(parent) && !ts.isTypeElement(parent) && !ts.isImportSpecifier(parent);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const files = ['lib', 'components', 'entrypoints'].flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: 'utf8' })
      .map((file) => `${room}/${file.replaceAll('\\', '/')}`)
      // A server of its own is no part of the extension.
      .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('lib/proxy-server/')),
  );
  let errors = 0;
  for (const file of files) {
    const found = waysTaken(file, readFileSync(file, 'utf8'));
    const known = taken.get(file) ?? 0;
    if (found.length === known) continue;
    for (const place of found.length < known ? [`takes ${found.length}, which can not be`] : found) {
      console.log(`error    ${file}:${place}`);
      errors += 1;
    }
  }
  console.log(`${files.length} files, ${errors} ways out that are not counted`);
  process.exitCode = errors === 0 && files.includes(start) ? 0 : 1;
}
