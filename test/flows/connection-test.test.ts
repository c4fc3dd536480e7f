import { expect, it } from 'vitest';
import type { SettingsInput } from '../../lib/messaging/settings-shapes.ts';
import type { StageName } from '../../lib/messaging/stage-name.ts';
import { testStage, type TestStage } from '../../lib/messaging/test-stage.ts';
import { connectionReport } from '../../lib/view/connection-report.ts';
import { failsRest, refusesJoin } from '../platform/behaviours.ts';
import { createPlatform } from '../platform/platform.ts';
import { flowFixture, type Flow } from './harness.ts';
import { ada, haveAccounts, signIn } from './people.ts';
import { settingsOf } from './settings-of.ts';

/* *Test connection*, by the real background: with a sign-in, a policy, and words that were said. */
const createFlow = flowFixture();

/** Asks for it as the settings page does, and gives what it was told. */
async function tested(flow: Flow, settings: SettingsInput, only?: StageName): Promise<TestStage[]> {
  const options = flow.openOptions();
  const stages: TestStage[] = [];
  options.subscribe((push) => {
    if (push.type !== 'test/stage') return;
    const stage = testStage.parse(push.stage);
    if (stage.outcome !== 'running') stages.push(stage);
  });
  let isOver = false;
  void options
    .request({ type: 'settings/test', settings, ...(only === undefined ? {} : { only }) })
    .then(() => (isOver = true));
  await flow.until(() => isOver);
  return stages;
}

const reportOf = (stages: readonly TestStage[]): string =>
  connectionReport({
    stages,
    locked: [],
    policyMistakes: [],
    version: '0.1.0',
    browser: 'Browser/1.0',
    now: 0,
  });

/** Those of the person at the flow's own place. */
async function tokensOf({ items }: Flow): Promise<string[]> {
  const stored = JSON.stringify([await items.signIns.read(), await items.keptSignIns.read()]);
  return [...stored.matchAll(/"(?:accessToken|refreshToken)":"([^"]+)"/g)].map(([, token = '']) => token);
}

it('somebody who is signed in is let in as themselves; their words, password and tokens are in no report', async () => {
  const flow = await createFlow({ auth: 'required' });
  await haveAccounts(flow, ada);
  const panel = flow.openPanel();
  await signIn(panel, ada);
  await flow.until(() => panel.status() === 'connected');
  flow.platform.answerWith('the answer is forty-two');
  await panel.send('what is my salary of 98,765');
  await flow.until(() => panel.answers()[0]?.status === 'complete');
  const tokens = await tokensOf(flow);
  expect(tokens.length).toBeGreaterThan(0);
  const planted = `${tokens.join(' ')} ${ada.password} what is my salary of 98,765`;
  const settings = settingsOf(flow, { protocol: 'v3' });

  const well = await tested(flow, settings);
  expect(well.map(({ name, outcome }) => `${name} ${outcome}`)).toContain('account passed');
  expect(well.map(({ name, outcome }) => `${name} ${outcome}`)).toContain('join passed');

  const path = '/api/v1/auth/tenant/miptech-company';
  const body = { message: planted, error_code: planted, meta: { request_id: planted } };
  flow.platform.script(
    failsRest({ method: 'GET', path, status: 500, body, times: 10 }),
    refusesJoin(1008, planted.slice(0, 100)),
  );
  const ill = await tested(flow, settings);
  expect(ill.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name)).toEqual([
    'tenant',
    'join',
  ]);
  const report = `${reportOf(well)}${reportOf(ill)}`;
  for (const secret of [...tokens, ada.password, ada.email, 'salary', 'forty-two', '98,765'])
    expect(report).not.toContain(secret);
  // What is on screen holds the server's own words, and in them no token that the test has shown to it.
  const [accessToken = ''] = tokens;
  expect(JSON.stringify(flow.platform.received.rest)).toContain(accessToken);
  expect(JSON.stringify(ill)).not.toContain(accessToken.slice(0, 24));
  expect(flow.platform.received.violations).toEqual([]);
});

it('a token is shown to no host that its sign-in was not made for: the test goes on without, and says so', async () => {
  const flow = await createFlow({ auth: 'required' });
  const other = await createPlatform({ auth: 'required' });
  try {
    await haveAccounts(flow, ada);
    const panel = flow.openPanel();
    await signIn(panel, ada);
    await flow.until(() => panel.status() === 'connected');
    const stages = await tested(flow, settingsOf(flow, { protocol: 'v3', wsUrl: other.wsUrl }));
    expect(stages.find(({ name }) => name === 'account')).toMatchObject({
      outcome: 'warned',
      note: { code: 'elsewhere-signed-in' },
    });
    const shown = JSON.stringify([other.received.frames, other.received.rest]);
    for (const token of await tokensOf(flow)) expect(shown).not.toContain(token);
    expect(stages.find(({ name }) => name === 'join')?.problem?.code).toBe('sign-in-needed');
  } finally {
    await other.close();
  }
});

it('a protocol that the policy forbids is asked for nothing, though it is only typed', async () => {
  const flow = await createFlow({
    profile: { protocol: 'rest' },
    policy: { allowedProtocols: ['rest'] },
  });
  const sent = flow.platform.received.rest.length;
  const stages = await tested(flow, settingsOf(flow, { protocol: 'v3' }));
  expect(stages.find(({ name }) => name === 'permission')).toMatchObject({
    outcome: 'failed',
    problem: { code: 'policy-forbids' },
  });
  expect(stages.filter(({ outcome }) => outcome === 'skipped')).toHaveLength(8);
  expect(flow.platform.received.rest.slice(sent)).toEqual([]);
});

it('is stopped when somebody says so, and leaves no socket', async () => {
  const flow = await createFlow();
  flow.platform.script(
    failsRest({
      method: 'GET',
      path: '/api/v1/health',
      status: 200,
      body: { status: 'healthy', ai_services_ready: false },
      times: 20,
    }),
  );
  const options = flow.openOptions();
  const told: string[] = [];
  options.subscribe((push) => {
    if (push.type !== 'test/stage') return;
    const { name, outcome, note } = testStage.parse(push.stage);
    told.push(`${name} ${outcome}${note?.code === 'stopped' ? ' stopped' : ''}`);
  });
  let isOver = false;
  void options
    .request({ type: 'settings/test', settings: settingsOf(flow, { protocol: 'v3' }) })
    .then(() => (isOver = true));
  await flow.until(() => told.includes('health running'));
  await options.request({ type: 'settings/stop-test' });
  await flow.until(() => isOver);
  expect(told.slice(told.indexOf('health running'))).toEqual([
    'health running',
    ...['health', 'tenant', 'account', 'websocket', 'ready', 'join', 'ping'].map(
      (name) => `${name} skipped stopped`,
    ),
  ]);
  expect(flow.platform.openSockets()).toBe(0);
});
