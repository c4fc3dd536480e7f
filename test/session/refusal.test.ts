import { describe, expect, it } from 'vitest';
import type { ConnectionEnd } from '../../lib/session/transport-event.ts';
import { answering, connected, told } from './beginnings.ts';
import type { Scenario } from './scenario.ts';

describe('P19: an error of the server', () => {
  it('ends an answer in progress with its words, and keeps what arrived', () => {
    const s = answering('Once')
      .chunk(' upon')
      .hears({ type: 'error', code: 'model_down', detail: 'The model is down.' });
    expect(s.transcript.answer('q1')).toMatchObject({
      status: 'failed',
      text: 'Once upon',
      problem: { code: 'answer-failed', detail: 'The model is down.' },
    });
    expect(s.transcript.question('q1')?.status).toBe('sent');
    expect(s.due('silence')).toBeNull();
  });

  it('before any reaction refuses the message itself, which stays to be sent again', () => {
    const s = connected().asks('Why?').hears({ type: 'error', code: 'too_long', detail: null });
    expect(s.transcript.question('q1')).toMatchObject({
      status: 'failed',
      problem: { code: 'message-rejected', messageId: 'q1', detail: 'too_long' },
    });
    expect(s.transcript.answer('q1')).toBeUndefined();
    expect(s.due('silence')).toBeNull();
    expect(s.state.accepted).toBe(0);
    s.retries('q1');
    expect(s.asked()).toEqual(['q1', 'q1-again']);
    expect(s.transcript.question('q1-again')).not.toHaveProperty('problem');
  });

  it('without words is an error all the same', () => {
    const s = answering().hears({ type: 'error', code: null, detail: null });
    expect(s.transcript.answer('q1')).toMatchObject({ status: 'failed', problem: { code: 'answer-failed' } });
  });

  it('while an answer is looked up is not about that answer', () => {
    const s = answering('Once').drops().connects().hears({ type: 'error', code: 'x', detail: 'x' });
    s.historyTells(told.question('A story?'), told.answer('Once upon'));
    expect(s.transcript.answer('q1')).toMatchObject({ status: 'complete', text: 'Once upon' });
  });
});

describe('P20: a rate limit', () => {
  it('puts the message back at the head of the queue, sends nothing for the time named, then goes on by itself', () => {
    const s = connected()
      .asks('One', 'q1')
      .asks('Two', 'q2')
      .hears({ type: 'rate-limited', retryAfterMs: 12_000 });
    expect(s.state.queue.map(({ id }) => id)).toEqual(['q1', 'q2']);
    expect(s.transcript.question('q1')?.status).toBe('queued');
    expect(s.transcript.answer('q1')).toBeUndefined();
    expect(s.status).toEqual({ kind: 'waiting', until: s.now + 12_000 });
    s.waits(6000).asks('Three', 'q3').takes({ type: 'woke' }).watched(2).waits(5999);
    expect(s.asked()).toEqual(['q1']);
    s.waits(1);
    expect(s.asked()).toEqual(['q1', 'q1']);
    expect(s.status).toEqual({ kind: 'connected' });
    expect(s.state.accepted).toBe(0);
    s.completes({ content: '1' }).completes({ content: '2' }).completes({ content: '3' });
    expect(s.transcript.messages().map(({ text }) => text)).toEqual(['One', '1', 'Two', '2', 'Three', '3']);
  });

  it('counts from the last one', () => {
    const s = connected().hears({ type: 'rate-limited', retryAfterMs: 5000 }).waits(4000);
    s.hears({ type: 'rate-limited', retryAfterMs: 5000 }).asks('Why?').waits(4999);
    expect(s.asked()).toEqual([]);
    expect(s.waits(1).asked()).toEqual(['q1']);
  });

  it('after processing, before any text, puts the message back as well', () => {
    const s = connected().asks('Why?').hears({ type: 'processing', messageId: null });
    s.hears({ type: 'rate-limited', retryAfterMs: 5000 });
    expect(s.state.queue.map(({ id }) => id)).toEqual(['q1']);
    expect(s.waits(5000).asked()).toEqual(['q1', 'q1']);
    expect(s.completes({ content: 'Because.' }).state.accepted).toBe(1);
  });

  it('in the middle of an answer does not end it: text is on its way, and the next message waits', () => {
    const s = answering('Once').asks('Next', 'q2').hears({ type: 'rate-limited', retryAfterMs: 5000 });
    s.chunk(' upon').completes({ totalChunks: 2 });
    expect(s.transcript.answer('q1')).toMatchObject({ status: 'complete', text: 'Once upon' });
    expect(s.asked()).toEqual(['q1']);
    expect(s.waits(5000).asked()).toEqual(['q1', 'q2']);
  });

  it('before the join waits without a socket, and is no failure', () => {
    const s = connected()
      .drops()
      .waits(575)
      .opens()
      .forgets()
      .hears({ type: 'rate-limited', retryAfterMs: 5000 });
    expect(s.status).toEqual({ kind: 'waiting', until: s.now + 5000 });
    expect(s.effects('close-socket')).toHaveLength(1);
    expect(s.waits(5000).at).toBe('opening');
    expect(s.state.failures).toBe(1);
  });

  it.each([1000, 1006, 1011])('outlives the socket that said it, closed with %d', (code) => {
    const s = connected().asks('Why?').hears({ type: 'rate-limited', retryAfterMs: 30_000 }).drops(code);
    s.waits(1000).connects();
    expect(s.status).toMatchObject({ kind: 'waiting' });
    expect(s.asked()).toEqual(['q1']);
    s.waits(20_000).hears({ type: 'pong' });
    expect(s.asked()).toEqual(['q1']);
    expect(s.waits(10_000).asked()).toEqual(['q1', 'q1']);
  });
});

describe('an end that turned the message away', () => {
  const end = (s: Scenario, reason: ConnectionEnd): Scenario => {
    const { connection } = s.state;
    const generation = 'generation' in connection ? connection.generation : -1;
    // Of a transport that is no WebSocket: the scenarios' own never tells it.
    return s.takes({ type: 'heard', generation, event: { type: 'closed', end: reason } } as never);
  };
  const halts = { kind: 'halt', problem: { code: 'proxy-key-refused' } } as const;

  it('puts it back: it waits, in front of the others, and goes over the next connection', () => {
    const s = connected().asks('One', 'q1').asks('Two', 'q2');
    end(s, { ...halts, isTurnedAway: true });
    expect(s.status).toEqual({ kind: 'check-settings' });
    expect(s.problem?.code).toBe('proxy-key-refused');
    expect(s.transcript.question('q1')?.status).toBe('queued');
    expect(s.transcript.answer('q1')).toBeUndefined();
    expect(s.state.queue.map(({ id }) => id)).toEqual(['q1', 'q2']);
    s.reconnects().connects();
    expect(s.asked()).toEqual(['q1', 'q1']);
    expect(s.problem).toBeNull();
    expect(s.state.exchange?.at).toBe('transmitted');
  });

  it('leaves one that was stopped as one that was not sent', () => {
    const s = connected().asks('One', 'q1').stops();
    end(s, { ...halts, isTurnedAway: true });
    expect(s.transcript.question('q1')?.status).toBe('failed');
    s.reconnects().connects();
    expect(s.asked()).toEqual(['q1']);
  });

  it('says nothing of an answer that has begun', () => {
    const s = answering('Once');
    end(s, { kind: 'chat-gone', isTurnedAway: true });
    expect(s.state.exchange?.at).toBe('repairing');
  });

  it('is another thing than an end that does not know', () => {
    const s = connected().asks('One', 'q1');
    end(s, halts);
    expect(s.transcript.question('q1')?.status).toBe('unknown');
  });
});
