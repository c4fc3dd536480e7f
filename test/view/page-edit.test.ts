import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPageEdit } from '../../lib/view/page-edit.ts';
import { wireForm } from '../../lib/view/wire-form.ts';
import { fence } from '../../lib/page-context/fence.ts';
import { attachedPage } from './messages.ts';

describe('the text of a page that is edited', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('that nobody changed is not stored', () => {
    const save = vi.fn<(text: string) => void>();
    const edit = createPageEdit('As it was', save);
    edit.flush();
    edit.type('As it was');
    edit.flush();
    vi.advanceTimersByTime(60_000);
    expect(save).not.toHaveBeenCalled();
  });

  it('is stored at once when it is asked for, and once', () => {
    const save = vi.fn<(text: string) => void>();
    const edit = createPageEdit('As it was', save);
    edit.type('Other');
    edit.flush();
    edit.flush();
    vi.advanceTimersByTime(60_000);
    expect(save.mock.calls).toEqual([['Other']]);
  });

  it('is stored after a while, with the last of what was typed', () => {
    const save = vi.fn<(text: string) => void>();
    const edit = createPageEdit('As it was', save);
    edit.type('Oth');
    vi.advanceTimersByTime(399);
    edit.type('Other');
    vi.advanceTimersByTime(399);
    expect(save).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(save.mock.calls).toEqual([['Other']]);
    edit.type('As it was');
    edit.flush();
    expect(save.mock.calls).toEqual([['Other'], ['As it was']]);
  });
});

describe('what stands around a page on the wire', () => {
  it.each(['Text', '', '\n\n', ' spaces ', '</page_context>'])('is the rest of it: %j', (text) => {
    const page = attachedPage({ text });
    const { before, after } = wireForm(page);
    expect(`${before}\n${text}\n${after}\n\n`).toBe(fence([page], ''));
    expect(before).not.toMatch(/^\s|\s$/);
    expect(after).not.toMatch(/^\s|\s$/);
  });
});
