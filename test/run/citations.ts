// What code cites has to be in the project: laws, rules, pages and files.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';

/** What may be cited. */
export interface Citable {
  /** `law 7`, `P12`, `R14`, `D8`, `A1`. */
  readonly rules: ReadonlySet<string>;
  /** Of them, those under which two things stand: what cites one says neither. */
  readonly ambiguous: readonly string[];
  /** Names of files, without their folders. */
  readonly files: ReadonlySet<string>;
}

/** Where each kind of rule is defined, and how a definition looks there. */
const definitions: readonly { readonly page: string; readonly rule: RegExp; readonly prefix?: string }[] = [
  { page: 'lib/LAWS.md', rule: /^(\d+)\. \*\*/gm, prefix: 'law ' },
  { page: 'lib/protocol/README.md', rule: /\*\*(P\d+)\*\*/g },
  { page: 'lib/protocol/rest/README.md', rule: /^\| (R\d+) \|/gm },
  { page: 'lib/session/README.md', rule: /\*\*(D\d+)\*\*/g },
  { page: 'lib/config/README.md', rule: /^\| (A\d+) \|/gm },
];

/** Pages of design that are not handed out with the project. */
const elsewhere = /\b(?:architecture|platform|trust|experience|performance|toolchain)(?:\.md|,? (?:law|§))/gi;

/** The citations in a text that lead nowhere. */
export function brokenCitations(text: string, { rules, files }: Pick<Citable, 'rules' | 'files'>): string[] {
  const broken = [...text.matchAll(elsewhere)].map(([cited]) => cited);
  for (const [, plural, list = ''] of text.matchAll(/\blaw(s?) (\d+(?:(?:, | and |–)\d+)*)/gi)) {
    const numbers = plural === '' ? (list.match(/^\d+/) ?? []) : (list.match(/\d+/g) ?? []);
    broken.push(...numbers.map((number) => `law ${number}`).filter((law) => !rules.has(law)));
  }
  for (const [cited] of text.matchAll(/(?<![\w#&+-])[PRDA]\d{1,2}(?![\w-])/g))
    if (!rules.has(cited)) broken.push(cited);
  for (const [, cited = ''] of text.matchAll(
    /(?<![\w/.:-])((?:[\w-]+\/)*[\w.-]+\.(?:tsx?|mjs|md))(?![\w-])/g,
  )) {
    if (!files.has(basename(cited))) broken.push(cited);
  }
  return broken;
}

/** The comments of a source file, and the titles of its tests, with their lines. */
export function citingTexts(
  file: string,
  source: string,
): { readonly line: number; readonly text: string }[] {
  const parsed = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const texts: { line: number; text: string }[] = [];
  const seen = new Set<number>();
  const add = (start: number, end: number): void => {
    if (seen.has(start)) return;
    seen.add(start);
    texts.push({
      line: parsed.getLineAndCharacterOfPosition(start).line + 1,
      text: source.slice(start, end),
    });
  };
  const visit = (node: ts.Node): void => {
    for (const range of ts.getLeadingCommentRanges(source, node.getFullStart()) ?? [])
      add(range.pos, range.end);
    for (const range of ts.getTrailingCommentRanges(source, node.end) ?? []) add(range.pos, range.end);
    if (ts.isCallExpression(node) && /^(?:it|describe)\b/.test(node.expression.getText(parsed))) {
      const [title] = node.arguments;
      if (title !== undefined && ts.isStringLiteralLike(title)) add(title.getStart(parsed), title.end);
    }
    node.getChildren(parsed).forEach(visit);
  };
  visit(parsed);
  return texts;
}

const listed = (room: string): string[] =>
  readdirSync(room, { recursive: true, encoding: 'utf8' }).map(
    (file) => `${room}/${file.replaceAll('\\', '/')}`,
  );

export function readCitable(): Citable {
  const rules = definitions.flatMap(({ page, rule, prefix = '' }) =>
    [...readFileSync(page, 'utf8').matchAll(rule)].map(([, name]) => `${prefix}${name}`),
  );
  const rooms = ['lib', 'components', 'entrypoints', 'test', 'public'].filter((room) => existsSync(room));
  const files = [...rooms.flatMap(listed), ...readdirSync('.')].map((file) => basename(file));
  const ambiguous = rules.filter((rule, at) => rules.indexOf(rule) !== at);
  return { rules: new Set(rules), ambiguous, files: new Set(files) };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const citable = readCitable();
  let cited = 0;
  let broken = citable.ambiguous.length;
  for (const rule of citable.ambiguous) console.log(`${rule} is defined twice`);
  for (const file of ['README.md', ...['lib', 'components', 'entrypoints', 'test'].flatMap(listed)]) {
    if (!/\.(?:tsx?|mjs|md)$/.test(file) || /^test\/(?:platform|identity-provider)\//.test(file)) continue;
    const source = readFileSync(file, 'utf8');
    const texts = file.endsWith('.md') ? [{ line: 1, text: source }] : citingTexts(file, source);
    for (const { line, text } of texts) {
      cited += 1;
      for (const name of brokenCitations(text, citable)) {
        broken += 1;
        console.log(`${file}:${line}: cites ${name}, which is not in the project`);
      }
    }
  }
  console.log(`${cited} texts, ${citable.rules.size} rules, ${broken} citations that lead nowhere`);
  process.exitCode = broken === 0 && cited > 0 && citable.rules.size > 0 ? 0 : 1;
}
