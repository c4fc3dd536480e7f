import { describe, expect, it } from 'vitest';
import type { Attachment } from '../../lib/shared/conversation.ts';
import { newsBetween } from '../../lib/view/panel-news.ts';
import { emptyPanel, type PanelState } from '../../lib/view/panel-state.ts';
import { answer, question } from './messages.ts';

const page = (id: string, title = `Page ${id}`): Attachment => ({
  id,
  revision: 1,
  title,
  url: `https://example.com/${id}`,
  text: 'Text',
  pageLength: 4,
  source: 'article',
  capturedAt: '2026-01-01T00:00:00.000Z',
});
const paste: Attachment = { ...page('p'), source: 'paste', title: '', url: '' };
const panel = (given: Partial<PanelState> = {}): PanelState => ({
  ...emptyPanel,
  conversation: { id: 'c1', title: '' },
  ...given,
});
const asked = question({ id: 'q1', text: 'Why?', status: 'sending' });
const failed = { ...asked, status: 'failed' as const };
const sentWith = (one: Attachment) => question({ id: 'q2', attachments: [one] });

const cases: [what: string, before: PanelState, after: PanelState, said: string, draft?: string][] = [
  ['a page is attached', panel(), panel({ attachment: page('1') }), 'Attached: Page 1'],
  ['one of another tab', panel(), panel({ tabs: [page('2', '')] }), 'Attached: Untitled page'],
  ['read anew', panel({ attachment: page('1') }), panel({ attachment: page('3') }), 'Attached: Page 3'],
  [
    'with the addresses of its links',
    panel({ attachment: page('1') }),
    panel({ attachment: { ...page('1'), id: '4', hasLinks: true } }),
    '',
  ],
  ['edited', panel({ attachment: page('1') }), panel({ attachment: { ...page('1'), revision: 2 } }), ''],
  ['removed', panel({ attachment: page('1') }), panel(), 'Removed: Page 1'],
  ['a pasted text removed', panel({ paste }), panel(), 'Pasted text removed'],
  ['sent', panel({ attachment: page('1') }), panel({ messages: [sentWith(page('1'))] }), ''],
  ['a pasted text sent', panel({ paste }), panel({ messages: [sentWith(paste)] }), ''],
  ['another chat', panel({ attachment: page('1') }), panel({ conversation: { id: 'c2', title: '' } }), ''],
  ['the first that is known', { ...panel(), conversation: null }, panel({ attachment: page('1') }), ''],
  ['taken out of the queue', panel({ messages: [asked] }), panel({ removed: [asked] }), 'Message deleted'],
  ['wanted back', panel({ removed: [asked] }), panel({ messages: [asked] }), ''],
  ['not sent', panel({ messages: [asked] }), panel({ messages: [failed] }), 'Not sent'],
  [
    'not sent, as an alert says',
    panel({ messages: [asked] }),
    panel({ messages: [failed], problem: { code: 'internal', messageId: 'q1' } }),
    '',
  ],
  ['deleted though not sent', panel({ messages: [failed] }), panel(), 'Message deleted'],
  ['taken back into the composer', panel({ messages: [failed] }), panel(), '', 'Well: Why?'],
  ['let go of', panel({ messages: [{ ...asked, status: 'sent' }, answer({})] }), panel(), ''],
];

describe('what is said of what is seen', () => {
  it.each(cases)('%s', (_what, before, after, said, draft = '') => {
    expect(newsBetween(before, after, draft)).toBe(said);
  });
});
