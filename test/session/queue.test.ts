import { step } from '../../lib/session/step.ts';
import { describe, expect, it } from 'vitest';
import { fence } from '../../lib/page-context/fence.ts';
import type { Attachment } from '../../lib/shared/conversation.ts';
import { answering, connected } from './beginnings.ts';
import { session } from './scenario.ts';

const page: Attachment = {
  id: '5f0c0c5e-8d1f-4b3a-9a51-0f4f3f6f2d11',
  revision: 1,
  title: 'A page',
  url: 'https://page.example/',
  text: 'What the page says.',
  pageLength: 19,
  source: 'article',
  capturedAt: '2026-01-01T00:00:00.000Z',
};

describe('a question', () => {
  it('P9: leaves with its chat, its text and its own id', () => {
    const s = connected().asks('Why?');
    expect(s.effects('send-message')).toEqual([
      { type: 'send-message', generation: 2, chatId: 'chat', clientMessageId: 'q1', text: 'Why?' },
    ]);
  });

  it('P9: leaves with the attached page in its fence, and is stored without it', () => {
    const s = connected().asks('Why?', 'q1', [page]);
    expect(s.effects('send-message')[0]?.text).toBe(fence([page], 'Why?'));
    expect(s.transcript.question('q1')).toMatchObject({ text: 'Why?', attachments: [page] });
  });

  it('is stored as sending before its frame leaves, with the place of its answer (law 6)', () => {
    const s = connected().forgets().asks('Why?');
    const put = s.changes.flatMap((change) => (change.type === 'message-put' ? [change.message] : []));
    expect(put).toMatchObject([
      { id: 'q1', role: 'user', status: 'sending', ordinal: 1 },
      { role: 'assistant', replyTo: 'q1', status: 'pending', ordinal: 2, text: '' },
    ]);
  });

  it('is stored as queued where there is no connection, and leaves when there is', () => {
    const s = session().asks('Why?');
    expect(s.transcript.question('q1')).toMatchObject({ status: 'queued', ordinal: 1 });
    expect(s.asked()).toEqual([]);
    s.connects();
    expect(s.asked()).toEqual(['q1']);
    expect(s.transcript.question('q1')?.status).toBe('sending');
  });

  it('is taken once, however often the page says it', () => {
    const s = connected().asks('Why?').asks('Why?').asks('And?', 'q2').asks('And?', 'q2');
    expect(s.asked()).toEqual(['q1']);
    expect(s.state.queue.map(({ id }) => id)).toEqual(['q2']);
  });

  it('names a conversation that has no name: its first words on one line, at most sixty characters', () => {
    const s = session()
      .asks(`  What\n is\t${'x'.repeat(100)}`)
      .asks('Other', 'q2');
    const titles = s.changes.filter(({ type }) => type === 'titled');
    expect(titles).toEqual([{ type: 'titled', title: `What is ${'x'.repeat(52)}` }]);
    expect(
      session({ title: 'Named' })
        .asks('Why?')
        .changes.some(({ type }) => type === 'titled'),
    ).toBe(false);
  });
});

describe('P10: one message in flight', () => {
  it('queues the rest, and sends each when the answer before it is complete, in order', () => {
    const s = connected().asks('One', 'q1').asks('Two', 'q2').asks('Three', 'q3');
    expect(s.asked()).toEqual(['q1']);
    expect(s.transcript.question('q2')?.status).toBe('queued');
    s.chunk('1');
    expect(s.asked()).toEqual(['q1']);
    s.completes();
    expect(s.asked()).toEqual(['q1', 'q2']);
    s.completes({ content: '2' });
    expect(s.asked()).toEqual(['q1', 'q2', 'q3']);
    s.completes({ content: '3' });
    expect(s.transcript.messages().map(({ text }) => text)).toEqual(['One', '1', 'Two', '2', 'Three', '3']);
  });

  it('sends the next when the one before it is refused', () => {
    const s = connected()
      .asks('One', 'q1')
      .asks('Two', 'q2')
      .hears({ type: 'error', code: 'bad', detail: null });
    expect(s.asked()).toEqual(['q1', 'q2']);
  });

  it('says why a message never left, where that is known better than that it was refused', () => {
    const { state } = connected().asks('One', 'q1');
    const problem = { code: 'page-forbidden', subject: 'A page' } as const;
    const refused = { type: 'refused', code: null, detail: null, problem } as const;
    const generation = 'generation' in state.connection ? state.connection.generation : -1;
    const { effects } = step(state, { type: 'heard', generation, event: refused }, { now: 0, random: 0 });
    expect(effects.flatMap((effect) => (effect.type === 'commit' ? effect.changes : []))).toContainEqual({
      type: 'message-put',
      message: expect.objectContaining({ status: 'failed', problem: { ...problem, messageId: 'q1' } }),
    });
  });

  it('sends the next only on a connection that stands', () => {
    const s = answering().asks('Two', 'q2').drops(1000);
    expect(s.asked()).toEqual(['q1']);
  });
});

describe('a question that waits', () => {
  const waiting = () => connected().asks('One', 'q1').asks('Two', 'q2').asks('Three', 'q3');

  it('can be edited, and leaves as edited', () => {
    const s = waiting().takes({ type: 'edited', messageId: 'q2', text: 'Two, but better' });
    expect(s.transcript.question('q2')).toMatchObject({ text: 'Two, but better', status: 'queued' });
    s.completes({ content: '1' });
    expect(s.effects('send-message').at(-1)).toMatchObject({
      clientMessageId: 'q2',
      text: 'Two, but better',
    });
  });

  it('can be removed, and never leaves', () => {
    const s = waiting().takes({ type: 'removed', messageId: 'q2' });
    expect(s.transcript.question('q2')).toBeUndefined();
    s.completes({ content: '1' });
    expect(s.asked()).toEqual(['q1', 'q3']);
  });

  it('can be neither once it is on its way', () => {
    const s = waiting().forgets();
    const { state } = s;
    s.takes({ type: 'edited', messageId: 'q1', text: 'Changed' }).takes({ type: 'removed', messageId: 'q1' });
    expect(s.state).toEqual(state);
    expect(s.changes).toEqual([]);
  });

  it('lets the connection go when it was all there was to do', () => {
    const s = session().asks('One').takes({ type: 'removed', messageId: 'q1' });
    s.connects().waits(20_000);
    expect(s.at).toBe('idle');
  });
});
