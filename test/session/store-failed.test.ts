import { describe, expect, it } from 'vitest';
import type { Effect } from '../../lib/session/effect.ts';
import { answering, connected, told } from './beginnings.ts';
import { session } from './scenario.ts';
import type { AnyEvent } from './websocket-session.ts';

const full = { code: 'storage-full' } as const;

describe('a commit that failed', () => {
  it('leaves a new message in the composer, and not here: it was not sent', () => {
    const s = connected().asks('Why?').storeFails('q1');
    expect(s.problem).toEqual(full);
    expect(s.state.exchange).toBeNull();
    expect(s.due('silence')).toBeNull();
    expect(s.asks('Why?', 'q2').asked().at(-1)).toBe('q2');
  });

  it('takes a message that only waited out of the queue', () => {
    const s = connected().asks('One', 'q1').asks('Two', 'q2').storeFails('q2');
    expect(s.state.queue).toEqual([]);
    expect(s.state.exchange?.message.id).toBe('q1');
  });

  it('of a message that waited sends the next one', () => {
    const s = connected().asks('One', 'q1').asks('Two', 'q2').storeFails('q1');
    expect(s.asked()).toEqual(['q1', 'q2']);
  });

  it('in the middle of an answer is reported, and the answer goes on', () => {
    const s = answering('Once').storeFails(null).chunk(' upon').completes();
    expect(s.problem).toEqual(full);
    expect(s.transcript.answer('q1')?.text).toBe('Once upon');
  });

  it('may have kept a look into the history from being taken: it is taken again', () => {
    const s = answering('Once').completes({ totalChunks: 9 });
    expect(s.effects('read-history')).toHaveLength(1);
    s.storeFails(null).waits(16_000);
    expect(s.effects('read-history')).toHaveLength(2);
    s.historyTells(told.question('A story?'), told.answer('Once upon'));
    expect(s.state.exchange).toBeNull();
  });

  it('may have kept the chat from being created: it is backed off', () => {
    const s = session().asks('Why?').storeFails('q1').watched().waits(1000);
    expect(s.effects('create-chat')).toHaveLength(2);
  });

  it('may have kept a token from being refreshed: it is backed off', () => {
    const s = answering('Once').chunk(' upon').drops(4401).storeFails(null).waits(1000);
    expect(s.effects('open-socket')).toHaveLength(2);
  });
});

describe('what stood behind a commit that failed', () => {
  const failed = (dropped: Effect['type'][], messageId: string | null = null): AnyEvent => ({
    type: 'store-failed',
    problem: full,
    messageId,
    dropped,
  });

  it('may have been a message: it never left, so it goes back to its place, and is tried again', () => {
    const s = connected().asks('One', 'q1').asks('Two', 'q2').completes({ content: 'ok' });
    expect(s.asked()).toEqual(['q1', 'q2']);
    s.takes(failed(['send-message']));
    expect(s.state.exchange).toBeNull();
    expect(s.state.queue.map(({ id, status }) => [id, status])).toEqual([['q2', 'queued']]);
    expect(s.due('silence')).toBeNull();
    s.waits(5000);
    expect(s.asked()).toEqual(['q1', 'q2', 'q2']);
    expect(s.at).toBe('ready');
  });

  it('may have been one that was stopped since: what became of it is found out, and it is not sent again', () => {
    const s = connected()
      .asks('One', 'q1')
      .stops()
      .takes(failed(['send-message']));
    expect(s.state.exchange?.at).toBe('transmitted');
    expect(s.state.queue).toEqual([]);
  });

  it('is no message where it has left: a commit of something else failed', () => {
    const s = connected()
      .asks('One', 'q1')
      .takes(failed(['read-history']));
    expect(s.state.exchange?.message.id).toBe('q1');
    expect(s.asked()).toEqual(['q1']);
  });

  it('may have been the way to a chat that was just created: it is backed off, and connected then', () => {
    const s = session()
      .asks('Why?')
      .chatCreated()
      .takes(failed(['connect']));
    expect(s.at).toBe('backing-off');
    s.waits(1000);
    expect(s.effects('create-chat')).toHaveLength(1);
    expect(s.effects('open-socket')).toHaveLength(2);
  });

  it('leaves an attempt alone that was not behind it', () => {
    const s = session().asks('Why?').chatCreated().takes(failed([]));
    expect(s.at).toBe('opening');
  });
});

describe('a change of a message in the queue that could not be stored', () => {
  const edits = () => {
    const s = connected().asks('One', 'q1').asks('Two', 'q2');
    const [stored] = s.state.queue;
    s.takes({ type: 'edited', messageId: 'q2', text: 'Two, but better' });
    const [changed] = s.state.queue;
    if (stored === undefined || changed === undefined) throw new Error('It does not wait.');
    const fails = (): void =>
      void s.takes({ type: 'store-failed', problem: full, messageId: null, edited: { stored, changed } });
    return { s, fails };
  };

  it('is undone: its writer was told, and has the words', () => {
    const { s, fails } = edits();
    fails();
    expect(s.state.queue.map(({ text }) => text)).toEqual(['Two']);
  });

  it('is left as it is where it was changed again since', () => {
    const { s, fails } = edits();
    s.takes({ type: 'edited', messageId: 'q2', text: 'Two, and best' });
    fails();
    expect(s.state.queue.map(({ text }) => text)).toEqual(['Two, and best']);
  });
});

it('a message that is asked for while another waits is stored, though the other one leaves first', () => {
  const s = connected().asks('One', 'q1');
  s.takes({ type: 'store-failed', problem: full, messageId: null, dropped: ['send-message'] });
  s.asks('Two', 'q2');
  expect(s.transcript.question('q2')?.status).toBe('queued');
  expect(s.asked().at(-1)).toBe('q1');
});

describe('a session that was closed', () => {
  it('lets everything go, and nothing leaves it afterwards', () => {
    const s = answering('Once').chunk(' upon').forgets().closes();
    expect(s.effects().map(({ type }) => type)).toEqual(['close-socket']);
    expect(s.transcript.answer('q1')?.text).toBe('Once upon');
    expect(s.at).toBe('closed');
    s.forgets();
    s.watched(1)
      .asks('Hello?', 'q2')
      .reconnects()
      .goes('online')
      .takes({ type: 'woke' })
      .waits(24 * 3_600_000)
      .closes();
    expect([s.effects(), s.changes]).toEqual([[], []]);
    expect(s.status).toEqual({ kind: 'offline' });
  });
});
