import { expect, it } from 'vitest';
import { guardPages } from '../../../lib/background/platform/page-guard.ts';
import { fence } from '../../../lib/page-context/fence.ts';
import type { TransportEvent } from '../../../lib/session/transport-event.ts';

const rules = { enabled: true, allow: null, block: ['closed.test'] };
const page = (url: string) => ({
  id: 'a',
  url,
  title: 'T',
  capturedAt: '2026-01-15T12:00:00.000Z',
  text: 'x',
});

it.each([
  ['words alone pass', 'closed.test', true],
  ['a page of an open site passes', fence([page('https://open.test/')], 'Why?'), true],
  ['a page of a closed one does not', fence([page('https://closed.test/')], 'Why?'), false],
  ['nor behind an open one', fence([page('https://open.test/'), page('https://closed.test/')], ''), false],
])('%s', async (_, text, passes) => {
  const sent: string[] = [];
  const told: TransportEvent[] = [];
  const connection = guardPages(
    {
      send: (message) => void sent.push(message.text),
      check: () => undefined,
      renewToken: async () => 'refused',
      close: () => undefined,
    },
    rules,
    (event) => void told.push(event),
  );
  connection.send({ text, clientMessageId: 'm' });
  expect(told).toEqual([]);
  await Promise.resolve();
  expect(sent).toEqual(passes ? [text] : []);
  const problem = { code: 'page-forbidden', subject: 'T' };
  expect(told).toEqual(passes ? [] : [{ type: 'refused', code: null, detail: null, problem }]);
});
