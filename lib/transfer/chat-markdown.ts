import { hostOf } from '../shared/host-of.ts';
import type { Attachment, Source } from '../shared/conversation.ts';
import { turnsOf } from '../shared/versions.ts';
import type { FileChat, FileMessage } from './chat-file.ts';
import { markdownMark } from './markdown-mark.ts';
import { fencedText, linesOf, plainInMarkdown, quotedMarkdown } from './quoted-markdown.ts';
import { soundLine } from './sound-text.ts';

/** Which version of its turn a question is, where there are several; from 1. */
export interface VersionNumber {
  readonly at: number;
  readonly of: number;
}

/** What such a file says by itself, in the language of the page. */
export interface MarkdownWords {
  readonly untitled: string;
  /** @param at ISO 8601, of the export */
  exported(at: string, messages: number): string;
  /** Who speaks, when, and what became of it where that is not as it should be. */
  speaker(message: FileMessage, version: VersionNumber | undefined): string;
  page(page: Attachment): string;
  readonly sources: string;
}

/** One chat as a document that people read. @param exportedAt ISO 8601 */
export function toMarkdown(chat: FileChat, exportedAt: string, words: MarkdownWords): string {
  const title = soundLine(chat.title) || words.untitled;
  const versions = versionNumbers(chat.messages);
  const parts = [
    markdownMark,
    `# ${plainInMarkdown(title)}`,
    `*${words.exported(exportedAt, chat.messages.length)}*`,
    ...chat.messages.flatMap((message) => messagePart(message, versions.get(message.id), words)),
  ];
  return `${parts.join('\n\n')}\n`;
}

function versionNumbers(messages: readonly FileMessage[]): Map<string, VersionNumber> {
  const found = new Map<string, VersionNumber>();
  for (const turn of turnsOf(messages)) {
    if (turn.length === 1) continue;
    for (const [index, [question]] of turn.entries())
      if (question) found.set(question.id, { at: index + 1, of: turn.length });
  }
  return found;
}

function messagePart(
  message: FileMessage,
  version: VersionNumber | undefined,
  words: MarkdownWords,
): string[] {
  const head = `## ${words.speaker(message, version)}`;
  const text = message.text.trim() === '' ? [] : [quotedMarkdown(message.text)];
  if (message.role === 'user')
    return [head, ...(message.pages ?? []).map((page) => pagePart(page, words)), ...text];
  const { sources = [] } = message;
  const list = sources.map((source, at) => `${at + 1}. ${sourceLine(source)}`);
  return [head, ...text, ...(list.length === 0 ? [] : [`${words.sources}\n\n${list.join('\n')}`])];
}

/** Folded: it is long, and not what was said. */
function pagePart(page: Attachment, words: MarkdownWords): string {
  const summary = `<summary>${escaped(words.page(page))}</summary>`;
  return ['<details>', summary, '', ...fencedText(linesOf(page.text), 'text'), '', '</details>'].join('\n');
}

function escaped(line: string): string {
  return soundLine(line).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function sourceLine({ title, url, snippet }: Source): string {
  const shown = plainInMarkdown(soundLine(title) || hostOf(soundLine(url)));
  const isWeb = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
  // The host that it leads to, whatever its title says.
  const line = isWeb
    ? `[${shown}](<${new URL(url).href}>) (${plainInMarkdown(hostOf(url))})`
    : `${shown} (${plainInMarkdown(soundLine(url))})`;
  return snippet === undefined || snippet.trim() === ''
    ? line
    : `${line}: ${plainInMarkdown(soundLine(snippet))}`;
}
