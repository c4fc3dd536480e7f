import { scaled } from '../chaos/scale.ts';
import { describe, expect, it } from 'vitest';
import { tell } from '../chaos/tally.ts';
import { storedQuestions } from './platform-view.ts';
import { bySso, bySsoWhateverDies, exchanges, keptTokens, ssoFixture, type SsoFlow } from './sso-fixture.ts';

const open = ssoFixture();
const minute = 60_000;

const asked = 'fetch POST /token';
const answered = 'fetched 200 /token';
const stored = 'write sign-ins';

/**
 * Each of them by its number, every other one in the short form; and what matters by its name, too: on a busy machine the
 * others stand elsewhere each time.
 */
const deaths = (count: number, ...names: readonly string[]): readonly (number | string)[] => [
  ...Array.from({ length: count }, (_, index) => index + 1).filter((touch) => touch % scaled(1, 2) === 0),
  ...names,
];

/** The touches of the worker that died, the one that it died at last. */
function touchesUntil(trace: readonly string[], touch: number | string): readonly string[] {
  return trace.slice(0, typeof touch === 'number' ? touch : trace.indexOf(touch) + 1);
}

const isEnded = ({ panel }: SsoFlow): boolean => panel.view()?.account.state === 'ended';

/** Ada's access token is refused from now on, and a question waits for the next worker, which dies at that touch. */
async function rotate(touch: number | string | null): Promise<{ fixture: SsoFlow; since: number }> {
  const fixture = await open();
  const { flow, panel, trust } = fixture;
  await bySso(panel);
  await flow.until(() => panel.status() === 'connected');
  flow.killWorker();
  trust.refuses((await keptTokens(fixture)).accessToken);
  void panel.send('typed meanwhile');
  const since = flow.trace.length;
  if (touch !== null) flow.killWorkerAt(touch);
  await flow.until(() => panel.texts()[0] === 'ok' || isEnded(fixture));
  return { fixture, since };
}

describe('a worker that dies while the provider rotates tokens', () => {
  it('leaves its person signed in, or with a clean prompt, after two attempts at most', async () => {
    const rehearsal = await rotate(null);
    const touches = rehearsal.fixture.flow.trace.length - rehearsal.since;
    const died: string[] = [];
    let ended = 0;
    const attempts: number[] = [];
    for (const touch of deaths(touches, asked, answered, stored)) {
      const { fixture, since } = await rotate(touch);
      const { flow, panel, window } = fixture;
      const until = touchesUntil(flow.trace.slice(since), touch);
      const at = until.at(-1) ?? 'nowhere';
      died.push(at);
      await flow.advance(minute);
      attempts.push(exchanges(fixture) - 1); // one was the sign-in's own
      const windows = window.launched.length;
      if (isEnded(fixture)) {
        ended += 1;
        // Only where the provider had spoken and nobody lived to write it down is the old token spent and the new one unknown.
        const before = new Set(until.slice(0, -1));
        expect({ at, isAsked: before.has(asked), isStored: before.has(stored) }).toEqual({
          at,
          isAsked: true,
          isStored: false,
        });
        expect(panel.status()).toBe('sign-in-needed');
        expect(JSON.stringify([...flow.areas.vault.stored])).not.toContain('accessToken');
        await bySsoWhateverDies(fixture);
        await flow.until(() => panel.texts()[0] === 'ok');
      }
      // None but the first opened by itself.
      expect({ at, windows, questions: storedQuestions(flow) }).toEqual({
        at,
        windows: 1,
        questions: ['typed meanwhile'],
      });
      await flow.close();
      await fixture.provider.close();
    }
    expect(Math.max(...attempts)).toBeLessThanOrEqual(2);
    expect(died).toEqual(expect.arrayContaining([asked, answered, stored]));
    tell(
      `SSO: ${died.length} deaths: ${died.length - ended} still signed in, ${ended} asked to sign in, ${Math.max(...attempts)} attempts at most`,
    );
  }, 300_000);
});

/** Ada signs in with a question waiting, and the worker dies at that touch. */
async function signInOnce(touch: number | string | null) {
  const fixture = await open();
  const { flow, panel } = fixture;
  await panel.send('typed signed out');
  await panel.request({ type: 'draft/save', text: 'half a thought' });
  const since = flow.trace.length;
  if (touch !== null) flow.killWorkerAt(touch);
  const outcome = await bySsoWhateverDies(fixture);
  return { fixture, outcome, since };
}

describe('a worker that dies during the sign-in itself', () => {
  const milestones = ['sign-in window', 'sign-in window closes', answered, stored];

  it('leaves its person signed in, or to be once they ask again', async () => {
    const rehearsal = await signInOnce(null);
    const touches = rehearsal.fixture.flow.trace.length - rehearsal.since;
    const died: string[] = [];
    const askedAgain: string[] = [];
    for (const touch of deaths(touches + 5, ...milestones)) {
      const { fixture, outcome, since } = await signInOnce(touch);
      const { flow, panel, window } = fixture;
      const until = touchesUntil(flow.trace.slice(since), touch);
      const at = until.at(-1) ?? 'nowhere';
      died.push(at);
      let { account } = outcome;
      if (outcome.problem !== null) {
        askedAgain.push(at);
        expect(outcome.problem.code).toMatch(/^(sign-in-cancelled|sign-in-open|server-unreachable)$/);
        expect(await flow.items.keptSignIns.read()).toEqual({});
        ({ account } = await bySsoWhateverDies(fixture));
      }
      await flow.until(() => panel.texts()[0] === 'ok' && panel.view()?.draft.text === 'half a thought');
      expect({ at, state: account?.state, questions: storedQuestions(flow) }).toEqual({
        at,
        state: 'signed-in',
        questions: ['typed signed out'],
      });
      // The page asks the next worker by itself: that opens a second window at most, and none for whom is signed in.
      const wasStored = until.slice(0, -1).includes(stored);
      const windows = window.launched.length;
      expect({ at, isFine: windows <= (wasStored ? 1 : 2) }).toEqual({ at, isFine: true });
      await flow.close();
      await fixture.provider.close();
    }
    expect(died).toEqual(expect.arrayContaining([...milestones]));
    tell(
      `SSO: ${died.length} deaths during the sign-in: ${died.length - askedAgain.length} signed in, ${askedAgain.length} once asked again`,
    );
  }, 300_000);

  it('with the window open is told so by the next, which opens none beside it', async () => {
    let press = (_form: Record<string, string>): void => undefined;
    const pressed = new Promise<Record<string, string>>((resolve) => (press = resolve));
    const fixture = await open({ provider: { login: 'form' }, window: { onPage: () => pressed } });
    const { flow, panel, window } = fixture;
    await panel.request({ type: 'draft/save', text: 'half a thought' });
    let outcome: Awaited<ReturnType<typeof bySso>> | null = null;
    void bySso(panel).then((came) => (outcome = came));
    await flow.until(() => window.launched.length === 1 && window.pending() === 0);
    flow.killWorker();
    await flow.until(() => outcome !== null);
    expect(outcome).toMatchObject({ problem: { code: 'sign-in-open' } });
    expect(window.launched).toHaveLength(1);
    expect(window.returned).toEqual([]);

    press({ answer: 'approve', email: 'ada@example.org' });
    await flow.until(() => window.returned.length === 1);
    expect(exchanges(fixture)).toBe(0);
    expect(await flow.items.keptSignIns.read()).toEqual({});
    expect(await bySsoWhateverDies(fixture)).toMatchObject({ account: { state: 'signed-in' } });
    expect(panel.view()?.draft.text).toBe('half a thought');
  });
});
