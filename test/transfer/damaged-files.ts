import { chatOfFile, fileAnswer, fileOf, fileQuestion, page } from './file-chats.ts';

/** A file that can't be taken in, and what is said of it. */
export interface DamagedFile {
  readonly name: string;
  readonly bytes: BlobPart;
  readonly says: RegExp;
}

const json = (value: unknown): string => JSON.stringify(value);
const whole = json(fileOf(chatOfFile()));
const utf16 = (text: string, order: 'le' | 'be', mark = true): BlobPart => {
  const units = [...(mark ? '\uFEFF' : ''), ...text].map((letter) => letter.charCodeAt(0));
  return new Uint8Array(
    units.flatMap((unit) => (order === 'le' ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255])),
  );
};
const bytes = (...all: number[]): BlobPart => new Uint8Array(all);
const one = (changes: Parameters<typeof chatOfFile>[0]): string => json(fileOf(chatOfFile(changes)));
const without = (field: string): string => {
  const chat: Record<string, unknown> = { ...chatOfFile() };
  delete chat[field];
  return json(fileOf(chat));
};
const question = (changes: object): string =>
  json(fileOf({ ...chatOfFile(), messages: [{ ...fileQuestion(), ...changes }, fileAnswer()] }));
const answer = (changes: object): string =>
  json(fileOf({ ...chatOfFile(), messages: [fileQuestion(), { ...fileAnswer(), ...changes }] }));
const nested = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;

const row = (name: string, content: BlobPart, says: RegExp): DamagedFile => ({ name, bytes: content, says });

/** Of a file as a whole. */
const ofFile: readonly DamagedFile[] = [
  row('empty', '', /is empty/),
  row('nothing but blanks', ' \n\t\n', /is empty/),
  row('a mark and nothing', bytes(0xef, 0xbb, 0xbf), /is empty/),
  row('compressed by gzip', bytes(0x1f, 0x8b, 8, 0, 0, 0), /compressed.*Unpack/),
  row('compressed by zip', bytes(0x50, 0x4b, 3, 4, 20, 0), /compressed.*Unpack/),
  row('UTF-16, little end first', utf16(whole, 'le'), /UTF-16.*UTF-8/),
  row('UTF-16, big end first', utf16(whole, 'be'), /UTF-16.*UTF-8/),
  row('UTF-16 without its mark', utf16(whole, 'le', false), /UTF-16.*UTF-8/),
  row('a picture', bytes(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13), /not a text file/),
  row('Latin-1', bytes(0x7b, 0x22, 0xe9, 0x22, 0x7d), /not valid UTF-8/),
  row('cut in the middle of a character', new TextEncoder().encode(one({ title: 'é' })).slice(0, 105), /./),
  row('cut in the middle of a word', whole.slice(0, whole.length / 2), /ends in the middle/),
  row('cut by one character', whole.slice(0, -1), /ends in the middle/),
  row('cut within a string', '{"format":"miptech-ch', /ends in the middle/),
  row('a comma too many', whole.replace('"chats":[', '"chats":[,'), /not a JSON file/),
  row('prose', 'Dear all, here are my chats.', /not a JSON file/),
  row('a web page', '<!doctype html><title>Sign in</title>', /web page/),
  row('a chat as Markdown', '<!-- A chat of MIPTech Side Panel -->\n\n# Why?', /Markdown.*JSON/),
  row('an export of ChatGPT', json([{ title: 'T', create_time: 1, mapping: {} }]), /ChatGPT/),
  row('an export of Claude', json([{ uuid: 'u', name: 'N', chat_messages: [] }]), /Claude/),
  row('an export of Page Assist', json([{ history: {}, messages: [] }]), /Page Assist/),
  row('a number', '42', /something else/),
  row('null', 'null', /something else/),
  row('a list of nothing', '[]', /something else/),
  row('deep nesting', nested, /something else/),
  row('deep nesting that is cut', '['.repeat(100_000), /ends in the middle/),
  row('another format', json({ ...fileOf(chatOfFile()), format: 'notes' }), /something else/),
  row(
    'the format as a prototype',
    '{"__proto__":{"format":"miptech-chats","version":1,"chats":[]}}',
    /something else/,
  ),
  row('no version', json({ ...fileOf(chatOfFile()), version: undefined }), /which version/),
  row('a version of letters', json({ ...fileOf(chatOfFile()), version: '1' }), /which version/),
  row('a version of nought', json({ ...fileOf(chatOfFile()), version: 0 }), /which version/),
  row('a newer version', json({ ...fileOf(chatOfFile()), version: 2 }), /newer version.*format 2/),
  row('no list of chats', json({ ...fileOf(), chats: undefined }), /list of chats is missing/),
  row(
    'chats that are no list',
    json({ ...fileOf(), chats: { 0: chatOfFile() } }),
    /list of chats is missing/,
  ),
  row('no chat', json(fileOf()), /no chat in this file/),
  row(
    'the same key twice, the last of them empty',
    whole.replace(/\}$/, ',"chats":[]}'),
    /no chat in this file/,
  ),
  row(
    'more chats than can be',
    json(fileOf(...Array.from({ length: 20_001 }, () => 0))),
    /more than 20,000 chats/,
  ),
];

/** Of the one chat in it. */
const ofChat: readonly DamagedFile[] = [
  row('a chat that is a text', json(fileOf('chat')), /^Chat 1: this is no chat/),
  row('a chat that is a list', json(fileOf([])), /^Chat 1: this is no chat/),
  row('a chat without an id', without('id'), /“Why\?”: “id” is missing/),
  row('an id without end', one({ id: 'x'.repeat(301) }), /“id” is missing, or not what/),
  row('no title', without('title'), /^Chat 1: “title” is missing/),
  row(
    'a title by a stranger',
    json(fileOf({ ...chatOfFile(), titledBy: 'admin' })),
    /“titledBy” is missing, or not/,
  ),
  row('no messages', without('messages'), /“messages” is missing/),
  row('an empty chat', one({ messages: [] }), /nothing was said/),
  row('no time', without('createdAt'), /time is missing/),
  row('a time in words', one({ updatedAt: 'yesterday' }), /time is missing, or can’t be read/),
  row('a day that there is not', one({ updatedAt: '2026-13-45T00:00:00Z' }), /time is missing, or can’t/),
  row('a time in the future', one({ updatedAt: '2031-01-01T00:00:00Z' }), /in the future/),
  row('said in the future', question({ at: '2031-01-01T00:00:00Z' }), /message 1: its time is in the future/),
  row('a message that is null', json(fileOf({ ...chatOfFile(), messages: [null] })), /message 1/),
  row('an unknown role', question({ role: 'system' }), /message 1: nobody knows who said it/),
  row('a role of two', question({ role: ['user', 'assistant'] }), /message 1: nobody knows who/),
  row('an unknown status', question({ status: 'read' }), /message 1: what became of it/),
  row('an answer with a question’s status', answer({ status: 'queued' }), /message 2: what became of it/),
  row('text that is a number', question({ text: 7 }), /message 1: “text” is missing/),
  row('text without end', question({ text: 'x'.repeat(2_000_001) }), /message 1: its text is too long/),
  row('two messages of one id', answer({ id: 'q1' }), /message 1: another message has the same id/),
  row('an answer to itself', answer({ replyTo: 'answer-to-q1' }), /message 2: it answers something/),
  row(
    'an answer to an answer',
    json(
      fileOf(
        chatOfFile({
          messages: [fileQuestion(), fileAnswer(), fileAnswer({ id: 'a2', replyTo: 'answer-to-q1' })],
        }),
      ),
    ),
    /message 3: it answers something/,
  ),
  row(
    'an answer before its question',
    one({ messages: [fileAnswer(), fileQuestion()] }),
    /message 1: it answers/,
  ),
  row(
    'a page without its text',
    question({ pages: [{ ...page, text: undefined }] }),
    /message 1: “text” is missing/,
  ),
  row('sources that are no list', answer({ sources: {} }), /message 2: “sources” is missing, or not/),
  row(
    'a chat longer than any',
    one({
      messages: Array.from({ length: 11 }, (_, at) =>
        fileQuestion({ id: `q${at}`, text: 'x'.repeat(1_990_000) }),
      ),
    }),
    /longer than a chat can be/,
  ),
];

export const damagedFiles: readonly DamagedFile[] = [...ofFile, ...ofChat];
