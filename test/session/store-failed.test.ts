import { describe, expect, it } from 'vitest';
import { answering, connected, told } from './beginnings.ts';
import { session } from './scenario.ts';

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
