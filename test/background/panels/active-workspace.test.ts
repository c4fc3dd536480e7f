import { describe, expect, it } from 'vitest';
import type { Workspace } from '../../../lib/background/workspace/workspace.ts';
import { createActiveWorkspace } from '../../../lib/background/panels/active-workspace.ts';
import type { PanelConnection } from '../../../lib/background/panels/panel-connection.ts';

/** Workspaces that number themselves, panels that note what they are shown, and a storage that answers when told. */
function openOffice(windowsChoice: 'own' | 'same' = 'own') {
  const events: string[] = [];
  const held: (() => void)[] = [];
  let isHolding = false;
  let workspaces = 0;
  const activeWorkspace = createActiveWorkspace({
    store: { move: () => Promise.resolve() },
    windows: {
      read: () => Promise.resolve({ conversationId: null, isAsked: false }),
      write: () => Promise.resolve(),
      lead: () => Promise.resolve(),
    },
    windowsChoice: () => windowsChoice,
    whileChanging: (change) => change(),
    now: () => 0,
    createWorkspace() {
      workspaces += 1;
      const name = `workspace ${workspaces}`;
      const choose = async (id: string): Promise<{ id: string }> => {
        if (isHolding) await new Promise<void>((go) => held.push(go));
        return { id };
      };
      return Promise.resolve({
        name,
        currentConversation: () => choose(`of ${name}`),
        newConversation: () => choose(`new of ${name}`),
        wake: () => Promise.resolve(),
        close: () => Promise.resolve(void events.push(`${name} closed`)),
      } as unknown as Workspace);
    },
  });
  const shown: string[] = [];
  const shownBeside: string[] = [];
  const panelOf = (windowId: number, seen: string[]): PanelConnection =>
    ({
      windowId,
      conversationId: () => null,
      onScreen: () => null,
      shown: () => null,
      show: (_: Workspace, id: string) => Promise.resolve(void seen.push(id)),
    }) as unknown as PanelConnection;
  const panel = panelOf(1, shown);
  return {
    activeWorkspace,
    panel,
    beside: panelOf(2, shownBeside),
    shownBeside,
    events,
    shown,
    hold: () => void (isHolding = true),
    release() {
      isHolding = false;
      for (const go of held.splice(0)) go();
    },
    job: () => Promise.resolve(void events.push('job')),
  };
}

/** Lets all that waits for nothing but a turn come to its end. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a conversation asked for while its panel is still being opened', () => {
  it('is the one on screen in the end, however long the opening takes', async () => {
    const { activeWorkspace, panel, shown, hold, release } = openOffice();
    activeWorkspace.add(panel);
    hold();
    const opened = activeWorkspace.open(panel);
    const asked = activeWorkspace.openNew(panel);
    await settle();
    release();
    await Promise.all([opened, asked]);
    expect(shown).toEqual(['of workspace 1', 'new of workspace 1']);
  });
});

describe('a chat that is opened while another window looks for its own', () => {
  it.each(['openChat', 'openIn'] as const)('by %s is on both, where all show the same', async (way) => {
    const { activeWorkspace, panel, beside, shown, shownBeside, hold, release } = openOffice('same');
    activeWorkspace.add(panel);
    await activeWorkspace.open(panel);
    activeWorkspace.add(beside);
    const at = await activeWorkspace.current();
    hold();
    const made = activeWorkspace.openNew(beside);
    await settle();
    const asked =
      way === 'openIn'
        ? activeWorkspace.openIn(panel, at, 'the chat')
        : activeWorkspace.openChat(panel, 'the chat');
    await settle();
    release();
    await Promise.all([made, asked]);
    expect([shown.at(-1), shownBeside.at(-1)]).toEqual(['the chat', 'the chat']);
  });

  it('of a workspace that is not in use any more is shown to nobody', async () => {
    const { activeWorkspace, panel, shown, job } = openOffice();
    activeWorkspace.add(panel);
    await activeWorkspace.open(panel);
    const before = await activeWorkspace.current();
    await activeWorkspace.whileClosed(job);
    expect(await activeWorkspace.openIn(panel, before, 'the chat')).toBe(false);
    expect(shown).toEqual(['of workspace 1', 'of workspace 2']);
    // And is none that the window goes on with.
    await activeWorkspace.windowsChanged();
    expect(shown.at(-1)).toBe('of workspace 2');
  });
});

describe('a job that wants all workspaces closed', () => {
  it('is done between the end of one workspace and the making of the next, at which the panels are', async () => {
    const { activeWorkspace, panel, events, shown, job } = openOffice();
    activeWorkspace.add(panel);
    await activeWorkspace.open(panel);
    await activeWorkspace.whileClosed(job);
    expect(events).toEqual(['workspace 1 closed', 'job']);
    expect(shown).toEqual(['of workspace 1', 'of workspace 2']);
  });

  it('makes whoever asks for the workspace meanwhile wait for the next', async () => {
    const { activeWorkspace, events } = openOffice();
    await activeWorkspace.current();
    let end = (): void => undefined;
    const closed = activeWorkspace.whileClosed(() => new Promise<void>((resolve) => (end = resolve)));
    const asked = activeWorkspace.current().then(() => events.push('asked'));
    await settle();
    expect(events).toEqual(['workspace 1 closed']);
    end();
    await Promise.all([closed, asked]);
    expect(events).toEqual(['workspace 1 closed', 'asked']);
  });

  it('that fails leaves the panels at a workspace all the same, and fails', async () => {
    const { activeWorkspace, panel, shown } = openOffice();
    activeWorkspace.add(panel);
    await activeWorkspace.open(panel);
    await expect(activeWorkspace.whileClosed(() => Promise.reject(new Error('disk')))).rejects.toThrow(
      'disk',
    );
    expect(shown).toEqual(['of workspace 1', 'of workspace 2']);
  });

  it('needs no workspace', async () => {
    const { activeWorkspace, events, job } = openOffice();
    await activeWorkspace.whileClosed(job);
    expect(events).toEqual(['job']);
  });

  it('is not needed where the workspace, of which something is gone, was replaced already', async () => {
    const { activeWorkspace, panel, shown, events, job } = openOffice();
    const first = await activeWorkspace.current();
    await activeWorkspace.replaceGone(panel, first);
    activeWorkspace.add(panel);
    await activeWorkspace.replaceGone(panel, first);
    expect(events).toEqual(['workspace 1 closed']);
    await activeWorkspace.whileClosed(job);
    expect(shown).toEqual(['of workspace 2', 'of workspace 3']);
  });

  it.each([
    ['that is being opened', 'open'],
    ['that gets a new conversation', 'openNew'],
  ] as const)('never leaves a panel %s on what the closed workspace had found for it', async (_what, way) => {
    const { activeWorkspace, panel, shown, hold, release, job } = openOffice();
    await activeWorkspace.current();
    hold();
    // Before it is known to the active workspace: nothing but its own opening shows it anything.
    const opening = activeWorkspace[way](panel);
    await settle();
    const closed = activeWorkspace.whileClosed(job);
    await settle();
    release();
    await Promise.all([opening, closed]);
    expect(shown).toEqual(['of workspace 2']);
  });
});
