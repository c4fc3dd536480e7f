import { describe, expect, it } from 'vitest';
import { failsRest } from '../platform/behaviours.ts';
import { flowFixture, type Flow, type FlowOptions } from './harness.ts';
import type { PanelProbe } from './panel-probe.ts';
import { ada, bob, change, haveAccounts, signIn, signOut, type Outcome } from './people.ts';
import { requestsTo, storedQuestions } from './platform-view.ts';

const createFlow = flowFixture();

async function open(options: FlowOptions = {}): Promise<{ flow: Flow; panel: PanelProbe }> {
  const flow = await createFlow({ auth: 'required', ...options });
  await haveAccounts(flow, ada, bob);
  flow.platform.answerWith('ok');
  const panel = flow.openPanel();
  await flow.until(() => panel.status() === 'sign-in-needed');
  return { flow, panel };
}

const said = (panel: PanelProbe): string[] => panel.questions().map(({ text }) => text);
const held = async (flow: Flow): Promise<number> => Object.keys(await flow.items.keptSignIns.read()).length;

describe('signing in from the panel', () => {
  it('sends what was typed before, and keeps the draft', async () => {
    const { flow, panel } = await open();
    await panel.send('typed signed out');
    await panel.request({ type: 'draft/save', text: 'half a thought' });
    expect(await signIn(panel, ada)).toMatchObject({
      problem: null,
      errors: {},
      account: { state: 'signed-in', name: 'Ada Lovelace', email: 'ada@example.com', stays: false },
    });
    expect(panel.view()).toMatchObject({
      account: { state: 'signed-in' },
      draft: { text: 'half a thought' },
    });
    await flow.until(() => panel.texts()[0] === 'ok');
    expect(said(panel)).toEqual(['typed signed out']);
    expect(storedQuestions(flow)).toEqual(['typed signed out']);
  });

  it('with an account just made', async () => {
    const { flow, panel } = await open();
    const { email, password, fullName } = { ...ada, email: 'new@example.com' };
    const made = await change(panel, { type: 'account/register', email, password, fullName, stay: true });
    expect(made).toMatchObject({ problem: null, account: { state: 'signed-in', stays: true } });
    await flow.until(() => panel.status() === 'connected');
  });

  it.each([
    ['a wrong password', { ...ada, password: 'the engine leaves' }, 'sign-in-refused'],
    ['an unknown address', { ...ada, email: 'eve@example.com' }, 'sign-in-refused'],
  ])('with %s is refused in words of its own, and changes nothing', async (_, person, code) => {
    const { flow, panel } = await open();
    const pushes = panel.pushes.length;
    expect((await signIn(panel, person)).problem).toMatchObject({ code });
    expect(panel.pushes).toHaveLength(pushes);
    expect(await flow.items.signIns.read()).toEqual({});
    // A wrong password is no reason to refresh anything.
    expect(requestsTo(flow, 'POST', '/api/v1/auth/refresh')).toEqual([]);
  });

  it('to a locked account says so', async () => {
    const { flow, panel } = await open();
    flow.platform.lockAccount(ada.email);
    expect((await signIn(panel, ada)).problem).toMatchObject({ code: 'account-locked' });
  });

  it('with words the platform refuses says what is wrong with which', async () => {
    const { panel } = await open();
    const made = await change(panel, {
      type: 'account/register',
      email: 'short@example.com',
      password: 'short',
      fullName: 'S',
      stay: false,
    });
    expect(made.errors).toMatchObject({ password: { quotation: expect.any(String) } });
  });

  it('while the platform is down says that, and can be done again', async () => {
    const { flow, panel } = await open();
    await flow.platform.stop();
    expect((await signIn(panel, ada)).problem).toMatchObject({ code: 'server-unreachable' });
    await flow.platform.start();
    expect(await signIn(panel, ada)).toMatchObject({ account: { state: 'signed-in' } });
  });

  it('is done once where the worker dies before it can say so', async () => {
    for (let touch = 1; touch <= 24; touch += 1) {
      const { flow, panel } = await open();
      await panel.send('typed signed out');
      flow.killWorkerAt(touch);
      let outcome: Outcome | null = null;
      void signIn(panel, ada, true).then((came) => (outcome = came));
      await flow.until(() => outcome !== null);
      expect(outcome).toMatchObject({
        account: { state: 'signed-in' },
      });
      await flow.until(() => panel.texts()[0] === 'ok');
      expect(storedQuestions(flow)).toEqual(['typed signed out']);
      await flow.close();
    }
  }, 120_000);
});

describe('signing out', () => {
  it('hides what was said, wipes the tokens, and tells the platform', async () => {
    const { flow, panel } = await open();
    await signIn(panel, ada, true);
    await panel.send('for my eyes');
    await flow.until(() => panel.texts()[0] === 'ok');
    await panel.request({ type: 'draft/save', text: 'private' });
    expect(await held(flow)).toBe(1);
    const since = panel.pushes.length;
    expect(await signOut(panel)).toMatchObject({ account: { state: 'signed-out', email: null } });
    expect(await held(flow)).toBe(0);
    expect(said(panel)).toEqual([]);
    expect(panel.view()?.draft.text).toBe('');
    expect(JSON.stringify(panel.pushes.slice(since))).not.toMatch(/for my eyes|private/);
    await flow.until(() => requestsTo(flow, 'POST', '/api/v1/auth/logout').length === 1);
  });

  it('shows the next person nothing of the last, and the last one all of it again', async () => {
    const { flow, panel } = await open();
    await signIn(panel, ada);
    await panel.send('Ada asks');
    await flow.until(() => panel.texts()[0] === 'ok');
    await signOut(panel);
    const since = panel.pushes.length;
    await signIn(panel, bob);
    await panel.send('Bob asks');
    await flow.until(() => panel.texts()[0] === 'ok');
    expect(said(panel)).toEqual(['Bob asks']);
    expect(JSON.stringify(panel.pushes.slice(since))).not.toContain('Ada asks');
    await signOut(panel);
    await signIn(panel, ada);
    await flow.until(() => panel.status() === 'connected');
    expect(said(panel)).toEqual(['Ada asks']);
  });

  it('works without the platform', async () => {
    const { flow, panel } = await open();
    await signIn(panel, ada);
    await flow.platform.stop();
    expect(await signOut(panel)).toMatchObject({ account: { state: 'signed-out' } });
    expect(await flow.items.signIns.read()).toEqual({});
  });

  it('offers nobody what waits of the person who left', async () => {
    const { flow, panel } = await open();
    await signIn(panel, ada);
    await flow.until(() => panel.status() === 'connected');
    flow.setOnline(false);
    await panel.send('Ada, offline');
    await signOut(panel);
    flow.setOnline(true);
    await signIn(panel, bob);
    await flow.until(() => panel.status() === 'connected');
    expect(panel.problem()).toBeNull();
    expect(storedQuestions(flow)).toEqual([]);
    await signOut(panel);
    await signIn(panel, ada);
    await flow.until(() => panel.texts()[0] === 'ok');
    expect(storedQuestions(flow)).toEqual(['Ada, offline']);
  });
});

describe('who stays signed in', () => {
  it.each([
    [true, 'is still there after the browser was closed', 'connected'],
    [false, 'is not', 'sign-in-needed'],
  ])('%s: %s', async (stay, _, status) => {
    const { flow, panel } = await open();
    await signIn(panel, ada, stay);
    await flow.until(() => panel.status() === 'connected');
    flow.killWorker();
    flow.areas.session.stored.clear();
    const next = flow.openPanel(2);
    await flow.until(() => next.status() === status);
    expect(next.status()).toBe(status);
  });
});

describe('a platform that ends the sign-in', () => {
  it('leaves draft and queue where they are, and sends nothing in nobody’s name', async () => {
    const { flow, panel } = await open({ accessTokenSeconds: 300 });
    await signIn(panel, ada, true);
    await panel.send('before');
    await flow.until(() => panel.texts()[0] === 'ok');
    flow.platform.script(
      failsRest({ method: 'POST', path: '/api/v1/auth/refresh', status: 401, body: {}, times: 9 }),
    );
    flow.setOnline(false);
    await flow.advance(300_000);
    await panel.send('after');
    await panel.request({ type: 'draft/save', text: 'half a thought' });
    flow.setOnline(true);
    await flow.until(() => panel.status() === 'sign-in-needed');
    await flow.until(() => panel.view()?.account.state === 'ended');
    expect(said(panel)).toEqual(['before', 'after']);
    await panel.request({ type: 'panel/resync' });
    expect(panel.view()?.draft.text).toBe('half a thought');
    expect(JSON.stringify([...flow.areas.vault.stored])).not.toMatch(/accessToken/);
    await flow.advance(600_000);
    expect(requestsTo(flow, 'POST', '/api/v1/auth/refresh')).toHaveLength(1);
    flow.platform.clearScript();
    await signIn(panel, ada, true);
    await flow.until(() => panel.texts()[1] === 'ok');
    expect(storedQuestions(flow)).toEqual(['before', 'after']);
  });
});
