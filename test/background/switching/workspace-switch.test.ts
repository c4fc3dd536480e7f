import { describe, expect, it } from 'vitest';
import type { WorkspaceChange } from '../../../lib/background/switching/workspace-switch.ts';
import { createDeath } from '../mortal.ts';
import { acme, openPassages, other, partition, type PassageWorker } from './workspace-switch-fixture.ts';
import { keptSignIn } from '../identity/people.ts';

const out = partition(acme);
const ann = partition(acme, 'ann');

const becomes =
  (change: WorkspaceChange): (() => Promise<WorkspaceChange>) =>
  () =>
    Promise.resolve(change);

const signIn = ({ workspaceSwitch, signIns }: PassageWorker, id = 'ann', stays = false): Promise<void> => {
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
    const scene = await openPassages();
    expect(await scene.holdings()).toEqual(atFirst);
    await signIn(scene);
    expect(await scene.holdings()).toEqual({
      ...atFirst,
      waits: { ...atFirst.waits, partition: ann },
      chat: { ...atFirst.chat, draft: '' },
      'new-1': { partition: ann, waiting: [], draft: 'And then?' },
    });
    expect(await scene.items.windows.read()).toEqual({ 1: 'waits', 2: 'new-1', 3: 'empty' });
  });

  it('is offered what waits where nobody looks', async () => {
    const scene = await openPassages();
    await signIn(scene);
    expect(await scene.items.unsentMessages.read()).toEqual({
      partition: ann,
      tenantId: 'acme',
      conversationIds: ['hidden'],
      messages: 1,
    });
  });

  it('does so while every workspace is closed, and is stored only after all that', async () => {
    const scene = await openPassages();
    const kept = keptSignIn('ann');
    await scene.workspaceSwitch.change(becomes({ kept }), async () => {
      scene.log.push('store');
      expect((await scene.holdings()).waits?.partition).toBe(ann);
    });
    expect(scene.log).toEqual(['closed', `note ${out} → ${ann}`, 'store']);
  });
});

describe('nothing that is somebody’s own goes along', () => {
  const moves: readonly [string, (scene: PassageWorker) => Promise<void>][] = [
    [
      'when they sign out',
      ({ workspaceSwitch, signIns }) =>
        workspaceSwitch.change(becomes({ kept: null }), () => signIns.forget(acme)),
    ],
    ['when somebody else signs in', (scene) => signIn(scene, 'ben')],
    ['when they sign in once more', (scene) => signIn(scene, 'ann', true)],
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
    const scene = await openPassages();
    for (const id of ['waits', 'chat', 'empty', 'hidden']) await scene.store.move(id, ann);
    await scene.signIns.keep(acme, keptSignIn('ann'));
    const before = await scene.holdings();
    await move(scene);
    expect(await scene.holdings()).toEqual(before);
    expect(await scene.items.windows.read()).toEqual({ 1: 'waits', 2: 'chat', 3: 'empty' });
  });

  it.each(moves.slice(0, 3))('nor is it offered, %s', async (_when, move) => {
    const scene = await openPassages();
    await scene.signIns.keep(acme, keptSignIn('ann'));
    await scene.store.move('hidden', ann);
    await move(scene);
    expect(await scene.items.unsentMessages.read()).toBeNull();
  });
});

describe('another profile', () => {
  it('takes nothing along by itself, and offers what waits', async () => {
    const scene = await openPassages();
    await scene.workspaceSwitch.change(becomes({ profile: other }), () => scene.settings.use('other'));
    expect(await scene.holdings()).toEqual(atFirst);
    expect(await scene.items.unsentMessages.read()).toMatchObject({
      partition: partition(other),
      messages: 2,
    });
  });

  it('offers it to whoever is signed in there', async () => {
    const scene = await openPassages();
    await scene.signIns.keep(other, keptSignIn('ben'));
    await scene.workspaceSwitch.change(becomes({ profile: other }), () => scene.settings.use('other'));
    expect(await scene.items.unsentMessages.read()).toMatchObject({ partition: partition(other, 'ben') });
  });

  it('of the same tenant takes nothing along, and offers nothing', async () => {
    const scene = await openPassages();
    const renamed = { ...acme, name: 'Acme, renamed' };
    await scene.workspaceSwitch.change(becomes({ profile: renamed }), () =>
      scene.settings.save('acme', renamed),
    );
    expect(await scene.holdings()).toEqual(atFirst);
    expect(await scene.items.unsentMessages.read()).toBeNull();
  });

  it('is told what there was before', async () => {
    const scene = await openPassages();
    await scene.workspaceSwitch.change(
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
    const scene = await openPassages();
    const kept = keptSignIn('ann');
    const refused = scene.workspaceSwitch.change(becomes({ kept }), () => Promise.reject(new Error('quota')));
    await expect(refused).rejects.toThrow('quota');
    expect(await scene.holdings(['waits', 'chat', 'empty', 'hidden'])).toEqual(atFirst);
    expect(await scene.items.windows.read()).toEqual({ 1: 'waits', 2: 'chat', 3: 'empty' });
    expect(await scene.signIns.read(acme)).toBeNull();
  });

  it.each([
    ['of the chat’s draft', 'create' as const],
    ['of what a window shows', 'windows' as const],
    ['of what is left behind', 'leftBehind' as const],
  ])('has changed nothing either where it was the writing %s that failed', async (_what, fault) => {
    const scene = await openPassages();
    const full = () => Promise.reject(new Error('quota'));
    if (fault === 'create') scene.store.create = full;
    else {
      const { set } = scene.areas[fault === 'windows' ? 'session' : 'local'];
      scene.areas[fault === 'windows' ? 'session' : 'local'].set = (items) =>
        (fault === 'windows' ? 'windows' : 'left-behind') in items ? full() : set(items);
    }
    await expect(signIn(scene)).rejects.toThrow('quota');
    expect(await scene.holdings(['waits', 'chat', 'empty', 'hidden'])).toEqual(atFirst);
    expect(await scene.items.windows.read()).toEqual({ 1: 'waits', 2: 'chat', 3: 'empty' });
    expect(await scene.signIns.read(acme)).toBeNull();
  });

  it('can be asked for again, and is done then', async () => {
    const scene = await openPassages();
    const kept = keptSignIn('ann');
    await scene.workspaceSwitch
      .change(becomes({ kept }), () => Promise.reject(new Error('quota')))
      .catch(() => undefined);
    await signIn(scene);
    const now = await scene.holdings(['waits', 'chat', 'new-2']);
    expect(now).toMatchObject({ waits: { partition: ann }, chat: { draft: '' } });
    expect(now['new-2']).toEqual({ partition: ann, waiting: [], draft: 'And then?' });
  });
});

describe('a worker that dies between two steps of a sign-in', () => {
  it('loses nothing, wherever that is, once the next one was asked the same', async () => {
    const counted = createDeath();
    await signIn((await openPassages()).worker(counted));
    expect(counted.steps()).toBeGreaterThan(20);
    for (let step = 0; step < counted.steps(); step += 1) {
      const scene = await openPassages();
      await expect(signIn(scene.worker(createDeath(step))), `step ${step}`).rejects.toThrow('died');
      const next = scene.worker();
      await signIn(next);
      expect((await next.signIns.read(acme))?.signIn.user.id).toBe('ann');
      const held = await scene.holdings(['waits', 'chat', 'empty', 'hidden', 'new-1', 'new-2']);
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
