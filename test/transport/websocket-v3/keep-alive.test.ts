import { describe, expect, it } from 'vitest';
import { connected } from '../../session/beginnings.ts';
import { session } from '../../session/scenario.ts';

describe('keeping a connection alive', () => {
  it('P22: answers a ping with a pong that says the time', () => {
    const s = connected().waits(1234).hears({ type: 'ping' });
    expect(s.effects('send-pong')).toEqual([{ type: 'send-pong', generation: 2, now: s.now }]);
  });

  it('P22, P30: answers no ping before the join, which has to be the first frame', () => {
    const s = session({ chatId: 'chat' }).watched().opens().hears({ type: 'ping' });
    expect(s.effects('send-pong')).toEqual([]);
    s.hears({ type: 'ready' }).hears({ type: 'ping' });
    expect(s.effects().map(({ type }) => type)).toEqual(['open-socket', 'send-join', 'send-pong']);
  });

  it('P23: pings every 20 s, as long as the server answers', () => {
    const s = connected();
    for (let n = 1; n <= 50; n += 1) {
      s.waits(20_000);
      expect(s.effects('send-ping')).toHaveLength(n);
      s.hears({ type: 'pong' });
    }
    expect(s.at).toBe('ready');
    expect(s.effects('open-socket')).toHaveLength(1);
  });

  it('P23: abandons a half-open socket 20 s after the ping that nobody answered', () => {
    const s = connected().waits(39_999);
    expect(s.at).toBe('ready');
    s.waits(1);
    expect(s.effects('close-socket')).toHaveLength(1);
    expect(s.at).toBe('backing-off');
  });

  it.each([
    ['a frame of an answer', { type: 'chunk', messageId: null, content: 'x' }],
    ['a ping', { type: 'ping' }],
    ['a frame that nobody knows', { type: 'unknown' }],
  ] as const)('P23: %s proves the line as well as a pong', (_, frame) => {
    const s = connected().waits(30_000).hears(frame).waits(29_999);
    expect(s.at).toBe('ready');
  });

  it('P3, P23: a frame that can not be read still came over the line', () => {
    expect(connected().waits(30_000).hearsGarbage().waits(29_999).at).toBe('ready');
  });

  it('P23: pings no socket that is not ready', () => {
    const s = session({ chatId: 'chat' }).watched().opens().hears({ type: 'ready' });
    expect(s.due('ping')).toBeNull();
    expect(connected().drops().due('ping')).toBeNull();
    expect(connected().drops().due('pong')).toBeNull();
  });
});
