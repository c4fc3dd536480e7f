import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { field, openOptions, press, settle, type } from './options-page.tsx';

const made = (id: string, title: string) => ({ id, title, text: `Text of ${title}` });
const prompts = { own: [made('a', 'One'), made('b', 'Two')], organisation: [made('org:0', 'House')] };
const shown = (): (string | null)[] =>
  within(screen.getByRole('list', { name: 'Your prompts' }))
    .getAllByRole('listitem')
    .map((item) => item.querySelector('bdi')?.textContent ?? null);

describe('Prompts', () => {
  it('shows own ones, which can be changed, and the organisation’s, which can’t', async () => {
    await openOptions({ prompts });
    expect(shown()).toEqual(['One', 'Two']);
    const organisation = screen.getByRole('list', { name: 'From your organisation' });
    expect(organisation.textContent).toContain('House');
    expect(within(organisation).queryByRole('button')).toBeNull();
  });

  it('adds one, and not without a name and words', async () => {
    const { port } = await openOptions();
    press('Add prompt');
    expect(document.activeElement).toBe(field('Name'));
    type('Name', '  Mine ');
    press('Save prompt');
    fireEvent.submit(field('Name').form ?? document.body);
    await settle();
    expect(port.of('prompts/save')).toEqual([]);
    type('Prompt', 'Do it');
    const prompt = { id: 'new-1', title: 'Mine', text: 'Do it' };
    port.answer('prompts/save', { ok: true, value: { own: [prompt], organisation: [] } });
    fireEvent.submit(field('Name').form ?? document.body);
    await settle();
    expect(port.of('prompts/save')).toEqual([{ type: 'prompts/save', prompt }]);
    expect(shown()).toEqual(['Mine']);
    expect(screen.queryByRole('textbox', { name: 'Prompt' })).toBeNull();
  });

  it('changes one in its place, and keeps what is typed where it can’t be stored', async () => {
    const { port } = await openOptions({ prompts });
    port.answer('prompts/save', { ok: false, failure: { code: 'storage-full' } });
    press('Edit Two');
    type('Prompt', 'Better');
    fireEvent.submit(field('Name').form ?? document.body);
    await settle();
    expect(port.of('prompts/save')).toMatchObject([{ prompt: { id: 'b', text: 'Better' } }]);
    expect(screen.getByRole('alert')).toBeDefined();
    expect(field('Prompt').value).toBe('Better');
    press('Cancel');
    expect(screen.queryByRole('textbox', { name: 'Prompt' })).toBeNull();
  });

  it('moves one by its buttons, and says where it is then', async () => {
    const { port } = await openOptions({ prompts });
    press('Move One up');
    press('Move Two down');
    await settle();
    expect(port.of('prompts/save')).toEqual([]);
    port.answer('prompts/save', { ok: true, value: { ...prompts, own: prompts.own.toReversed() } });
    press('Move One down');
    await settle();
    expect(port.of('prompts/save')).toMatchObject([{ prompt: { id: 'a' }, at: 1 }]);
    expect(shown()).toEqual(['Two', 'One']);
    expect(screen.getByText('One: 2 of 2')).toBeDefined();
  });

  it('deletes one, and has it back in its place by Undo', async () => {
    const { port } = await openOptions({ prompts });
    port.answer('prompts/remove', { ok: true, value: { own: [made('b', 'Two')], organisation: [] } });
    press('Delete One');
    await settle();
    expect(shown()).toEqual(['Two']);
    port.answer('prompts/save', { ok: true, value: prompts });
    press('Undo');
    await settle();
    expect(port.of('prompts/save')).toEqual([{ type: 'prompts/save', prompt: made('a', 'One'), at: 0 }]);
    expect(shown()).toEqual(['One', 'Two']);
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });
});
