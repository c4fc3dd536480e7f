import { describe, expect, it } from 'vitest';
import type { ConnectionStatus } from '../../../lib/shared/connection-status.ts';
import type { Problem, ProblemCode } from '../../../lib/shared/problem.ts';
import { answering, connected } from '../../session/beginnings.ts';
import { session, type Scenario } from '../../session/scenario.ts';

const day = 24 * 3_600_000;
const mismatch: Problem = { code: 'tenant-mismatch', subject: 'acme' };

/** On the way into the chat. */
const joining = (): Scenario => session({ chatId: 'chat' }).watched().opens().hears({ type: 'ready' });

/** The join that was asked for last would be refused. */
function withheld(s: Scenario, problem: Problem = mismatch): Scenario {
  const generation = s.effects('send-join').at(-1)?.generation ?? -1;
  return s.takes({ type: 'join-withheld', generation, problem });
}

describe('P38: a join that is withheld', () => {
  it.each<[ProblemCode, ConnectionStatus['kind']]>([
    ['sign-in-needed', 'sign-in-needed'],
    ['tenant-mismatch', 'check-settings'],
    ['scope-missing', 'check-settings'],
    ['tenant-unknown', 'check-settings'],
    ['policy-forbids', 'check-settings'],
    ['internal', 'check-settings'],
  ])('for %s says so, closes the socket, and nothing is tried again by itself', (code, status) => {
    const s = withheld(joining(), { code, subject: 'acme' }).waits(day);
    expect(s.status).toEqual({ kind: status });
    expect(s.problem).toEqual({ code, subject: 'acme' });
    expect(s.effects('close-socket')).toEqual([{ type: 'close-socket', generation: 1 }]);
    expect([s.effects('open-socket').length, s.effects('send-join').length]).toEqual([1, 1]);
    expect(s.state.failures).toBe(0);
  });

  it('is over for a socket whose close comes after it', () => {
    const s = withheld(joining());
    const { state } = s;
    s.takes({ type: 'socket-closed', generation: 1, code: 1006, reason: '' });
    s.takes({ type: 'frame-received', generation: 1, frame: { type: 'joined' } });
    expect(s.state).toEqual(state);
  });

  it('keeps what waits, and sends it once a person has tried again and is let in', () => {
    const s = withheld(joining().asks('Hello?'), { code: 'sign-in-needed' });
    expect(s.transcript.question('q1')?.status).toBe('queued');
    expect(s.asked()).toEqual([]);
    s.reconnects().connects();
    expect(s.asked()).toEqual(['q1']);
    expect([s.status.kind, s.problem]).toEqual(['connected', null]);
  });

  it('on the way back ends what was under way visibly', () => {
    const s = connected().asks('Why?').drops().waits(575);
    expect(s.at).toBe('opening');
    withheld(s.opens().hears({ type: 'ready' }));
    expect(s.transcript.question('q1')).toMatchObject({ status: 'unknown' });
    const cut = answering('Once').drops().waits(575);
    withheld(cut.opens().hears({ type: 'ready' }));
    expect(cut.transcript.answer('q1')).toMatchObject({ status: 'interrupted', text: 'Once' });
  });
});

describe('a withheld join that speaks of another socket (law 8)', () => {
  it.each([
    ['an earlier one', -1],
    ['one that there never was', 98],
  ])('of %s changes nothing', (_which, offset) => {
    const s = joining().drops().waits(575).opens().hears({ type: 'ready' });
    const { state } = s;
    const generation = (s.effects('send-join').at(-1)?.generation ?? 0) + offset;
    s.takes({ type: 'join-withheld', generation, problem: mismatch });
    expect(s.state).toEqual(state);
    expect(s.hears({ type: 'joined' }).at).toBe('ready');
  });

  it.each<[string, () => Scenario]>([
    ['has been given up', () => joining().drops()],
    ['has been let go as offline', () => joining().goes('offline')],
    ['is being refreshed for', () => joining().drops(4401)],
    ['has been closed for good', () => joining().closes()],
  ])('that %s changes nothing', (_what, begin) => {
    const s = begin();
    const { state } = s;
    expect(withheld(s).state).toEqual(state);
  });
});
