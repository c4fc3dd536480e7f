import { describe, expect, it } from 'vitest';
import { answering, connected, serverDown } from './beginnings.ts';
import { session } from './scenario.ts';

const day = 24 * 3_600_000;

describe('a session that nobody watches any more (law 5)', () => {
  it('lets its socket go after 20 s, and stays down', () => {
    const s = connected().forgets().watched(0).waits(19_999);
    expect(s.at).toBe('ready');
    s.waits(1);
    expect(s.at).toBe('idle');
    expect(s.effects('close-socket')).toHaveLength(1);
    s.waits(day);
    expect(s.effects('open-socket')).toEqual([]);
  });

  it('keeps it where the panel is opened again in time', () => {
    const s = connected().watched(0).waits(19_000).watched(1).forgets().waits(1000);
    expect(s.at).toBe('ready');
    expect(s.effects('close-socket', 'open-socket')).toEqual([]);
  });

  it('keeps it while another panel watches', () => {
    const s = connected().watched(2).watched(1).waits(20_000).hears({ type: 'pong' }).waits(10_000);
    expect(s.at).toBe('ready');
  });

  it('first gets the answer that is under way, and what waits', () => {
    const s = answering('Once').asks('Next', 'q2').watched(0);
    for (let n = 0; n < 2; n += 1) s.waits(20_000).hears({ type: 'pong' });
    expect(s.at).toBe('ready');
    s.completes().completes({ content: 'Two' });
    expect(s.transcript.answer('q2')).toMatchObject({ status: 'complete' });
    s.waits(20_000);
    expect(s.at).toBe('idle');
  });

  it('does not reconnect for nobody', () => {
    const s = connected().watched(0).forgets().drops().waits(day);
    expect(s.at).toBe('idle');
    expect(s.effects('open-socket')).toEqual([]);
  });

  it('gives up a back-off when the last watcher leaves', () => {
    const s = connected().drops().watched(0).forgets().waits(day);
    expect(s.at).toBe('idle');
    expect(s.effects()).toEqual([]);
  });

  it('P29: does not reconnect for nobody after a rate limit', () => {
    const s = connected().watched(0).forgets().drops(1008, 'rate limit exceeded').waits(day);
    expect(s.effects('open-socket')).toEqual([]);
    expect(s.at).toBe('idle');
  });

  it('P29: closing and opening the panel is no way around a rate limit', () => {
    const s = connected().forgets().drops(1008, 'rate limit exceeded').watched(0).watched(1).waits(59_999);
    expect(s.effects('open-socket')).toEqual([]);
    expect(s.waits(1).effects('open-socket')).toHaveLength(1);
  });

  it('connects again for the next watcher', () => {
    const s = connected().watched(0).waits(day).forgets().watched(1);
    expect(s.effects('open-socket')).toHaveLength(1);
    expect(s.connects().status).toEqual({ kind: 'connected' });
  });

  it('that finished its handshake too late for anybody lets go as well', () => {
    const s = session({ chatId: 'chat' }).watched().watched(0).connects().waits(20_000);
    expect(s.at).toBe('idle');
  });

  it('reconnects for what is in flight, though nobody watches', () => {
    const s = answering('Once').watched(0).drops();
    expect(s.at).toBe('backing-off');
    expect(s.connects().effects('read-history')).toHaveLength(1);
  });
});

describe('Reconnect', () => {
  it('while connected changes nothing', () => {
    const s = connected().forgets().reconnects();
    expect(s.effects()).toEqual([]);
  });

  it('does not wait out the back-off', () => {
    const s = connected().drops().forgets().reconnects();
    expect(s.effects('open-socket')).toHaveLength(1);
    expect(s.due('retry')).toBeNull();
  });

  it('takes a new socket in place of one that hangs', () => {
    const s = session({ chatId: 'chat' }).watched().opens().forgets().reconnects();
    expect(s.effects().map(({ type }) => type)).toEqual(['close-socket', 'open-socket']);
    expect(s.due('join')).toBeNull();
  });
});

describe('a problem', () => {
  it('goes when it is dismissed, and the connection does not care', () => {
    const s = session(serverDown()).watched().waits(day).forgets();
    expect(s.problem).not.toBeNull();
    s.takes({ type: 'problem-dismissed' });
    expect(s.problem).toBeNull();
    expect(s.effects()).toEqual([]);
  });
});
