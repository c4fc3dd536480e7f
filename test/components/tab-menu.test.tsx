import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { BrowserTabs, OpenTab } from '../../lib/shared/browser-tabs.ts';
import { createFakeSiteAccess } from '../doubles/fake-site-access.ts';
import { attachedPage } from '../view/messages.ts';
import { composer, openPanel, press, settle, write, type OpenedPanel } from './panel-page.tsx';

const tab = (id: number, title: string, url: string, isFront = false): OpenTab => ({
  id,
  title,
  url,
  isFront,
});
const listed: OpenTab[] = [
  tab(1, 'Tides', 'https://review.example/tides', true),
  tab(2, 'Dock guide', 'https://docks.example/guide'),
  tab(3, '潮の満ち引き', 'https://umi.example/'),
];

function opened(tabs: Partial<BrowserTabs> = {}, allows = true): OpenedPanel {
  const given: BrowserTabs = {
    sites: createFakeSiteAccess(),
    list: () => Promise.resolve({ tabs: listed, hidden: 0 }),
    askTitles: () => Promise.resolve('refused'),
    watchFront: () => () => undefined,
    ...tabs,
  };
  const panel = openPanel({}, undefined, { loadTabs: () => Promise.resolve(given) });
  panel.askAccess.mockResolvedValue(allows);
  panel.port.answer('page/attach-tab', { ok: true, value: attachedPage() });
  return panel;
}

/** What the box holds then, the last key being the sign or behind it. */
async function typed(value: string, data = '@'): Promise<void> {
  fireEvent.input(composer(), { target: { value }, inputType: 'insertText', data, isComposing: false });
  await settle();
  await settle();
}

const options = (): (string | null)[] =>
  screen.queryAllByRole('option').map(({ textContent }) => textContent);
const key = (name: string): boolean => fireEvent.keyDown(composer(), { key: name, code: name });

describe('an at sign at the beginning of a word', () => {
  it('lists the open tabs by title and host, with the keyboard still in the box', async () => {
    opened();
    await typed('Compare with @');
    expect(within(screen.getByRole('listbox', { name: 'Open tabs' })).getAllByRole('option')).toHaveLength(3);
    expect(options()).toEqual([
      'Tidesreview.examplein front',
      'Dock guidedocks.example',
      '潮の満ち引きumi.example',
    ]);
    expect(document.activeElement).toBe(composer());
  });

  it('finds by title or host, and attaches the one that is taken, after the browser was asked', async () => {
    const { port, askAccess } = opened();
    await typed('@');
    await typed('@docks', 's');
    expect(options()).toEqual(['Dock guidedocks.example']);
    key('Enter');
    await settle();
    expect(askAccess).toHaveBeenCalledExactlyOnceWith('https://docks.example/guide');
    expect(port.of('page/attach-tab')).toMatchObject([{ tabId: 2 }]);
    expect(port.of('message/send')).toEqual([]);
    expect(composer().value).toBe('');
    expect(screen.queryByRole('listbox')).toBeNull();
  });

  it('attaches the one in front as its button does', async () => {
    const { port, askAccess } = opened();
    await typed('See @');
    key('Enter');
    await settle();
    expect(port.of('page/attach')).toHaveLength(1);
    expect(askAccess).not.toHaveBeenCalled();
    expect(composer().value).toBe('See ');
  });

  it('says what helps where the browser was not allowed to', async () => {
    const { port } = opened({}, false);
    await typed('@');
    key('ArrowDown');
    key('Enter');
    await settle();
    await settle();
    expect(port.of('page/attach-tab')).toEqual([]);
    expect(screen.getByRole('alert').textContent).toContain('No access to “Dock guide” yet');
  });

  it('offers to show the titles that are kept from it', async () => {
    const list = vi.fn<BrowserTabs['list']>(() => Promise.resolve({ tabs: [], hidden: 4 }));
    const askTitles = vi.fn<BrowserTabs['askTitles']>(() => Promise.resolve('allowed'));
    opened({ list, askTitles });
    await typed('@');
    expect(screen.queryByRole('listbox')).toBeNull();
    list.mockResolvedValue({ tabs: listed, hidden: 0 });
    press('Show the titles of 4 more tabs …');
    await settle();
    expect(options()).toHaveLength(3);
    expect(askTitles).toHaveBeenCalledTimes(1);
  });

  it('says that nobody here can show them, where the browser’s administration keeps them', async () => {
    const list = vi.fn<BrowserTabs['list']>(() => Promise.resolve({ tabs: [], hidden: 4 }));
    opened({ list, askTitles: () => Promise.resolve('blocked') });
    await typed('@');
    press('Show the titles of 4 more tabs …');
    await settle();
    expect(screen.getByRole('alert').textContent).toContain('Whoever administers this browser');
    expect(screen.queryByRole('button', { name: /^Show the titles/ })).toBeNull();
  });

  it('is no more than a sign where nothing fits, in an address, or once Escape was pressed', async () => {
    opened();
    await typed('@');
    await typed('@nobody', 'y');
    expect(screen.queryByRole('listbox')).toBeNull();
    await typed('ana@');
    expect(screen.queryByRole('listbox')).toBeNull();
    await typed('@');
    key('Escape');
    expect(screen.queryByRole('listbox')).toBeNull();
    expect(composer().value).toBe('@');
  });
});

describe('a tab that could not be attached', () => {
  const refused = { ok: false, failure: { code: 'page-empty', subject: 'Dock guide' } } as const;

  async function taken(panel: OpenedPanel): Promise<void> {
    await typed('@dock');
    key('Enter');
    await settle();
    expect(panel.port.of('page/attach-tab')).toMatchObject([{ tabId: 2 }]);
  }

  it('is the one that is attached again, and not the page in front; the browser is asked once more', async () => {
    const panel = opened();
    panel.port.answer('page/attach-tab', refused);
    await taken(panel);
    panel.port.answer('page/attach-tab', { ok: true, value: attachedPage() });
    press('Attach again');
    await settle();
    expect(panel.port.of('page/attach-tab')).toMatchObject([{ tabId: 2 }, { tabId: 2 }]);
    expect(panel.port.of('page/attach')).toEqual([]);
    expect(panel.askAccess).toHaveBeenCalledTimes(2);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('is so, too, where the browser was told not to open it', async () => {
    const panel = opened({}, false);
    await typed('@dock');
    key('Enter');
    await settle();
    panel.askAccess.mockResolvedValue(true);
    press('Attach again');
    await settle();
    expect(panel.port.of('page/attach-tab')).toMatchObject([{ tabId: 2 }]);
    expect(panel.port.of('page/attach')).toEqual([]);
  });

  it('is forgotten once the page in front is what could not be attached', async () => {
    const panel = opened();
    panel.port.answer('page/attach-tab', refused);
    panel.port.answer('page/attach', { ok: false, failure: { code: 'page-empty' } });
    await taken(panel);
    press('Attach this page');
    await settle();
    press('Attach again');
    await settle();
    expect(panel.port.of('page/attach')).toHaveLength(2);
    expect(panel.port.of('page/attach-tab')).toHaveLength(1);
  });
});

describe('pages of other tabs', () => {
  const other = attachedPage({
    id: 'b',
    title: 'Dock guide',
    url: 'https://docks.example/guide',
    tab: { id: 2, url: 'https://docks.example/guide' },
  });

  it('go along beside the page, as they are on screen, and are gone with the message', async () => {
    const { port } = openPanel({ draft: { text: '', attachment: attachedPage(), tabs: [other] } });
    await settle();
    expect(
      screen.getAllByRole('group', { name: /^Page: / }).map((group) => group.getAttribute('aria-label')),
    ).toEqual(['Page: Tides & turbines', 'Page: Dock guide']);
    write('Which is right?');
    key('Enter');
    await settle();
    expect(port.of('message/send')).toMatchObject([
      { attachment: { id: attachedPage().id, revision: 1 }, tabs: [{ id: 'b', revision: 1 }] },
    ]);
    expect(screen.queryByRole('group', { name: /^Page: / })).toBeNull();
  });

  it('come back where the message was refused', async () => {
    const { port } = openPanel({ draft: { text: '', attachment: null, tabs: [other] } });
    port.answer('message/send', { ok: false, failure: { code: 'page-changed' } });
    await settle();
    write('Which is right?');
    key('Enter');
    await settle();
    expect(screen.getByRole('group', { name: 'Page: Dock guide' })).toBeDefined();
    expect(composer().value).toBe('Which is right?');
  });
});
