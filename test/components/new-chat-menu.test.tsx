import { fireEvent, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { openPanel } from './panel-page.tsx';

/** What the browser does with a popover, as far as this one counts on it. */
beforeEach(() => {
  HTMLElement.prototype.hidePopover = function () {
    this.dataset['hidden'] = 'yes';
  };
});

const menu = (): HTMLElement => screen.getByRole('group', { name: 'Kinds of new chat', hidden: true });
const item = (name: string): HTMLElement => within(menu()).getByRole('button', { name, hidden: true });

describe('the menu beside New chat', () => {
  it('belongs to a button that opens it, and says what a temporary chat is', () => {
    openPanel({});
    const opener = screen.getByRole('button', { name: 'Kinds of new chat' });
    expect(opener.getAttribute('popovertarget')).toBe(menu().id);
    expect(menu().getAttribute('popover')).toBe('auto');
    const hint = document.getElementById(item('Temporary chat').getAttribute('aria-describedby') ?? '');
    expect(hint?.textContent).toMatch(/Closing it, or opening another chat, deletes it/);
  });

  it('begins one, closes, and leads to the message box', () => {
    const { port } = openPanel({});
    fireEvent.click(item('Temporary chat'));
    expect(port.of('conversation/temporary')).toHaveLength(1);
    expect(menu().dataset['hidden']).toBe('yes');
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Message' }));
  });
});

describe('a temporary chat in the panel', () => {
  it('is marked as long as it is shown', () => {
    const { port } = openPanel({ conversation: { id: 'temporary-1', title: '' } });
    expect(screen.getByText('Not kept on this computer; the platform may keep it.')).toBeDefined();
    expect(screen.getByText('Temporary')).toBeDefined();
    expect(port.sent).toEqual([]);
  });

  it('is not taken for one that is kept, nor that for it', () => {
    openPanel({ conversation: { id: 'c1', title: '' } });
    expect(screen.queryByText('Temporary')).toBeNull();
  });
});

describe('a chat of which the platform has more', () => {
  it('says so where its beginning would be', () => {
    openPanel({ conversation: { id: 'c1', title: '', isPart: true } });
    expect(screen.getByText('What was said before this is on the platform only.')).toBeDefined();
  });

  it('says so only there', () => {
    openPanel({ conversation: { id: 'c1', title: '', isPart: true }, hasEarlier: true });
    expect(screen.queryByText('What was said before this is on the platform only.')).toBeNull();
  });
});
