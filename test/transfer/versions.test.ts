import { describe, expect, it } from 'vitest';
import { question } from '../storage/records.ts';
import { toMarkdown } from '../../lib/transfer/chat-markdown.ts';
import { fromFileChat } from '../../lib/transfer/from-file.ts';
import { takenIn } from '../../lib/transfer/take-in.ts';
import { toFileChat } from '../../lib/transfer/to-file.ts';
import { markdownWords } from '../../lib/view/words/transfer-words.ts';

const head = { id: 'c', title: 'Chat', createdAt: 1, updatedAt: 2 };
const messages = [
  question({ id: 'q1', ordinal: 1, text: 'Go' }),
  question({ id: 'q2', ordinal: 3, text: 'Stay', replaces: 'q1' }),
  question({ id: 'q3', ordinal: 5, text: 'Else' }),
];

describe('versions of a question', () => {
  it('are versions still after an export and an import, and after another', () => {
    const file = toFileChat(head, 'c', messages);
    expect(file.messages.map((message) => message.role === 'user' && message.replaces)).toEqual([
      undefined,
      'q1',
      undefined,
    ]);
    const stored = fromFileChat(file, 10).messages.map((message) => takenIn(message, 'new'));
    expect(stored[1]).toMatchObject({ id: 'new/q2', replaces: 'new/q1' });
    expect(toFileChat({ ...head, id: 'new' }, 'c', stored).messages[1]).toMatchObject({ replaces: 'q1' });
  });

  it('are counted in a document for people, in which all of them stand', () => {
    const document = toMarkdown(toFileChat(head, 'c', messages), new Date(5).toISOString(), markdownWords);
    const heads = document.split('\n').filter((line) => line.startsWith('## '));
    expect(heads.map((line) => /Version \d of \d/.exec(line)?.[0])).toEqual([
      'Version 1 of 2',
      'Version 2 of 2',
      undefined,
    ]);
  });
});
