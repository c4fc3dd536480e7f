import { expect, it } from 'vitest';
import { flowFixture } from './harness.ts';
import { storedQuestions } from './platform-view.ts';
import { save, settingsOf } from './settings-of.ts';

const createFlow = flowFixture();

it('before anything is set nothing leaves, whatever is asked for, and what is written waits', async () => {
  const flow = await createFlow({ isUnset: true });
  const panel = flow.openPanel();
  expect(await panel.send('Hello?')).toBeNull();
  await flow.until(() => panel.problem()?.code === 'not-set-up');
  expect(panel.view()?.destination).toBeNull();
  await panel.request({ type: 'connection/reconnect' });
  const entered = { email: 'ada@acme.test', password: 'as typed', stay: false };
  expect(await panel.request({ type: 'account/sign-in', ...entered })).toMatchObject({
    ok: false,
    failure: { code: 'not-set-up' },
  });
  flow.killWorker();
  await flow.advance(3_600_000);
  expect(panel.questions().map(({ status }) => status)).toEqual(['queued']);
  const { rest, connections } = flow.platform.received;
  expect([rest, connections, await flow.items.activity.read()]).toEqual([[], [], { entries: [], hosts: [] }]);
});

it('what was written before goes along once it is said where the assistant is, in the chat that is on screen', async () => {
  const flow = await createFlow({ isUnset: true });
  flow.platform.answerWith('Hello.');
  const panel = flow.openPanel();
  await panel.send('Hello?');
  await flow.until(() => panel.problem()?.code === 'not-set-up');
  await panel.request({ type: 'draft/save', text: 'And' });
  const saved = await flow.openOptions().request(save(settingsOf(flow)));
  expect(saved).toMatchObject({ ok: true, value: { errors: {} } });
  await flow.until(() => panel.texts()[0] === 'Hello.');
  expect(storedQuestions(flow)).toEqual(['Hello?']);
  expect(panel.view()).toMatchObject({
    destination: { apiUrl: flow.platform.apiUrl },
    problem: null,
    draft: { text: 'And' },
  });
});

it('what is only typed can be tried, and nothing else is asked', async () => {
  const flow = await createFlow({ isUnset: true });
  const panel = flow.openPanel();
  await flow.until(() => panel.problem()?.code === 'not-set-up');
  const options = flow.openOptions();
  const stages: unknown[] = [];
  options.subscribe((push) => push.type === 'test/stage' && stages.push(push.stage));
  await options.request({ type: 'settings/test', settings: settingsOf(flow), only: 'server' });
  expect(stages.at(-1)).toMatchObject({ name: 'server', outcome: 'passed' });
  expect(flow.platform.received.rest.map(({ path }) => path)).toEqual(['/api/v1/health']);
  expect(panel.view()?.destination).toBeNull();
});

it('the organisation’s settings are looked for afresh where somebody asks, and used at once', async () => {
  const flow = await createFlow({ isUnset: true });
  const panel = flow.openPanel();
  await flow.until(() => panel.problem()?.code === 'not-set-up');
  // The browser has them, and has told nobody.
  flow.mendPolicy({ profiles: [{ apiUrl: flow.platform.apiUrl, tenantId: 'miptech-company' }] });
  const options = flow.openOptions();
  expect(await options.request({ type: 'settings/read' })).toMatchObject({ value: { mayAdd: true } });
  expect(await options.request({ type: 'settings/read', afresh: true })).toMatchObject({
    value: { profiles: [{ isManaged: true }] },
  });
  await flow.until(() => panel.status() === 'connected');
  expect(panel.view()?.destination?.apiUrl).toBe(flow.platform.apiUrl);
});
