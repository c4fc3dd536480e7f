import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PanelDriver } from './panel-driver.ts';
import { blank, photograph } from './photograph.ts';
import { until } from './until.ts';
import { violations } from './violations.ts';
import { createWorld, type World } from './world.ts';

/* A long text that is pasted, in the production build: the browser's own paste, undo and keys. */
let world: World;
let panel: PanelDriver;
const pasted = `Minutes of the meeting\n${'They spoke of tides. '.repeat(150)}`.trim();

beforeAll(async () => {
  world = await createWorld();
  panel = await world.openPanel();
  await panel.connection(/^Connected$/);
});
afterEach(() => world.calm());
afterAll(() => world?.close());

async function paste(text: string): Promise<void> {
  await panel.page.focus('textarea[aria-label="Message"]');
  // What the browser hands to a page on Ctrl+V; the machine's own clipboard belongs to nobody in a test.
  await panel.page.$eval(
    'textarea[aria-label="Message"]',
    (box, words) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', words);
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      if (box.dispatchEvent(event)) document.execCommand('insertText', false, words);
    },
    text,
  );
}

const hasChip = async (): Promise<boolean> =>
  (await panel.page.$('.composer [role="group"][aria-label="Pasted text"]')) !== null;

async function undo(): Promise<void> {
  await panel.page.keyboard.down('Control');
  await panel.page.keyboard.press('KeyZ');
  await panel.page.keyboard.up('Control');
}

describe('a long text that is pasted', () => {
  it('is a chip and not a wall of words; Ctrl+Z makes it words, and once more takes them away', async () => {
    await paste(pasted);
    await until('the chip', hasChip);
    expect(await panel.value('Message')).toBe('');
    expect(await photograph(panel.page, 'pasted-text', { widths: [280, 360, 700] })).toBeGreaterThan(blank);
    expect(await violations(panel.page, 'all')).toEqual([]);
    await undo();
    await until(
      'the words in the box',
      () => panel.value('Message'),
      (text) => text === pasted,
    );
    await until('no chip', async () => !(await hasChip()));
    await undo();
    await until(
      'nothing in the box',
      () => panel.value('Message'),
      (text) => text === '',
    );
  });

  it('survives the panel, goes along to the byte, and is named on the question', async () => {
    await paste(pasted);
    await until('the chip', hasChip);
    await panel.page.close();
    panel = await world.openPanel();
    await until('the chip again', hasChip);
    await panel.connection(/^Connected$/);
    world.platform.answerWith('Tides, mostly.');
    await panel.send('What was it about?');
    await panel.answered(1);
    const [said] = world.platform.received.userMessages;
    expect(said?.text).toContain(`\n${pasted}\n`);
    expect(said?.text.endsWith('What was it about?')).toBe(true);
    expect(said?.text).not.toContain('url=');
    expect(await hasChip()).toBe(false);
    expect(world.platform.received.violations).toEqual([]);
    expect(await violations(panel.page, 'all')).toEqual([]);
    expect(await photograph(panel.page, 'pasted-text-sent', { widths: [280, 360, 700] })).toBeGreaterThan(
      blank,
    );
  });

  it('of some words is what it always was', async () => {
    await paste('a few words');
    await until(
      'the words',
      () => panel.value('Message'),
      (text) => text === 'a few words',
    );
    expect(await hasChip()).toBe(false);
  });
});
