import { describe, expect, it } from 'vitest';
import type { ConnectionStatus, StartProgress } from '../../../lib/shared/connection-status.ts';
import { problemCode, type Problem } from '../../../lib/shared/problem.ts';
import { problemWords, type ProblemWords } from '../../../lib/view/words/problem-words.ts';
import { signInWords } from '../../../lib/view/words/sign-in-problem-words.ts';
import { progressWords, statusWords } from '../../../lib/view/words/status-words.ts';
import { unreadableWords } from '../../../lib/view/words/unreadable-page-words.ts';

/** Where signing in is told of, too: of every code. */
const told = (problem: Problem): ProblemWords => problemWords(problem, signInWords);

describe('problems in words', () => {
  const jargon =
    /\b(null|undefined|JSON|HTTP|exception|stack|404|5xx|4\d{3}|1008|socket|frame|payload|worker)\b/i;

  it.each(problemCode.options)('%s: says what happened, what to do, and offers a button', (code) => {
    for (const subject of [undefined, 'acme.example']) {
      const words = told({ code, ...(subject && { subject }) });
      expect(words.title.length).toBeGreaterThan(10);
      expect(words.title).not.toMatch(/[.!]$/);
      expect(words.body).toMatch(/\.$/);
      expect(words.action.label.length).toBeGreaterThan(3);
      expect(`${words.title} ${words.body}`.replaceAll('WebSocket URL', '')).not.toMatch(jargon);
      expect(`${words.title} ${words.body}`).not.toContain('undefined');
    }
  });

  it('has other words for each cause', () => {
    const titles = problemCode.options.map((code) => told({ code }).title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it.each(Object.keys(unreadableWords))(
    'a page that can’t be read (%s) has a cause of its own, and a way on',
    (reason) => {
      for (const subject of [undefined, 'A story']) {
        const { title, body, action } = told({
          code: 'page-unreadable',
          reason,
          ...(subject && { subject }),
        });
        expect(title).not.toMatch(/[.!]$/);
        expect(body).toMatch(/\.$/);
        expect(body).toMatch(/attach|copy|allow|panel/i);
        expect(`${title} ${body}`).not.toMatch(jargon);
        // A press on *Attach again* is offered where something else may come of it.
        expect(action.kind === 'attach-page').toBe(/attach/i.test(body.replace('can be attached', '')));
      }
    },
  );

  it('tells a cause that it does not know as a reader that broke', () => {
    const { title } = told({ code: 'page-unreadable', reason: 'failed' });
    for (const reason of [undefined, 'a new one', 'constructor'])
      expect(told({ code: 'page-unreadable', ...(reason && { reason }) }).title).toBe(title);
  });

  it('has other words for each cause of an unreadable page', () => {
    const titles = Object.keys(unreadableWords).map(
      (reason) => told({ code: 'page-unreadable', reason }).title,
    );
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('names what it is about, and quotes the other side apart from our own words', () => {
    const words = problemWords({ code: 'chat-refused', detail: ' Ask Ben for it ' });
    expect(words.quotation).toBe('Ask Ben for it');
    expect(words.body).not.toContain('Ask Ben');
    // Of a tenant that it doesn't know, a server has no more to say than we do.
    const unknown = problemWords({ code: 'tenant-unknown', subject: 'acmee', detail: 'Tenant not found' });
    expect(unknown).toMatchObject({ title: expect.stringContaining('“acmee”'), quotation: null });
  });

  it.each([
    ['sign-in-needed', 'sign-in', 'Sign in'],
    ['extension-blocked', 'grant-access', 'Allow access'],
    ['accounts-missing', 'open-settings', 'Open settings'],
    ['sign-in-refused', 'dismiss', 'Got it'],
    ['page-forbidden', 'dismiss', 'Got it'],
  ] as const)('%s: offers to %s', (code, kind, label) => {
    expect(told({ code }).action).toEqual({ kind, label });
  });

  it('says why a server is out of reach that hides its answers, and what to allow', () => {
    const { title, body } = problemWords({ code: 'extension-blocked', subject: 'api.example' });
    expect(title).toBe('api.example does not admit this extension');
    expect(body).toContain('allows no extensions (CORS). Allow the extension to reach api.example directly.');
  });

  it('says how many messages stayed behind, and where', () => {
    const behind = (problem: Omit<Problem, 'code'>): string =>
      problemWords({ code: 'unsent-messages', ...problem }).body;
    expect(behind({ subject: 'acme', count: 1 })).toContain('you had before (1 message · acme). Bring it');
    expect(behind({ subject: 'acme', count: 2_000 })).toContain('before (2,000 messages · acme). Bring it');
    expect(behind({})).toContain('you had before. Bring it');
  });

  it('tells a code that has no business where it came up as a fault of ours', () => {
    const { title } = problemWords({ code: 'internal' });
    for (const code of Object.keys(signInWords) as (keyof typeof signInWords)[]) {
      expect(problemWords({ code }).title).toBe(title);
      expect(told({ code }).title).not.toBe(title);
    }
  });

  it('offers to try again only where there is a message to try', () => {
    expect(problemWords({ code: 'answer-failed', messageId: 'm' }).action.kind).toBe('retry-message');
    expect(problemWords({ code: 'answer-failed' }).action.kind).toBe('dismiss');
  });
});

describe('the status line', () => {
  const now = 1_000_000;
  it.each<[ConnectionStatus, string]>([
    [{ kind: 'connected' }, 'Connected'],
    [{ kind: 'connecting' }, 'Connecting'],
    [{ kind: 'reconnecting', at: now + 4_200 }, 'Reconnecting in 5 s'],
    [{ kind: 'reconnecting', at: now - 1 }, 'Reconnecting in 0 s'],
    [{ kind: 'offline' }, 'Offline'],
    [{ kind: 'starting-up' }, 'Starting up'],
    [{ kind: 'waiting', until: now + 30_000 }, 'Waiting 30 s (rate limit)'],
    [{ kind: 'sign-in-needed' }, 'Sign in needed'],
    [{ kind: 'check-settings' }, 'Check settings'],
  ])('%j reads %s', (status, text) => {
    expect(statusWords(status, now)).toBe(text);
  });
});

describe('how far a platform that starts up has got', () => {
  it.each<[StartProgress, string]>([
    [{ done: 2, of: 5 }, 'Step 2 of 5'],
    [{ done: 40 }, '40 %'],
    [{ words: 'Loading' }, ''],
  ])('%j reads %j', (progress, text) => {
    expect(progressWords(progress)).toBe(text);
  });
});
