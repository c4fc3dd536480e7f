import { describe, expect, it } from 'vitest';
import type { ProblemCode } from '../../../lib/shared/problem.ts';
import { answering, connected } from '../../session/beginnings.ts';
import { session, type Scenario } from '../../session/scenario.ts';

const day = 24 * 3_600_000;
const both = 'Tenant mismatch or insufficient scope';
const joining = (): Scenario => session({ chatId: 'chat' }).watched().opens().hears({ type: 'ready' });
const says = (s: Scenario, code: string | null, detail: string | null = null): Scenario =>
  s.hears({ type: 'error', code, detail });

describe('P32: the error says what the close behind it means', () => {
  it.each<[string, number, string, ProblemCode]>([
    ['insufficient_scope', 4403, both, 'scope-missing'],
    ['insufficient_scope', 4403, '', 'scope-missing'],
    ['INSUFFICIENT_SCOPE', 4401, both, 'scope-missing'],
    ['tenant_mismatch', 4403, both, 'tenant-mismatch'],
    ['tenant_mismatch', 4403, '', 'tenant-mismatch'],
    ['tenant_mismatch', 4401, '', 'tenant-mismatch'],
    ['tenant_not_found', 1008, '', 'tenant-unknown'],
    ['something_else', 4403, both, 'not-authorised'],
    ['constructor', 4403, both, 'not-authorised'],
  ])('%s, then %d "%s"', (said, code, reason, problem) => {
    const s = says(joining(), said).drops(code, reason).waits(day);
    expect(s.status).toEqual({ kind: 'check-settings' });
    expect(s.problem?.code).toBe(problem);
    expect(s.effects('open-socket')).toHaveLength(1);
  });

  it('names neither where nothing but a reason for both was said', () => {
    expect(joining().drops(4403, both).problem).toEqual({ code: 'not-authorised', detail: both });
  });

  it('also of a socket that had joined, and of none that went on after it', () => {
    expect(says(connected().asks('Why?'), 'insufficient_scope').drops(4403, both).problem?.code).toBe(
      'scope-missing',
    );
    const s = says(connected().asks('Why?'), 'insufficient_scope').asks('So?', 'q2');
    s.hears({ type: 'processing', messageId: null }).drops(4401, '');
    expect(s.at).toBe('refreshing');
  });

  it.each(['auth_required', 'invalid_token'])('%s is what a refresh is for', () => {
    expect(joining().hears({ type: 'unauthorised' }).drops(4403, both).at).toBe('refreshing');
  });
});

describe('P19: an error before the join', () => {
  it('ends the attempt with its own words where no close follows, and not as silence', () => {
    const s = says(joining(), 'quota', 'The quota is used up.').waits(1999);
    expect(s.at).toBe('joining');
    s.waits(1);
    expect(s.at).toBe('backing-off');
    says(s.waits(575).opens().hears({ type: 'ready' }), 'quota', 'The quota is used up.').waits(2000);
    expect(s.problem).toEqual({ code: 'join-rejected', detail: 'The quota is used up.' });
  });

  it.each<[string, ProblemCode]>([
    ['insufficient_scope', 'scope-missing'],
    ['tenant_mismatch', 'tenant-mismatch'],
    ['tenant_not_found', 'tenant-unknown'],
  ])('%s, without a close, is for a person', (code, problem) => {
    const s = says(joining(), code, 'No').waits(day);
    expect(s.problem).toEqual({ code: problem, detail: 'No' });
    expect(s.effects('open-socket')).toHaveLength(1);
  });

  it.each([1000, 1006, 1011, 1001])('keeps its words where the close is %d', (code) => {
    const s = says(joining(), null, 'No model is there.').drops(code);
    s.waits(s.due('retry') ?? 0).opens();
    says(s, null, 'No model is there.').drops(code);
    expect(s.problem).toEqual({ code: 'join-rejected', detail: 'No model is there.' });
  });

  it('lends them to a close without a reason', () => {
    expect(says(joining(), 'x', 'Speak v4.').drops(4400).problem).toEqual({
      code: 'join-rejected',
      detail: 'Speak v4.',
    });
  });

  it('is over where the join succeeds all the same', () => {
    const s = says(joining(), 'slow', 'Wait').hears({ type: 'joined' }).waits(15_000);
    expect(s.status).toEqual({ kind: 'connected' });
    expect(s.drops(1006).waits(575).drops(1006).problem).toEqual({ code: 'server-unreachable' });
  });
});

describe('P21: unauthorized', () => {
  const forbidden = { type: 'unauthorised', isForbidden: true } as const;

  it('is one refresh, and then not a matter of signing in', () => {
    const s = joining().hears(forbidden).refreshes('refreshed').opens().hears(forbidden).waits(day);
    expect(s.status).toEqual({ kind: 'check-settings' });
    expect(s.problem).toEqual({ code: 'not-authorised' });
    expect(s.effects('refresh-token')).toHaveLength(1);
    expect(s.effects('open-socket')).toHaveLength(2);
  });

  it('to a message is the same', () => {
    const s = answering().hears(forbidden).refreshes('refreshed').connects().hears(forbidden);
    expect(s.problem).toEqual({ code: 'not-authorised' });
  });

  it('where nobody is signed in asks for that', () => {
    expect(joining().hears(forbidden).refreshes('refused').problem).toEqual({ code: 'sign-in-needed' });
  });
});
