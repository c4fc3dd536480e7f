import { describe, expect, it } from 'vitest';
import { connected, serverDown } from './beginnings.ts';
import { session, type Scenario } from './scenario.ts';

const day = 24 * 3_600_000;
const bases = [500, 1000, 2000, 4000, 8000, 8000, 8000, 8000, 8000];

const delays = (s: Scenario): number[] => {
  const found: number[] = [];
  while (s.status.kind === 'reconnecting' && found.length < 20) {
    found.push(s.status.at - s.now);
    s.waits(s.status.at - s.now);
  }
  return found;
};

/** Ten attempts have failed. */
const exhausted = (): Scenario => session(serverDown()).watched().waits(day).forgets();

describe('P34: back-off', () => {
  it.each([
    ['none', 0, 1],
    ['half', 0.5, 1.15],
    ['nearly all', 1 - Number.EPSILON, 1.3],
  ])('waits as the schedule says over ten attempts, with %s of the 30 %% added', (_, random, factor) => {
    const s = session(serverDown()).draws(random).watched();
    expect(delays(s)).toEqual(bases.map((base) => base * factor));
    expect(s.at).toBe('exhausted');
    expect(s.effects('open-socket')).toHaveLength(10);
  });

  it('P36: after the tenth failure tries nothing more, for a whole day', () => {
    const s = exhausted();
    expect(s.at).toBe('exhausted');
    expect(s.status).toEqual({ kind: 'offline' });
    expect(s.problem).toEqual({ code: 'server-unreachable' });
    s.takes({ type: 'woke' }).waits(day);
    expect(s.effects()).toEqual([]);
  });

  it.each<[string, (s: Scenario) => Scenario]>([
    ['the network comes back', (s) => s.goes('offline').goes('online')],
    ['the network is announced again', (s) => s.goes('online')],
    ['the user presses Reconnect', (s) => s.reconnects()],
    ['there is a message to send', (s) => s.asks('Hello?')],
    ['another panel is opened', (s) => s.watched(2)],
  ])('P36: starts a whole new schedule when %s', (_, happens) => {
    const s = happens(exhausted());
    expect(s.effects('open-socket')).toHaveLength(1);
    expect(s.state.failures).toBe(1);
    expect(delays(s)).toHaveLength(9);
    expect(s.effects('open-socket')).toHaveLength(10);
  });

  it('P36: a message that waited through it leaves when the connection stands', () => {
    const s = connected().drops();
    while (s.at === 'backing-off') s.waits(20_000).drops();
    expect(s.at).toBe('exhausted');
    s.asks('Hello?').connects();
    expect(s.asked()).toEqual(['q1']);
  });

  it('P36: a panel that is closed is no wish to try again', () => {
    const s = session(serverDown()).watched(2).waits(day).forgets().watched(1);
    expect(s.effects()).toEqual([]);
  });
});

describe('P35: the count of failures', () => {
  it('is not set back by an open: a server that accepts and drops is backed off from, and given up', () => {
    const s = session({ chatId: 'chat', ...serverDown(true) })
      .draws(0)
      .watched();
    const waits: number[] = [];
    while (s.at !== 'exhausted' && waits.length < 20) {
      s.hears({ type: 'established' }).hears({ type: 'ready' }).drops(1006);
      if (s.status.kind === 'reconnecting') {
        waits.push(s.status.at - s.now);
        s.waits(s.status.at - s.now);
      }
    }
    expect(waits).toEqual(bases);
    expect(s.effects('open-socket')).toHaveLength(10);
  });

  it('is set back by chat_joined', () => {
    const s = session({ chatId: 'chat' }).watched().drops().waits(575).drops();
    expect(s.state.failures).toBe(2);
    expect(s.connects().state.failures).toBe(0);
    expect(s.drops().due('retry')).toBe(575);
  });
});

describe('a browser without a network', () => {
  it('is said to be offline, has no socket, and tries nothing', () => {
    const s = connected().forgets().goes('offline');
    expect(s.status).toEqual({ kind: 'offline' });
    expect(s.effects().map(({ type }) => type)).toEqual(['close-socket']);
    s.watched(2).asks('Hello?').takes({ type: 'woke' }).waits(day);
    expect(s.effects('open-socket', 'create-chat')).toEqual([]);
    expect(s.transcript.question('q1')?.status).toBe('queued');
  });

  it('connects at once when it is back, and sends what waited', () => {
    const s = connected().goes('offline').asks('Hello?').forgets().goes('online');
    expect(s.effects('open-socket')).toHaveLength(1);
    expect(s.connects().asked()).toEqual(['q1']);
  });

  it('does not wait out a back-off when it is back', () => {
    const s = connected().drops().waits(575).drops().forgets().goes('online');
    expect(s.effects('open-socket')).toHaveLength(1);
    expect(s.due('retry')).toBeNull();
  });

  it('stays down when it is back and nobody looks', () => {
    const s = connected().goes('offline').watched(0).forgets().goes('online').waits(day);
    expect(s.at).toBe('idle');
    expect(s.effects('open-socket')).toEqual([]);
  });

  it('is known from the start where the session began without one', () => {
    const s = session({ online: false }).watched();
    expect(s.at).toBe('offline');
    expect(s.effects()).toEqual([]);
    expect(s.goes('online').at).toBe('creating');
  });

  it('has nothing to lose while idle, and mends nothing while halted', () => {
    expect(session().goes('offline').at).toBe('idle');
    expect(connected().drops(4403).goes('offline').at).toBe('halted');
  });
});
