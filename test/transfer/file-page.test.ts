import { expect, it } from 'vitest';
import { fromFileChat } from '../../lib/transfer/from-file.ts';
import { toFileChat } from '../../lib/transfer/to-file.ts';
import { attachedPage, question } from '../view/messages.ts';

it('what is this browser’s alone of a page comes into no file, and out of none', () => {
  const local = {
    masked: [{ placeholder: '[email 1]', kind: 'email', value: 'ana@example.org' }],
    original: 'Its text, with a name.',
    tab: { id: 7, url: 'https://review.example/tides?session=1' },
  } as const;
  const page = attachedPage({ isEdited: true, ...local, masked: [...local.masked] });
  const head = { id: 'c', title: 'Tides', createdAt: 0, updatedAt: 0 };
  const file = toFileChat(head, 'c', [question({ attachments: [page] })]);
  expect(JSON.stringify(file)).not.toMatch(/ana@|with a name|session/);
  const kept = attachedPage({ isEdited: true });
  expect(file.messages).toMatchObject([{ pages: [kept] }]);

  // As somebody else may have written it.
  const [message] = file.messages;
  const hostile = { ...file, messages: [{ ...message, role: 'user', pages: [page] }] } as typeof file;
  expect(fromFileChat(hostile, 5).messages).toMatchObject([{ attachments: [kept] }]);
  expect(JSON.stringify(fromFileChat(hostile, 5))).not.toMatch(/ana@|with a name|session/);
});
