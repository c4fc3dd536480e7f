import { describe, expect, it } from 'vitest';
import type { WorkspaceChange } from '../../../lib/background/switching/workspace-switch.ts';
import { createDeath } from '../mortal.ts';
import { acme, openSwitch, other, partition, type SwitchWorker } from './workspace-switch-fixture.ts';
import { keptSignIn } from '../identity/people.ts';

const out = partition(acme);
const ann = partition(acme, 'ann');

const becomes =
  (change: WorkspaceChange): (() => Promise<WorkspaceChange>) =>
  () =>
    Promise.resolve(change);

const signIn = ({ workspaceSwitch, signIns }: SwitchWorker, id = 'ann', stays = false): Promise<void> => {
  const kept = keptSignIn(id, {}, stays);
  return workspaceSwitch.change(becomes({ kept }), () => signIns.keep(acme, kept));
};

/** As nobody, before anything is done. */
const atFirst = {
  waits: { partition: out, waiting: ['message that waits'], draft: 'Half a' },
  chat: { partition: out, waiting: [], draft: 'And then?' },
  empty: { partition: out, waiting: [], draft: '' },
  hidden: { partition: out, waiting: ['message that hidden'], draft: '' },
};

describe('somebody who signs in', () => {
  it('takes along what is on screen and no server has seen, and the draft of what one has', async () => {
    const fixture = await openSwitch();
    expect(await fixture.holdings()).toEqual(atFirst);
    await signIn(fixture);
    expect(await fixture.holdings()).toEqual({
      ...atFirst,
      waits: { ...atFirst.waits, partition: ann },
      chat: { ...atFirst.chat, draft: '' },
      'new-1': { partition: ann, waiting: [], draft: 'And then?' },
    });
    expect(await fixture.items.windows.read()).toEqual({ 1: 'waits', 2: 'new-1', 3: 'empty' });
  });

  it('is offered what waits where nobody looks', async () => {
    const fixture = await openSwitch();
    await signIn(fixture);
    expect(await fixture.items.unsentMessages.read()).toEqual({
      partition: ann,
      tenantId: 'acme',
      conversationIds: ['hidden'],
      messages: 1,
    });
  });

  it('does so while every workspace is closed, and is stored only after all that', async () => {
    const fixture = await openSwitch();
    const kept = keptSignIn('ann');
    await fixture.workspaceSwitch.change(becomes({ kept }), async () => {
      fixture.log.push('store');
      expect((await fixture.holdings()).waits?.partition).toBe(ann);
    });
    expect(fixture.log).toEqual(['closed', `note ${out} → ${ann}`, 'store']);
  });
});

describe('nothing that is somebody’s own goes along', () => {
  const moves: readonly [string, (fixture: SwitchWorker) => Promise<void>][] = [
    [
      'when they sign out',
      ({ workspaceSwitch, signIns }) =>
        workspaceSwitch.change(becomes({ kept: null }), () => signIns.forget(acme)),
    ],
    ['when somebody else signs in', (fixture) => signIn(fixture, 'ben')],
    ['when they sign in once more', (fixture) => signIn(fixture, 'ann', true)],
    [
      'when they use another profile',
      ({ workspaceSwitch, settings }) =>
        workspaceSwitch.change(becomes({ profile: other }), () => settings.use('other')),
    ],
    [
      'when they use another profile, where they are somebody else',
      async ({ workspaceSwitch, settings, signIns }) => {
        await signIns.keep(other, keptSignIn('ben'));
        await workspaceSwitch.change(becomes({ profile: other }), () => settings.use('other'));
      },
    ],
  ];

  it.each(moves)('%s', async (_when, move) => {
    const fixture = await openSwitch();
    for (const id of ['waits', 'chat', 'empty', 'hidden']) await fixture.store.move(id, ann);
    await fixture.signIns.keep(acme, keptSignIn('ann'));
    const before = await fixture.holdings();
    await move(fixture);
    expect(await fixture.holdings()).toEqual(before);
    expect(await fixture.items.windows.read()).toEqual({ 1: 'waits', 2: 'chat', 3: 'empty' });
  });

  it.each(moves.slice(0, 3))('nor is it offered, %s', async (_when, move) => {
    const fixture = await openSwitch();
    await fixture.signIns.keep(acme, keptSignIn('ann'));
    await fixture.store.move('hidden', ann);
    await move(fixture);
    expect(await fixture.items.unsentMessages.read()).toBeNull();
  });
});

describe('another profile', () => {
  it('takes nothing along by itself, and offers what waits', async () => {
    const fixture = await openSwitch();
    await fixture.workspaceSwitch.change(becomes({ profile: other }), () => fixture.settings.use('other'));
    expect(await fixture.holdings()).toEqual(atFirst);
    expect(await fixture.items.unsentMessages.read()).toMatchObject({
      partition: partition(other),
      messages: 2,
    });
  });

  it('offers it to whoever is signed in there', async () => {
    const fixture = await openSwitch();
    await fixture.signIns.keep(other, keptSignIn('ben'));
    await fixture.workspaceSwitch.change(becomes({ profile: other }), () => fixture.settings.use('other'));
    expect(await fixture.items.unsentMessages.read()).toMatchObject({ partition: partition(other, 'ben') });
  });

  it('of the same tenant takes nothing along, and offers nothing', async () => {
    const fixture = await openSwitch();
    const renamed = { ...acme, name: 'Acme, renamed' };
    await fixture.workspaceSwitch.change(becomes({ profile: renamed }), () =>
      fixture.settings.save('acme', renamed),
    );
    expect(await fixture.holdings()).toEqual(atFirst);
    expect(await fixture.items.unsentMessages.read()).toBeNull();
  });

  it('is told what there was before', async () => {
    const fixture = await openSwitch();
    await fixture.workspaceSwitch.change(
      async (before) => {
        expect(before).toEqual(acme);
        return {};
      },
      () => Promise.resolve(),
    );
  });
});

describe('a change that can’t be stored', () => {
  it('has changed nothing, and is told', async () => {
    const fixture = await openSwitch();
    const kept = keptSignIn('ann');
    const refused = fixture.workspaceSwitch.change(becomes({ kept }), () =>
      Promise.reject(new Error('quota')),
    );
    await expect(refused).rejects.toThrow('quota');
    expect(await fixture.holdings(['waits', 'chat', 'empty', 'hidden'])).toEqual(atFirst);
    expect(await fixture.items.windows.read()).toEqual({ 1: 'waits', 2: 'chat', 3: 'empty' });
    expect(await fixture.signIns.read(acme)).toBeNull();
  });

  it.each([
    ['of the chat’s draft', 'create' as const],
    ['of what a window shows', 'windows' as const],
    ['of what stays unsent', 'unsent' as const],
  ])('has changed nothing either where it was the writing %s that failed', async (_what, fault) => {
    const fixture = await openSwitch();
    const full = () => Promise.reject(new Error('quota'));
    if (fault === 'create') fixture.store.create = full;
    else {
      const { set } = fixture.areas[fault === 'windows' ? 'session' : 'local'];
      fixture.areas[fault === 'windows' ? 'session' : 'local'].set = (items) =>
        (fault === 'windows' ? 'windows' : 'left-behind') in items ? full() : set(items);
    }
    await expect(signIn(fixture)).rejects.toThrow('quota');
    expect(await fixture.holdings(['waits', 'chat', 'empty', 'hidden'])).toEqual(atFirst);
    expect(await fixture.items.windows.read()).toEqual({ 1: 'waits', 2: 'chat', 3: 'empty' });
    expect(await fixture.signIns.read(acme)).toBeNull();
  });

  it('can be asked for again, and is done then', async () => {
    const fixture = await openSwitch();
    const kept = keptSignIn('ann');
    await fixture.workspaceSwitch
      .change(becomes({ kept }), () => Promise.reject(new Error('quota')))
      .catch(() => undefined);
    await signIn(fixture);
    const now = await fixture.holdings(['waits', 'chat', 'new-2']);
    expect(now).toMatchObject({ waits: { partition: ann }, chat: { draft: '' } });
    expect(now['new-2']).toEqual({ partition: ann, waiting: [], draft: 'And then?' });
  });
});

describe('a worker that dies between two steps of a sign-in', () => {
  it('loses nothing, wherever that is, once the next one was asked the same', async () => {
    const counted = createDeath();
    await signIn((await openSwitch()).worker(counted));
    expect(counted.steps()).toBeGreaterThan(20);
    for (let step = 0; step < counted.steps(); step += 1) {
      const fixture = await openSwitch();
      await expect(signIn(fixture.worker(createDeath(step))), `step ${step}`).rejects.toThrow('died');
      const next = fixture.worker();
      await signIn(next);
      expect((await next.signIns.read(acme))?.signIn.user.id).toBe('ann');
      const held = await fixture.holdings(['waits', 'chat', 'empty', 'hidden', 'new-1', 'new-2']);
      expect(held, `step ${step}`).toMatchObject({
        ...atFirst,
        waits: { ...atFirst.waits, partition: ann },
        chat: { ...atFirst.chat, draft: '' },
      });
      const drafts = [held['new-1'], held['new-2']].filter((found) => found !== undefined);
      expect(drafts, `step ${step}`).toContainEqual({ partition: ann, waiting: [], draft: 'And then?' });
    }
  });
});
