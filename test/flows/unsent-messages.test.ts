import { describe, expect, it } from 'vitest';
import { refusesJoin } from '../platform/behaviours.ts';
import { flowFixture, type Flow } from './harness.ts';
import type { PanelProbe } from './panel-probe.ts';
import { storedQuestions } from './platform-view.ts';
import { save, settingsOf } from './settings-of.ts';

const createFlow = flowFixture();

async function correctTenant(flow: Flow, tenantId: string): Promise<void> {
  await flow.openOptions().request(save(settingsOf(flow, { tenantId })));
}

/** Two messages typed while the tenant in the settings was one that the platform does not know. */
async function typedUnderTypo(): Promise<{ flow: Flow; panel: PanelProbe }> {
  const flow = await createFlow();
  flow.platform.answerWith('ok');
  const panel = flow.openPanel();
  await correctTenant(flow, 'miptech-compnay');
  await flow.until(() => panel.problem()?.code === 'tenant-unknown');
  await panel.send('first');
  await panel.send('second');
  await correctTenant(flow, 'miptech-company');
  await flow.until(() => panel.view()?.destination?.tenantId === 'miptech-company');
  return { flow, panel };
}

const unsentMessages = { code: 'unsent-messages', subject: 'miptech-compnay', count: 2 };

describe('messages that waited under settings that were wrong', () => {
  it('are not sent to the other tenant, or shown there, unasked: but the user is told of them', async () => {
    const { flow, panel } = await typedUnderTypo();
    await flow.until(() => panel.status() === 'connected');
    expect(panel.problem()).toEqual(unsentMessages);
    expect(panel.messages()).toEqual([]);
    await flow.advance(60_000);
    expect(storedQuestions(flow)).toEqual([]);
  });

  it('are brought along where the user says so, and arrive once each, in order', async () => {
    const { flow, panel } = await typedUnderTypo();
    expect((await panel.request({ type: 'conversation/bring' })).ok).toBe(true);
    await flow.until(() => panel.answers().filter(({ status }) => status === 'complete').length === 2);
    expect(panel.questions().map(({ text }) => text)).toEqual(['first', 'second']);
    expect(storedQuestions(flow)).toEqual(['first', 'second']);
    expect(panel.problem()).toBeNull();
  });

  it('stay where they are, and unmentioned, once dismissed', async () => {
    const { flow, panel } = await typedUnderTypo();
    await panel.request({ type: 'problem/dismiss' });
    await panel.request({ type: 'panel/resync' });
    expect(panel.problem()).toBeNull();
    await correctTenant(flow, 'miptech-compnay');
    await flow.until(() => panel.questions().length === 2);
    expect(panel.questions().map(({ status }) => status)).toEqual(['queued', 'queued']);
  });
});

describe('what was asked on one screen', () => {
  it('does not land in the conversation, or with the tenant, of the next', async () => {
    const flow = await createFlow({ tenants: ['miptech-company', 'other'] });
    flow.platform.answerWith('ok');
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    const saving = correctTenant(flow, 'other');
    // Before the new screen is there: each is the first tenant's, or refused and back in the composer.
    await Promise.all(Array.from({ length: 8 }, () => panel.send('for the first tenant only')));
    await saving;
    await flow.until(() => panel.view()?.destination?.tenantId === 'other');
    await flow.advance(60_000);
    expect(panel.messages()).toEqual([]);
    const received = flow.platform.chats().filter(({ messages }) => messages.length > 0);
    expect(received.every(({ tenant }) => tenant === 'miptech-company')).toBe(true);
  });

  it('waits in another conversation: it goes out once settings are saved that let it', async () => {
    const flow = await createFlow();
    flow.platform.answerWith('ok');
    const panel = flow.openPanel();
    await flow.until(() => panel.status() === 'connected');
    // Once for the break, and once for the message, which tries again.
    flow.platform.script(refusesJoin(1008, 'tenant_id required'), refusesJoin(1008, 'tenant_id required'));
    const { connections } = flow.platform.received;
    flow.platform.drop(1001);
    await flow.until(() => panel.status() === 'check-settings');
    await panel.send('held back');
    await flow.until(() => connections.length === 3 && panel.status() === 'check-settings');
    await panel.request({ type: 'conversation/new' });
    await flow.until(() => panel.status() === 'connected');
    expect(storedQuestions(flow)).toEqual([]);
    await correctTenant(flow, 'miptech-company');
    await flow.until(() => storedQuestions(flow).length === 1);
    expect(storedQuestions(flow)).toEqual(['held back']);
  });
});
