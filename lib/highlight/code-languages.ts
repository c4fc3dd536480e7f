/** A language whose code is coloured. */
export interface CodeLanguage {
  /** As the grammars call it. */
  readonly id: string;
  /** As people write it. A name, the same in every language. */
  readonly name: string;
  /** What its files are called: an extension, or a whole name where it has a dot or a capital. */
  readonly file: string;
}

/** id, name, file, and what else people write behind a fence, in small letters. */
const rows: readonly (readonly [id: string, name: string, file: string, ...also: string[]])[] = [
  ['bash', 'Bash', 'sh', 'sh', 'zsh', 'shell', 'console', 'shell-session', 'shellscript'],
  ['c', 'C', 'c', 'h'],
  ['cpp', 'C++', 'cpp', 'c++', 'cc', 'cxx', 'hpp', 'hh'],
  ['csharp', 'C#', 'cs', 'c#', 'cs', 'dotnet'],
  ['css', 'CSS', 'css'],
  ['diff', 'Diff', 'diff', 'patch'],
  ['dockerfile', 'Dockerfile', 'Dockerfile', 'docker', 'containerfile'],
  ['go', 'Go', 'go', 'golang'],
  ['graphql', 'GraphQL', 'graphql', 'gql'],
  ['ini', 'INI', 'ini', 'conf', 'cfg', 'properties', 'editorconfig'],
  ['toml', 'TOML', 'toml'],
  ['java', 'Java', 'java'],
  ['javascript', 'JavaScript', 'js', 'js', 'mjs', 'cjs', 'node', 'ecmascript'],
  ['jsx', 'JSX', 'jsx'],
  ['json', 'JSON', 'json', 'jsonc', 'json5', 'jsonl', 'geojson'],
  ['kotlin', 'Kotlin', 'kt', 'kt', 'kts'],
  ['lua', 'Lua', 'lua'],
  ['makefile', 'Makefile', 'Makefile', 'make', 'mk'],
  ['markdown', 'Markdown', 'md', 'md', 'mkd'],
  ['php', 'PHP', 'php'],
  ['powershell', 'PowerShell', 'ps1', 'ps', 'ps1', 'pwsh', 'posh'],
  ['python', 'Python', 'py', 'py', 'python3', 'py3', 'gyp'],
  ['r', 'R', 'r', 'rscript'],
  ['ruby', 'Ruby', 'rb', 'rb', 'gemfile', 'rake'],
  ['rust', 'Rust', 'rs', 'rs'],
  ['scss', 'SCSS', 'scss'],
  ['sql', 'SQL', 'sql', 'mysql', 'postgres', 'postgresql', 'pgsql', 'sqlite', 'tsql', 'plsql'],
  ['swift', 'Swift', 'swift'],
  ['typescript', 'TypeScript', 'ts', 'ts', 'mts', 'cts'],
  ['tsx', 'TSX', 'tsx'],
  ['xml', 'XML', 'xml', 'xsl', 'xsd', 'svg', 'rss', 'atom', 'plist', 'mathml'],
  ['html', 'HTML', 'html', 'htm', 'xhtml', 'vue', 'svelte'],
  ['yaml', 'YAML', 'yaml', 'yml'],
];

const languages = new Map<string, CodeLanguage>();
for (const [id, name, file, ...also] of rows) {
  for (const alias of [id, ...also]) languages.set(alias, { id, name, file });
}

/** @param written the first word behind a fence. null: none that is known */
export function codeLanguage(written: string): CodeLanguage | null {
  return languages.get(written.toLowerCase()) ?? null;
}

/** What code of the language is called as a file; of an unknown one, plain text. */
export function codeFileName(language: CodeLanguage | null): string {
  if (language === null) return 'code.txt';
  return /^[A-Z]/.test(language.file) ? language.file : `code.${language.file}`;
}
