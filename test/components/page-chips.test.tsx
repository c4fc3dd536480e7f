import { act, fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Snapshot } from '../../lib/messaging/contract.ts';
import type { BrowserTabs } from '../../lib/shared/browser-tabs.ts';
import type { TabFacts, TabNews } from '../../lib/shared/page-access.ts';
import { createFakeSiteAccess } from '../doubles/fake-site-access.ts';
import { attachedPage, question } from '../view/messages.ts';
import { buttonsOf, composer, openPanel, press, settle, write } from './panel-page.tsx';

/** What the browser does with a popover, as far as this one counts on it. */
beforeEach(() => {
  sessionStorage.clear();
  HTMLElement.prototype.hidePopover = function () {
    this.dataset['hidden'] = 'yes';
  };
});

const page = attachedPage({ title: 'Tides', url: 'https://review.example/tides' });
const site = 'https://review.example';
const conversation = { id: 'c1', title: '' };

interface Browser {
  readonly allowed?: readonly string[];
  readonly says?: 'yes' | 'no';
  /** Sites whose pages were agreed to be sent. */
  readonly agreed?: readonly string[];
  readonly isPrivate?: boolean;
}

/** A panel beside a tab, in a browser that says that. */
async function open(
  snapshot: Partial<Snapshot> = { draft: { text: '', attachment: page } },
  { allowed = [], says = 'yes', agreed = [], isPrivate = false }: Browser = {},
) {
  const access = createFakeSiteAccess(allowed, says);
  const watchers = new Set<(news: TabNews) => void>();
  const tabs: BrowserTabs = {
    sites: access,
    list: async () => ({ tabs: [], hidden: 0 }),
    askTitles: async () => 'refused',
    watchFront(told: (news: TabNews) => void) {
      watchers.add(told);
      return () => void watchers.delete(told);
    },
  };
  const opened = openPanel(undefined, undefined, { loadTabs: async () => tabs, isPrivate });
  opened.port.answer('sites/agreed', { ok: true, value: { partition: 'ada', hosts: agreed } });
  act(() => opened.port.snapshot({ conversation, ...snapshot }));
  await settle();
  return {
    ...opened,
    access,
    watches: () => watchers.size,
    show: (tab: TabFacts) => act(() => watchers.forEach((tell) => tell({ type: 'front', tab }))),
    changes: () => opened.port.of('sites/agreed').flatMap(({ change }) => change ?? []),
  };
}

const chip = (): HTMLElement => screen.getByRole('group', { name: 'Page: Tides' });
const note = (): string | null => chip().querySelector('.chip-site span')?.textContent ?? null;
const menu = (): HTMLElement => screen.getByRole('group', { name: 'More about this page', hidden: true });
const item = (name: string): HTMLElement => within(menu()).getByRole('button', { name, hidden: true });
const said = (): string | null => chip().querySelector('.off-screen[role="status"]')?.textContent ?? null;
const offer = (): HTMLElement | null => screen.queryByRole('group', { name: 'The page in front' });

describe('the first page of a site', () => {
  it('has a line that says where it goes, until that is agreed to', async () => {
    const { changes } = await open();
    expect(note()).toBe('Pages of review.example go to api.example.test (tenant acme) when you send.');
    fireEvent.click(within(chip()).getByRole('button', { name: 'OK' }));
    expect(note()).toBeNull();
    expect(document.activeElement).toBe(composer());
    expect(changes()).toEqual([{ partition: 'ada', host: 'review.example', isAgreed: true }]);
  });

  it('is agreed to by sending it', async () => {
    const { changes, port } = await open();
    write('Why?');
    press('Send');
    await settle();
    expect(port.of('message/send')).toHaveLength(1);
    expect(changes()).toEqual([{ partition: 'ada', host: 'review.example', isAgreed: true }]);
  });

  it('is not agreed to by taking it away', async () => {
    const { changes, port } = await open();
    fireEvent.click(within(chip()).getByRole('button', { name: 'Remove' }));
    act(() => port.patch({ type: 'draft/attachment', attachment: null }));
    await settle();
    expect(changes()).toEqual([]);
  });

  it('has none where it was agreed to before', async () => {
    await open(undefined, { agreed: ['review.example'] });
    expect(note()).toBeNull();
  });

  it('has it again for another tenant, and for somebody else', async () => {
    const { port } = await open(undefined, { agreed: ['review.example'] });
    port.answer('sites/agreed', { ok: true, value: { partition: 'other', hosts: [] } });
    act(() =>
      port.snapshot({
        conversation,
        draft: { text: '', attachment: page },
        destination: { apiUrl: 'https://api.example.test', tenantId: 'other' },
      }),
    );
    await settle();
    expect(note()).toContain('(tenant other)');
  });

  it('is said once, where several pages of the site are attached, and for each site', async () => {
    const other = attachedPage({ id: 'other', title: 'Other', url: 'https://other.example/' });
    await open({
      draft: {
        text: '',
        attachment: page,
        tabs: [attachedPage({ id: 'same', title: 'Same site', url: `${site}/2` }), other],
      },
    });
    expect(
      screen
        .getAllByRole('group', { name: /^Page: / })
        .map((group) => group.querySelector('.chip-site')?.textContent?.split(' go ')[0] ?? null),
    ).toEqual(['Pages of review.example', null, 'Pages of other.example']);
  });

  it('names no tenant where there is none', async () => {
    await open({
      draft: { text: '', attachment: page },
      destination: { apiUrl: 'https://proxy.example', tenantId: '' },
    });
    expect(note()).toBe('Pages of review.example go to proxy.example when you send.');
  });
});

describe('the menu of a page', () => {
  it('allows its site for good, by the browser’s own question, in the turn of the press', async () => {
    const { access } = await open();
    fireEvent.click(item('Always allow on review.example'));
    expect(access.asked).toEqual([site]);
    expect(menu().dataset['hidden']).toBe('yes');
    await settle();
    expect(said()).toBe('review.example is always allowed.');
    expect(buttonsOf(menu())).toEqual([
      'Change in Settings',
      'Include link addresses',
      'Offer pages as I change tabs',
    ]);
  });

  it('offers it again after a no, which is told', async () => {
    await open(undefined, { says: 'no' });
    fireEvent.click(item('Always allow on review.example'));
    await settle();
    expect(said()).toBe('The browser did not allow review.example.');
    expect(item('Always allow on review.example')).toBeDefined();
  });

  it('leads to the settings where it is allowed, and notices where it is taken back', async () => {
    const { access, openOptions } = await open(undefined, { allowed: [`${site}/*`] });
    fireEvent.click(item('Change in Settings'));
    expect(openOptions).toHaveBeenCalledOnce();
    await act(async () => access.change([]));
    expect(buttonsOf(menu())).toEqual([
      'Always allow on review.example',
      'Include link addresses',
      'Offer pages as I change tabs',
    ]);
  });

  it.each([
    ['of a file', { attachment: attachedPage({ title: 'Tides', url: 'file:///home/tides.txt' }) }, false],
    ['in a private window, which leaves nothing behind', { attachment: page }, true],
  ])('allows nothing %s', async (_, draft, isPrivate) => {
    await open({ draft: { text: '', ...draft } }, { isPrivate });
    expect(buttonsOf(menu())).toEqual(['Include link addresses', 'Offer pages as I change tabs']);
  });

  it('has the page read anew with the addresses of its links, and without them', async () => {
    const { port } = await open();
    const links = (): HTMLElement => item('Include link addresses');
    expect(links().getAttribute('aria-pressed')).toBe('false');
    port.answer('page/links', { ok: true, value: { ...page, hasLinks: true } });
    fireEvent.click(links());
    expect(menu().dataset['hidden']).toBe('yes');
    expect(screen.getByRole('button', { name: 'Attach this page' }).className).toContain('is-busy');
    act(() => port.patch({ type: 'draft/attachment', attachment: { ...page, hasLinks: true } }));
    await settle();
    expect(port.of('page/links')).toEqual([{ type: 'page/links', id: page.id, isWanted: true }]);
    expect(said()).toBe('Link addresses are included.');
    expect(links().getAttribute('aria-pressed')).toBe('true');
    fireEvent.click(links());
    await settle();
    expect(port.of('page/links')[1]).toEqual({ type: 'page/links', id: page.id, isWanted: false });
    expect(said()).toBe('Link addresses are left out.');
  });

  it('says nothing of addresses that could not be had', async () => {
    const { port } = await open();
    port.answer('page/links', { ok: false, failure: { code: 'page-unreadable', reason: 'unselected' } });
    fireEvent.click(item('Include link addresses'));
    await settle();
    expect(said()).toBe('');
    expect(screen.getByRole('alert').textContent).toContain('What you had selected is selected no more');
  });

  it('does not read a text anew that the user has changed, and says so', async () => {
    const { port } = await open({ draft: { text: '', attachment: { ...page, isEdited: true } } });
    const links = item('Include link addresses');
    fireEvent.click(links);
    expect(port.of('page/links')).toEqual([]);
    expect(links.getAttribute('aria-disabled')).toBe('true');
    const hint = document.getElementById(links.getAttribute('aria-describedby') ?? '');
    expect(hint?.textContent).toBe('Not of a text that you have changed: it would be read anew.');
  });

  it.each(['pdf', 'text'] as const)('has no addresses to include of a %s', async (source) => {
    await open({ draft: { text: '', attachment: { ...page, source } } });
    expect(buttonsOf(menu())).not.toContain('Include link addresses');
  });

  it('is not there where the browser can’t be asked', async () => {
    const { port } = openPanel();
    act(() => port.snapshot({ conversation, draft: { text: '', attachment: page } }));
    await settle();
    expect(buttonsOf(chip())).toEqual(['Preview', 'Remove', 'OK']);
  });
});

describe('the page in front', () => {
  const front = { id: 8, url: 'https://b.example/two', title: 'Two' };

  it('is offered by nobody before that is switched on', async () => {
    const { watches, show } = await open();
    // The chip itself says whether its page is still the one in front.
    expect(watches()).toBe(1);
    show(front);
    expect(offer()).toBeNull();
    fireEvent.click(item('Offer pages as I change tabs'));
    await settle();
    expect(item('Offer pages as I change tabs').getAttribute('aria-pressed')).toBe('true');
    expect(watches()).toBe(2);
    fireEvent.click(item('Offer pages as I change tabs'));
    await settle();
    expect(watches()).toBe(1);
  });

  it('is offered as it changes, and attached by a press only', async () => {
    const { show, port } = await open();
    fireEvent.click(item('Offer pages as I change tabs'));
    await settle();
    show({ id: 7, url: page.url, title: page.title });
    expect(offer()).toBeNull();
    show(front);
    expect(buttonsOf(offer() ?? chip())).toEqual(['Attach “Two”b.example', 'Stop offering pages']);
    show({ ...front, url: undefined, title: undefined });
    expect(offer()).toBeNull();
    show({ ...front, title: '' });
    expect(port.of('page/attach')).toEqual([]);
    press('Attach “b.example” b.example');
    expect(port.of('page/attach')).toHaveLength(1);
    expect(document.activeElement).toBe(composer());
  });

  it('is offered with nothing attached, too, and in this chat only', async () => {
    const { show, port, watches } = await open();
    fireEvent.click(item('Offer pages as I change tabs'));
    act(() => port.snapshot({ conversation, messages: [question({ attachments: [page] })] }));
    await settle();
    show(front);
    expect(offer()).not.toBeNull();
    act(() => port.snapshot({ conversation: { id: 'c2', title: '' } }));
    await settle();
    expect([offer(), watches()]).toEqual([null, 0]);
    act(() => port.snapshot({ conversation }));
    await settle();
    show(front);
    expect(offer()).not.toBeNull();
  });

  it('is offered no more once that is switched off beside it', async () => {
    const { show, watches } = await open();
    fireEvent.click(item('Offer pages as I change tabs'));
    await settle();
    show(front);
    press('Stop offering pages');
    await settle();
    expect([offer(), watches()]).toEqual([null, 1]);
    expect(document.activeElement).toBe(composer());
  });
});
