import { describe, expect, it } from 'vitest';
import type { Desk } from '../../../lib/background/workspace/workspace.ts';
import { createOffice } from '../../../lib/background/panels/active-workspace.ts';
import type { Panel } from '../../../lib/background/panels/panel-connection.ts';

/** Desks that number themselves, panels that note what they are shown, and a storage that answers when told. */
function openOffice() {
  const events: string[] = [];
  const held: (() => void)[] = [];
  let isHolding = false;
  let desks = 0;
  const office = createOffice({
    store: { move: () => Promise.resolve() },
    windows: { read: () => Promise.resolve(null), write: () => Promise.resolve() },
    createDesk() {
      desks += 1;
      const name = `desk ${desks}`;
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
      } as unknown as Desk);
    },
  });
  const shown: string[] = [];
  const panel = {
    windowId: 1,
    show: (_: Desk, id: string) => Promise.resolve(void shown.push(id)),
  } as unknown as Panel;
  return {
    office,
    panel,
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
    const { office, panel, shown, hold, release } = openOffice();
    office.add(panel);
    hold();
    const opened = office.open(panel);
    const asked = office.openNew(panel);
    await settle();
    release();
    await Promise.all([opened, asked]);
    expect(shown).toEqual(['of desk 1', 'new of desk 1']);
  });
});

describe('a job that wants all desks closed', () => {
  it('is done between the end of one desk and the making of the next, at which the panels are', async () => {
    const { office, panel, events, shown, job } = openOffice();
    office.add(panel);
    await office.open(panel);
    await office.whileClosed(job);
    expect(events).toEqual(['desk 1 closed', 'job']);
    expect(shown).toEqual(['of desk 1', 'of desk 2']);
  });

  it('makes whoever asks for the desk meanwhile wait for the next', async () => {
    const { office, events } = openOffice();
    await office.desk();
    let end = (): void => undefined;
    const closed = office.whileClosed(() => new Promise<void>((resolve) => (end = resolve)));
    const asked = office.desk().then(() => events.push('asked'));
    await settle();
    expect(events).toEqual(['desk 1 closed']);
    end();
    await Promise.all([closed, asked]);
    expect(events).toEqual(['desk 1 closed', 'asked']);
  });

  it('that fails leaves the panels at a desk all the same, and fails', async () => {
    const { office, panel, shown } = openOffice();
    office.add(panel);
    await office.open(panel);
    await expect(office.whileClosed(() => Promise.reject(new Error('disk')))).rejects.toThrow('disk');
    expect(shown).toEqual(['of desk 1', 'of desk 2']);
  });

  it('needs no desk', async () => {
    const { office, events, job } = openOffice();
    await office.whileClosed(job);
    expect(events).toEqual(['job']);
  });

  it('is not needed where the desk, of which something is gone, was replaced already', async () => {
    const { office, panel, shown, events, job } = openOffice();
    const first = await office.desk();
    await office.leaveGone(panel, first);
    office.add(panel);
    await office.leaveGone(panel, first);
    expect(events).toEqual(['desk 1 closed']);
    await office.whileClosed(job);
    expect(shown).toEqual(['of desk 2', 'of desk 3']);
  });

  it.each([
    ['that is being opened', 'open'],
    ['that gets a new conversation', 'openNew'],
  ] as const)('never leaves a panel %s on what the closed desk had found for it', async (_what, way) => {
    const { office, panel, shown, hold, release, job } = openOffice();
    await office.desk();
    hold();
    // Before it is known to the office: nothing but its own opening shows it anything.
    const opening = office[way](panel);
    await settle();
    const closed = office.whileClosed(job);
    await settle();
    release();
    await Promise.all([opening, closed]);
    expect(shown).toEqual(['of desk 2']);
  });
});
