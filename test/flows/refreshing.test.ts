import { scaled } from '../chaos/scale.ts';
import { describe, expect, it } from 'vitest';
import { restartsAt, tokenExpiredFrame } from '../platform/behaviours.ts';
import { tell } from '../chaos/tally.ts';
import { flowFixture, type Flow, type FlowOptions } from './harness.ts';
import type { PanelProbe } from './panel-probe.ts';
import { ada, haveAccounts, signIn } from './people.ts';
import { framesOf, requestsTo, storedQuestions } from './platform-view.ts';

const createFlow = flowFixture();
const minute = 60_000;

const refreshes = (flow: Flow): number => requestsTo(flow, 'POST', '/api/v1/auth/refresh').length;

/** Ada is signed in and connected. */
async function open(options: FlowOptions = {}): Promise<{ flow: Flow; panel: PanelProbe }> {
  const flow = await createFlow({ auth: 'required', ...options });
  await haveAccounts(flow, ada);
  flow.platform.answerWith('ok');
  const panel = flow.openPanel();
  await flow.until(() => panel.status() === 'sign-in-needed');
  await signIn(panel, ada, true);
  await flow.until(() => panel.status() === 'connected');
  return { flow, panel };
}

/** An access token that has expired, and does not look like it. Resolves with it; the next worker finds it. */
async function spoil(flow: Flow): Promise<string> {
  flow.killWorker();
  const [[place, signedIn] = []] = Object.entries(await flow.items.keptSignIns.read());
  if (place === undefined || signedIn === undefined || signedIn.tokens === null)
    throw new Error('Nobody is signed in.');
  const { access_token: accessToken } = await flow.platform.issueTokens({ email: ada.email, expiresIn: -10 });
  await flow.items.keptSignIns.write({
    [place]: { ...signedIn, tokens: { ...signedIn.tokens, accessToken, lifetime: null } },
  });
  return accessToken;
}

describe('an access token that was refused', () => {
  it('50 times at once is refreshed once', async () => {
    const { flow, panel: first } = await open();
    first.close();
    flow.setOnline(false);
    const panels: PanelProbe[] = [];
    // As many windows as are remembered.
    for (let window = 1; window <= 50; window += 1) {
      const panel = flow.openPanel(window);
      await flow.until(() => panel.view() !== null);
      await panel.request({ type: 'conversation/new' });
      await panel.send(`question ${window}`);
      panels.push(panel);
    }
    const stale = await spoil(flow);
    // All of them at the next worker, and only then online: they ask in the same moment.
    const told = panels.map((panel) => panel.pushes.length);
    await flow.until(() => panels.every((panel, index) => panel.pushes.length > (told[index] ?? 0)));
    await flow.settle();
    flow.setOnline(true);
    await flow.until(() => storedQuestions(flow).length === 50, 30 * minute);
    const withStale = flow.platform.received.rest.filter(
      ({ path, headers }) => path === '/api/v1/chat' && headers.authorization === `Bearer ${stale}`,
    );
    // The first window's conversation has a chat already: it finds out by its join.
    expect(withStale).toHaveLength(49);
    expect(refreshes(flow)).toBe(1);
    expect(new Set(storedQuestions(flow)).size).toBe(50);
  }, 120_000);

  it('in the middle of an answer costs nothing of it', async () => {
    const { flow, panel } = await open();
    const words = Array.from({ length: 200 }, (_, index) => `word${index} `);
    flow.platform.answerWith(words);
    flow.platform.script(restartsAt(70, 4401));
    await panel.send('Go');
    await flow.until(() => panel.answers()[0]?.status === 'complete');
    expect(panel.texts()).toEqual([words.join('')]);
    expect(storedQuestions(flow)).toEqual(['Go']);
    expect(refreshes(flow)).toBe(1);
  });

  it('by a frame, twice in a row, is refreshed for each and the question asked once', async () => {
    const { flow, panel } = await open();
    flow.platform.script(tokenExpiredFrame());
    await panel.send('Go');
    await flow.until(() => panel.texts()[0] === 'ok');
    expect(storedQuestions(flow)).toEqual(['Go']);
    expect(refreshes(flow)).toBe(1);
    expect(framesOf(flow, 'join_chat')).toHaveLength(2);
  });
});

const asked = 'fetch POST /api/v1/auth/refresh';
const answered = 'fetched 200 /api/v1/auth/refresh';
const stored = 'write sign-ins';

/** What else the worker does beside it comes a little sooner or later each time. */
const around = 8;

/** From a little before the refresh until a little after it is written down. */
async function touchesOfRefresh(): Promise<{ from: number; to: number }> {
  const { flow, panel } = await open();
  await spoil(flow);
  void panel.send('typed meanwhile');
  const before = flow.trace.length;
  await flow.until(() => panel.texts()[0] === 'ok');
  const touches = flow.trace.slice(before);
  await flow.close();
  return { from: touches.indexOf(asked) + 1 - around, to: touches.indexOf(stored) + 1 + around };
}

describe('a worker that dies while tokens are rotated', () => {
  it('leaves its person signed in, or with a clean prompt, after two attempts at most', async () => {
    const died: string[] = [];
    let ended = 0;
    let most = 0;
    const { from, to } = await touchesOfRefresh();
    const byNumber = Array.from({ length: to - from + 1 }, (_, index) => from + index);
    // What matters has its death by name, too: on a busy machine the others stand elsewhere each time.
    // Every third one in the short form.
    const numbers = byNumber.filter((_, index) => index % scaled(1, 3) === 0);
    for (const touch of [...numbers, asked, answered, stored]) {
      const { flow, panel } = await open();
      await spoil(flow);
      void panel.send('typed meanwhile');
      const before = flow.trace.length;
      flow.killWorkerAt(touch);
      await flow.until(() => panel.texts()[0] === 'ok' || panel.view()?.account.state === 'ended');
      const touches = flow.trace.slice(before);
      const last = typeof touch === 'number' ? touch - 1 : touches.indexOf(touch);
      const at = touches[last] ?? 'nowhere';
      died.push(at);
      await flow.advance(minute);
      most = Math.max(most, refreshes(flow));
      if (panel.view()?.account.state === 'ended') {
        ended += 1;
        // Only where the platform had spoken and nobody lived to write it down is the old token spent and the new one unknown.
        const until = new Set(touches.slice(0, last));
        expect({ at, isAsked: until.has(asked), isStored: until.has(stored) }).toEqual({
          at,
          isAsked: true,
          isStored: false,
        });
        expect(panel.status()).toBe('sign-in-needed');
        expect(JSON.stringify([...flow.areas.vault.stored])).not.toContain('accessToken');
        await signIn(panel, ada, true);
        await flow.until(() => panel.texts()[0] === 'ok');
      }
      expect(storedQuestions(flow)).toEqual(['typed meanwhile']);
      await flow.close();
    }
    expect(most).toBeLessThanOrEqual(2);
    expect(died).toEqual(expect.arrayContaining([asked, answered, stored]));
    tell(
      `${died.length} deaths: ${died.length - ended} still signed in, ${ended} asked to sign in, ${most} attempts at most`,
    );
  }, 300_000);
});

describe('tokens of 15 minutes, asked with again and again for an hour', () => {
  const every = scaled(minute / 2, 2 * minute);
  const jumpsAt = Math.floor((18.5 * minute) / every);

  async function refreshesIn(jump: number): Promise<number> {
    const { flow, panel } = await open({ accessTokenSeconds: 900 });
    for (let time = 0; time < (60 * minute) / every; time += 1) {
      if (time === jumpsAt) flow.sleep(jump);
      await flow.advance(every);
      await panel.request({ type: 'connection/reconnect' });
      flow.platform.drop(1011);
    }
    return refreshes(flow);
  }

  it('are refreshed at four fifths or a minute before their end, and a clock that jumps costs one more at most', async () => {
    const steady = await refreshesIn(0);
    expect(steady).toBe(4);
    const [ahead, behind] = [await refreshesIn(10 * minute), await refreshesIn(-10 * minute)];
    tell(`refreshes in an hour: ${steady}; with the clock set 10 min ahead ${ahead}, back ${behind}`);
    expect(Math.max(ahead, behind) - steady).toBeLessThanOrEqual(1);
  }, 300_000);
});
