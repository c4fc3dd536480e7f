import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fence } from '../../lib/page-context/fence.ts';
import type { HistoryItem } from '../../lib/session/history.ts';
import { endsAlike, mayBeUnfinished, mostKept, readBack } from '../../lib/session/read-back.ts';
import { placeAfter } from '../../lib/storage/message-reader.ts';
import { traceOf } from '../../lib/session/trace.ts';
import { message as messageSchema } from '../../lib/shared/conversation.ts';
import { attachment } from '../storage/records.ts';
import { told } from './beginnings.ts';

const { question: q, answer: a } = told;
const options = { conversationId: 'c', now: 1000, isUnfinished: false };
const whole = (...items: HistoryItem[]) => ({ items, isWhole: true });
const by = (clientMessageId: string, item: HistoryItem): HistoryItem => ({ ...item, clientMessageId });

/** Hostile, as far as a history can be that has been parsed. */
const anyItem: fc.Arbitrary<HistoryItem> = fc.record({
  id: fc.string({ maxLength: 5 }),
  role: fc.constantFrom('user', 'assistant', 'other'),
  content: fc.oneof(fc.string({ unit: 'binary' }), fc.constant(fence([attachment], 'words'))),
  clientMessageId: fc.option(fc.string({ maxLength: 3 })),
  createdAt: fc.oneof(fc.constant(null), fc.double()),
});

describe('a chat that is read back', () => {
  it('is messages as this browser keeps them, whatever the history holds: each with a place and an id of its own', () => {
    fc.assert(
      fc.property(fc.array(anyItem, { maxLength: 30 }), fc.boolean(), (items, isUnfinished) => {
        const { messages } = readBack({ items, isWhole: true }, { ...options, isUnfinished });
        expect(messages).toHaveLength(items.filter(({ role }) => role !== 'other').length);
        for (const message of messages) expect(messageSchema.safeParse(message).success).toBe(true);
        expect(new Set(messages.map(({ id }) => id)).size).toBe(messages.length);
        const places = messages.map(({ ordinal }) => ordinal);
        expect(places).toEqual([...new Set(places)].toSorted((one, other) => one - other));
        expect(
          messages.every((m) => m.text.isWellFormed() && !Number.isNaN(new Date(m.createdAt).getTime())),
        ).toBe(true);
        // The next question has a place behind all of them, and behind an answer that is still to come.
        const last = messages.at(-1);
        expect(placeAfter(last)).toBeGreaterThan((last?.ordinal ?? 0) + (last?.role === 'user' ? 1 : 0));
      }),
    );
  });

  it('has its pages as attachments, and answers that know their question', () => {
    const { messages } = readBack(whole(q(fence([attachment], 'Why?')), a('So.'), a('And so.')), options);
    expect(messages).toMatchObject([
      {
        role: 'user',
        text: 'Why?',
        status: 'sent',
        attachments: [{ id: attachment.id, text: attachment.text }],
      },
      { role: 'assistant', text: 'So.', status: 'complete', replyTo: 'c-0', ordinal: 2 },
      { role: 'assistant', text: 'And so.', replyTo: 'c-0', ordinal: 3 },
    ]);
  });

  it('knows a pasted text again: it has no address', () => {
    const pasted = { ...attachment, url: '', title: 'Pasted text' };
    const { messages } = readBack(whole(q(fence([attachment, pasted], 'Why?'))), options);
    expect(messages).toMatchObject([
      { text: 'Why?', attachments: [{ source: 'visible' }, { source: 'paste', url: '' }] },
    ]);
  });

  it.each([
    ['an answer without a word', whole(q('Why?'), a('')), false],
    ['one that is still changing', whole(q('Why?'), a('So')), true],
  ])('keeps %s as cut off', (_, history, isUnfinished) => {
    const { messages } = readBack(history, { ...options, isUnfinished });
    expect(messages.at(-1)).toMatchObject({ status: 'interrupted' });
  });

  it('keeps no more of an answer than is kept of any', () => {
    const { messages } = readBack(whole(q('Why?'), a('x'.repeat(1_000_001))), options);
    expect(messages.at(-1)).toMatchObject({ status: 'interrupted', problem: { code: 'answer-too-long' } });
    expect(messages.at(-1)?.text).toHaveLength(1_000_000);
  });

  it('keeps the newest where there are too many, counts all, and says that it is a part', () => {
    const items = Array.from({ length: mostKept + 2 }, (_, n) => (n % 2 === 0 ? q(`q${n}`) : a(`a${n}`)));
    const { messages, accepted, said, learnt } = readBack(whole(...items), options);
    expect([messages.length, messages[0]?.text]).toEqual([mostKept, 'q2']);
    expect([accepted, said.length, learnt.readBack, learnt.isPart]).toEqual([1001, 20, 1001, true]);
    expect(said.at(-1)).toBe(traceOf(`q${mostKept}`));
    expect(readBack({ items: [], isWhole: false }, options).learnt.isPart).toBe(true);
    expect(readBack(whole(), options).learnt).not.toHaveProperty('isPart');
  });

  it('counts what has ids where ids are told, and shows nothing twice later', () => {
    const history = whole(by('1', q('One')), a('1'), q('theirs'), a('2'));
    expect(readBack(history, options)).toMatchObject({
      accepted: 1,
      said: [traceOf('One')],
      learnt: { echoesIds: true, elsewhere: ['h-1', 'h-theirs', 'h-2'], readBack: 1 },
    });
    expect(readBack(whole(q('One'), a('1'), q('Two')), options)).toMatchObject({
      accepted: 2,
      learnt: { echoesIds: false, elsewhere: [] },
    });
  });
});

describe('what stands last', () => {
  const now = Date.parse('2026-01-31T09:00:00Z');
  it.each<[what: string, last: HistoryItem, may: boolean]>([
    ['an answer of now', { ...a('So'), createdAt: now }, true],
    ['an answer of nobody knows when', a('So'), true],
    ['an answer of a time that is none', { ...a('So'), createdAt: Infinity }, true],
    ['an answer of an hour ago', { ...a('So'), createdAt: now - 3_600_000 }, false],
    ['a question', { ...q('Why?'), createdAt: now }, false],
  ])('%s may change: %s', (_, last, may) => {
    expect(mayBeUnfinished(whole(q('Why?'), last), now)).toBe(may);
  });

  it('is what it was where neither id nor text has changed', () => {
    expect(endsAlike(whole(a('So', '1')), whole(a('So', '1')))).toBe(true);
    expect(endsAlike(whole(a('So', '1')), whole(a('So.', '1')))).toBe(false);
    expect(endsAlike(whole(a('So', '1')), whole(a('So', '2')))).toBe(false);
    expect(mayBeUnfinished(whole(), now)).toBe(false);
  });
});
