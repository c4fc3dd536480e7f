import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PanelDriver } from './panel-driver.ts';
import { chosen, faultsOf, seenAt, type View } from './reflow-places.ts';
import { showcase } from './showcase.ts';
import { createWorld, type World } from './world.ts';

/* The panel from its first empty chat to a queue that waits: each view where there is least room for it. */
let world: World;
let panel: PanelDriver;
beforeAll(async () => {
  world = await createWorld();
  panel = await world.openPanel();
  await panel.connection(/^Connected$/);
});
afterAll(() => world?.close());

const there = (selector: string): Promise<unknown> => panel.page.waitForSelector(selector);
const escape = (): Promise<unknown> => panel.page.keyboard.press('Escape');

const unknownTenant = async (): Promise<void> => {
  await world.configure({ apiUrl: world.platform.apiUrl, tenantId: 'nobody' });
  await panel.alert(/does not know the tenant/);
};
const knownTenant = async (): Promise<void> => {
  await world.configure({ apiUrl: world.platform.apiUrl });
  await panel.connection(/^Connected$/);
};

/** In this order: a chat, once it is there, stays. */
const views: Readonly<Record<string, View>> = {
  empty: { reach: () => there('.suggestions') },
  'alert-empty': {
    // Where nothing was said yet, what keeps it from being said comes first.
    talk: 0.25,
    isForced: true,
    reach: unknownTenant,
    leave: knownTenant,
  },
  shortcuts: {
    isLong: true,
    of: 'dialog[open]',
    reach: async () => {
      await panel.page.keyboard.press('Tab');
      await panel.page.focus('[aria-label="New chat"]');
      await panel.page.keyboard.type('?');
      await there('.shortcuts');
    },
    leave: escape,
  },
  'new-chat-menu': {
    reach: async () => {
      await panel.press('Kinds of new chat');
      await there('#new-chat-menu:popover-open');
    },
    leave: escape,
  },
  temporary: {
    reach: async () => {
      await panel.press('Kinds of new chat');
      await panel.press('Temporary chat');
      await there('.temporary-note');
    },
    leave: () => panel.startOver(),
  },
  'answer-end': {
    reach: async () => {
      world.platform.answerWith(showcase.answer, { sources: showcase.sources, tokensPerSecond: Infinity });
      await panel.send(showcase.question);
      await panel.answered();
      await there('.sources li');
    },
  },
  'answer-top': {
    reach: () => panel.page.$eval('[aria-label="Conversation"]', (view) => view.scrollTo(0, 0)),
  },
  chats: {
    reach: async () => {
      await panel.press('Chats');
      await there('.chat');
    },
  },
  find: {
    reach: async () => {
      await panel.press('Find in this chat');
      await panel.fill('Find in chat', 'the', 'searchbox');
      await there('.find-note:not(:empty)');
    },
    leave: escape,
  },
  edit: {
    reach: async () => {
      await panel.press('Edit and resend');
      await there('.composer-note');
    },
    leave: () => panel.press('Cancel editing'),
  },
  counter: { reach: () => panel.fill('Message', 'word '.repeat(720)) },
  'too-long': {
    reach: () => panel.fill('Message', 'word '.repeat(820)),
    leave: () => panel.fill('Message', ''),
  },
  attached: {
    reach: async () => {
      await panel.press('Attach this page');
      await there('.composer [role="group"]');
    },
  },
  'page-menu': {
    reach: async () => {
      await panel.press('More about this page');
      await there('.page-menu:popover-open');
    },
    leave: escape,
  },
  preview: {
    isLong: true,
    reach: async () => {
      await panel.press('Preview');
      await panel.find('textbox', 'Text to send');
    },
    leave: () => panel.press('Done'),
  },
  connection: {
    isLong: true,
    reach: async () => {
      await panel.press('Connection details');
      await there('dialog time');
    },
    leave: escape,
  },
  alert: {
    reach: async () => {
      const wsUrl = world.platform.wsUrl.replace('/api/v1/ws/chat', '/somewhere/else');
      await world.configure({ apiUrl: world.platform.apiUrl, wsUrl });
      await panel.alert(/live connection was refused/);
      await there('.sources li');
    },
  },
  'alert-unfolded': {
    // It was asked for.
    talk: 0.25,
    reach: () => panel.press('Details'),
    leave: knownTenant,
  },
  trouble: {
    isForced: true,
    reach: async () => {
      await world.platform.stop();
      await panel.alert(/^No answer from /);
    },
  },
  'trouble-unfolded': {
    isLong: true,
    // It was asked for.
    talk: 0.25,
    of: '.trouble-more',
    reach: () => panel.press('Details'),
    leave: () => panel.press('Details'),
  },
  queue: {
    reach: async () => {
      await panel.send('Still there?');
      await panel.send('And now?');
      await there('.queue');
    },
    leave: async () => {
      await world.platform.start();
      await panel.reconnectNow();
      await panel.answered(3);
    },
  },
  'cut-off': {
    isLong: true,
    reach: async () => {
      world.platform.answerWith('Word by word. '.repeat(40), { tokensPerSecond: 20 });
      await panel.send('And in the end?');
      await panel.sees('an answer under way', (messages) => messages.at(-1)?.status === 'streaming');
      await world.platform.stop();
      await there('::-p-text(Connection lost here.)');
    },
    leave: async () => {
      await world.platform.start();
      await panel.reconnectNow();
    },
  },
};

describe('nothing lies on anything, no word is broken, half of the height is the conversation', () => {
  it.each(chosen(views))('%s', async (name, view) => {
    await view.reach();
    const found = await faultsOf(panel.page, name, view);
    await view.leave?.();
    expect(found).toEqual([]);
  });
});

it('a count of characters stands in one line, and what attaches a page beside it', async () => {
  await panel.startOver();
  await panel.fill('Message', 'word '.repeat(720));
  const counted = await seenAt(panel.page, { name: 'narrow', width: 280, height: 800 }, () =>
    panel.page.evaluate(() => {
      const middle = ({ top, height }: DOMRect): number => top + height / 2;
      const [counter, attach] = ['.counter', '.attach'].map((name) => {
        const range = document.createRange();
        range.selectNodeContents(document.querySelector(name) as Element);
        return range;
      }) as [Range, Range];
      return {
        lines: counter.getClientRects().length,
        apart: middle(counter.getBoundingClientRect()) - middle(attach.getBoundingClientRect()),
      };
    }),
  );
  expect(counted.lines).toBe(1);
  expect(Math.abs(counted.apart)).toBeLessThan(3);
});
