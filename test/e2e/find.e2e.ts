import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PanelDriver } from './panel-driver.ts';
import { blank, photograph } from './photograph.ts';
import { showcase } from './showcase.ts';
import { storeTexts } from './stored-texts.ts';
import { until } from './until.ts';
import { violations } from './violations.ts';
import { createWorld, type World } from './world.ts';

/* Ctrl+F in the panel: what is in view, what is far above it, what is folded away, what is out of sight sideways. */
let world: World;
let panel: PanelDriver;

const total = 1_000;
/** Each twentieth is an answer with more than words. */
const said = (n: number): string =>
  n % 20 === 0
    ? `Answer ${n}.\n\n${showcase.answer}\n\n\`\`\`js\nconst far = "${'~'.repeat(200)}needle ${n}";\n\`\`\``
    : `Message ${n}. ${'The tide comes in. '.repeat((n * 7) % 11)}`;

beforeAll(async () => {
  world = await createWorld();
  panel = await world.openPanel();
  await panel.connection(/^Connected$/);
  await storeTexts(panel.page, [
    { title: 'Tides', texts: Array.from({ length: total }, (_, n) => said(n + 1)) },
  ]);
  await panel.press('Chats');
  await panel.press('Tides');
  await panel.sees('its end', (messages) => messages.at(-1)?.text.startsWith(`Answer ${total}.`) === true);
});
afterAll(() => world?.close());

interface Marked {
  readonly note: string;
  /** What is marked as the place that is shown, and whether all of it is in sight. */
  readonly current: string;
  readonly isInSight: boolean;
  /** Number of its message. */
  readonly message: number;
  /** Places that are marked beside it. */
  readonly others: number;
}

function look(): Promise<Marked> {
  return panel.page.evaluate(() => {
    const [at] = CSS.highlights.get('found-current') ?? [];
    const note = document.querySelector('.find-note')?.firstChild?.textContent ?? '';
    const others = CSS.highlights.get('found')?.size ?? 0;
    if (at === undefined) return { note, current: '', isInSight: false, message: -1, others };
    const range = new Range();
    range.setStart(at.startContainer, at.startOffset);
    range.setEnd(at.endContainer, at.endOffset);
    const box = range.getBoundingClientRect();
    const element = at.startContainer.parentElement;
    const frames = [element?.closest('.transcript'), element?.closest('.scrolls-sideways')];
    const isInSight = frames.every((frame) => {
      const around = frame?.getBoundingClientRect();
      if (around === undefined) return true;
      return (
        box.top >= around.top &&
        box.bottom <= around.bottom &&
        box.left >= around.left &&
        box.right <= around.right
      );
    });
    const message = Number(
      /(?:Message|Answer) (\d+)\./.exec(element?.closest('article')?.textContent ?? '')?.[1],
    );
    return { note, current: range.toString(), isInSight, message, others };
  });
}

async function find(words: string, isWanted: (marked: Marked) => boolean): Promise<Marked> {
  await panel.fill('Find in chat', words, 'searchbox');
  return shown(isWanted);
}

const shown = (isWanted: (marked: Marked) => boolean): Promise<Marked> => until('the place', look, isWanted);

const press = (key: 'Enter' | 'Escape'): Promise<void> => panel.page.keyboard.press(key);

async function ctrlF(): Promise<void> {
  await panel.page.keyboard.down('Control');
  await panel.page.keyboard.press('f');
  await panel.page.keyboard.up('Control');
  await panel.find('searchbox', 'Find in chat');
}

describe('Ctrl+F', () => {
  it('finds what stands in view, marks it, and leads from one to the next', async () => {
    await ctrlF();
    const isWhole = ({ note, isInSight, others }: Marked): boolean =>
      isInSight && others > 0 && !note.endsWith('…');
    // From where one reads there is none below it; after the last comes the first.
    expect(await find('tide comes', isWhole)).toMatchObject({ current: 'tide comes', message: 999 });
    await press('Enter');
    expect(await shown(({ message, isInSight }) => isInSight && message === 1)).toMatchObject({
      note: '1 of 4,749',
    });
  });

  it('finds what was said far above, and what is out of sight sideways, with the focus where it was', async () => {
    const far = await find('needle 40', ({ isInSight, message }) => isInSight && message === 40);
    expect(far).toMatchObject({ note: '1 of 2', current: 'needle 40' });
    await press('Enter');
    expect(await shown(({ message, isInSight }) => message === 400 && isInSight)).toMatchObject({
      note: '2 of 2',
    });
    expect(await panel.page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      'Find in chat',
    );
  });

  it('gives the focus to the message that was found', async () => {
    await press('Escape');
    await until(
      'the search closed',
      () => panel.isThere('searchbox', 'Find in chat'),
      (is) => !is,
    );
    await until(
      'the focus on the message',
      () => panel.page.evaluate(() => document.activeElement?.textContent),
      (text) => text?.includes('Answer 400.') === true,
    );
    const left = (): Promise<number[]> =>
      panel.page.evaluate(() =>
        ['found', 'found-current'].map((name) => CSS.highlights.get(name)?.size ?? 0),
      );
    await until('nothing marked', left, (sizes) => sizes.join() === '0,0');
  });

  it('is readable in both schemes, and at any width', async () => {
    await ctrlF();
    await find('range', ({ isInSight, others }) => isInSight && others > 0);
    expect(await violations(panel.page)).toEqual([]);
    expect(await photograph(panel.page, 'panel-find', { widths: [280, 360, 700] })).toBeGreaterThan(blank);
    await find('no such words', ({ note }) => note === 'No matches');
    expect(await photograph(panel.page, 'panel-find-none', { widths: [280] })).toBeGreaterThan(blank);
    expect(await violations(panel.page)).toEqual([]);
    await press('Escape');
  });
});

describe('what is folded away', () => {
  it('is unfolded for who looks for it', async () => {
    await panel.startOver();
    await world.platform.stop();
    try {
      for (const name of ['first', 'second', 'third', 'fourth', 'fifth'])
        await panel.send(`The ${name} to wait`);
      await panel.sees('a queue that is folded', (messages) => messages.length === 3);
      await ctrlF();
      expect(await find('fifth', ({ isInSight }) => isInSight)).toMatchObject({ note: '1 of 1' });
    } finally {
      await world.platform.start();
    }
  });
});
