import { describe, expect, it } from 'vitest';
import { readChatFile } from '../../lib/transfer/read-chat-file.ts';
import { transferWords } from '../../lib/view/words/transfer-words.ts';
import { damagedFiles } from './damaged-files.ts';
import { chatOfFile, fileAnswer, fileOf, fileQuestion, readAt } from './file-chats.ts';

const pause = (): Promise<void> => Promise.resolve();
const read = (content: BlobPart) => readChatFile(new Blob([content]), { now: readAt, pause });

/** All that a person is told of it. */
async function told(content: BlobPart): Promise<string[]> {
  const found = await read(content);
  if (!found.ok) return [transferWords.file(found.failure)];
  expect(found.value.chats).toEqual([]);
  return found.value.damaged.map(transferWords.chat);
}

describe('a damaged file', () => {
  it('is of more than fifty kinds', () => {
    expect(new Set(damagedFiles.map(({ name }) => name)).size).toBe(damagedFiles.length);
    expect(damagedFiles.length).toBeGreaterThan(50);
  });

  it.each(damagedFiles)('that is $name gets a clear word', async ({ bytes, says }) => {
    const [word, ...more] = await told(bytes);
    expect(word).toMatch(says);
    expect(word).not.toMatch(/undefined|null|\[object|Error|zod/);
    expect(more).toEqual([]);
  });

  it('that is too large is not even read', async () => {
    const file = { size: 200_000_001 } as Blob;
    expect(await readChatFile(file, { now: readAt, pause })).toEqual({
      ok: false,
      failure: { code: 'too-large' },
    });
  });

  it('that the browser does not hand over is told as that', async () => {
    const gone = { size: 5, slice: () => ({ arrayBuffer: () => Promise.reject(new Error('gone')) }) };
    const found = await readChatFile(gone as unknown as Blob, { now: readAt, pause });
    expect(found).toEqual({ ok: false, failure: { code: 'unreadable' } });
  });
});

describe('a sound file', () => {
  it('is read with a byte order mark, and with fields that a later version may add', async () => {
    const chat = {
      ...chatOfFile(),
      colour: 'red',
      messages: [{ ...fileQuestion(), mood: {} }, fileAnswer()],
    };
    const found = await read(`\uFEFF${JSON.stringify({ ...fileOf(chat), by: 'us' })}`);
    expect(found).toEqual({ ok: true, value: { chats: [chatOfFile()], damaged: [] } });
  });

  it('gives its good chats, and says which are not', async () => {
    const found = await read(
      JSON.stringify(fileOf(chatOfFile(), chatOfFile(), chatOfFile({ id: 'chat-2', messages: [] }))),
    );
    expect(found.ok && found.value.chats.map(({ id }) => id)).toEqual(['chat-1']);
    expect(found.ok && found.value.damaged.map(transferWords.chat)).toEqual([
      'Chat 2, “Why?”: a chat before it in this file has the same id.',
      'Chat 3, “Why?”: nothing was said in it.',
    ]);
  });

  it('may hold an answer whose question was removed, and a clock that is half a day ahead', async () => {
    const messages = [fileAnswer({ at: '2026-02-15T12:00:00Z' })];
    const found = await read(JSON.stringify(fileOf(chatOfFile({ messages }))));
    expect(found.ok && found.value.chats).toHaveLength(1);
  });
});
