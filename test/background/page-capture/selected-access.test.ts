import { describe, expect, it } from 'vitest';
import { selectedAccess } from '../../../lib/background/page-capture/selected-access.ts';
import { capturedPage } from '../../../lib/page-context/captured-page.ts';
import { longestTitle } from '../../../lib/page-context/limits.ts';

const selected = {
  text: 'a dark night',
  url: 'https://news.example.test/story',
  title: 'A story',
  isOfFrame: false,
  isOfField: false,
};

/** @param read what the reader finds, or how it fails */
async function read(of: Partial<typeof selected>, found: () => Promise<unknown>): Promise<unknown> {
  return selectedAccess({ runReader: found }, { ...selected, ...of }).runReader(7);
}

const told = (text: string) => ({
  title: selected.title,
  url: selected.url,
  text,
  pageLength: text.length,
  source: 'selection',
});

describe('a selection that was chosen in a menu', () => {
  it('is the reader’s where it finds one', async () => {
    const found = { source: 'selection', text: '1. a dark\n2. night' };
    expect(await read({}, () => Promise.resolve(found))).toBe(found);
  });

  it.each([
    ['an article', () => Promise.resolve({ source: 'article', text: 'All of it' })],
    ['nothing', () => Promise.resolve({ unreadable: 'empty' })],
    ['a viewer', () => Promise.resolve({ unreadable: 'pdf' })],
    ['no answer', () => Promise.resolve(undefined)],
    ['a page that may not be read', () => Promise.reject(new Error('Cannot access contents of the page'))],
  ])('is the browser’s where the reader finds %s', async (_, found) => {
    expect(await read({}, found)).toEqual(told('a dark night'));
  });

  it('of a frame never asks the reader, who sees the page around it', async () => {
    const found = () => Promise.reject(new Error('asked'));
    expect(await read({ isOfFrame: true }, found)).toEqual(told('a dark night'));
  });

  it.each([
    [{ text: 'a\u0000b\u202Ec\r\nd\ud800' }, { ...told('abc\nd\ufffd'), removed: 1 }],
    [{ text: ' \u200b\n ' }, { unreadable: 'empty' }],
    [{ isOfField: true }, { unreadable: 'empty' }],
    [{ title: '' }, { ...told('a dark night'), title: 'news.example.test' }],
    [{ title: 'A\n\u0007 story' }, told('a dark night')],
  ])('is harmless and readable: %j', async (of, expected) => {
    const page = await read(of, () => Promise.resolve(null));
    expect(page).toEqual(expected);
    expect(capturedPage.safeParse(page).success).toBe(true);
  });

  it('keeps no more of a title than there may be', async () => {
    const page = await read({ title: '🌊'.repeat(longestTitle) }, () => Promise.resolve(null));
    expect(capturedPage.safeParse(page).success).toBe(true);
  });
});
