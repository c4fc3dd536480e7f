import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ChatExport } from '../../components/chats/ChatExport.tsx';
import { TransferActions } from '../../components/chats/TransferActions.tsx';
import type { SaveFile } from '../../lib/view/activity-store.ts';
import { createFakePagePort, type FakePagePort } from '../doubles/fake-page-port.ts';
import { answer, question } from '../storage/records.ts';
import { chatOfFile, fileOf, fileQuestion } from '../transfer/file-chats.ts';
import { settle } from './options-page.tsx';

let port: FakePagePort;
let saveFile: ReturnType<typeof vi.fn<SaveFile>>;

beforeEach(() => {
  port = createFakePagePort();
  saveFile = vi.fn<SaveFile>();
});
afterEach(cleanup);

const head = { id: 'c', title: 'Why?', createdAt: 1, updatedAt: 2 };
const press = (name: string): boolean => fireEvent.click(screen.getByRole('button', { name }));
const dialog = (name: string) => within(screen.getByRole('dialog', { name }));
const told = (): string | null => screen.getByRole('status').textContent;
const tools = (isPrivate = false) => ({ port, saveFile, isPrivate });

/** Its dialog is loaded when it is asked for. */
async function open(name: string): Promise<void> {
  press(name);
  await vi.waitFor(() => screen.getByRole('dialog'));
}

async function choose(content: unknown): Promise<void> {
  const input = document.querySelector<HTMLInputElement>('input[type="file"]');
  if (input === null) throw new Error('There is no input.');
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  fireEvent.change(input, { target: { files: [new File([text], 'chats.json')] } });
  await vi.waitFor(async () => {
    await settle();
    expect(screen.queryByRole('button', { name: /^(Choose another file|Go on)$/ })).not.toBeNull();
  });
}

const reply = (...taken: string[]) => ({ ok: true as const, value: { place: 'p', taken, keepDays: null } });

describe('Export', () => {
  beforeEach(() => {
    port.answer('transfer/list', {
      ok: true,
      value: { chats: [head, { ...head, id: 'd', title: 'Other' }] },
    });
    const messages = [question(), answer({ status: 'complete', text: 'Because.' })];
    port.answer('transfer/read', { ok: true, value: { isThere: true, messages, hasEarlier: false } });
  });

  it('of all says what is in the file before there is one, and hands over one', async () => {
    render(<TransferActions tools={tools()} />);
    await open('Export all');
    expect(screen.getByRole('dialog').textContent).toMatch(
      /questions and answers.*Not in it: drafts.*passwords.*not encrypted/s,
    );
    expect(port.sent).toEqual([]);
    press('Save as JSON');
    await vi.waitFor(() => expect(told()).toBe('2 chats handed to the browser’s downloads.'));
    const [[name, text, type] = []] = saveFile.mock.calls;
    expect(name).toMatch(/^miptech-chats-.*\.json$/);
    expect(type).toBe('application/json');
    expect(JSON.parse([text ?? ''].flat().join(''))).toMatchObject({
      format: 'miptech-chats',
      chats: [{ id: 'c' }, { id: 'd' }],
    });
    press('Close');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('of one is JSON or Markdown', async () => {
    render(<ChatExport tools={tools()} chat={head} />);
    await open('Export');
    dialog('Export “Why?”');
    press('Save as Markdown');
    await vi.waitFor(() => expect(told()).toBe('1 chat handed to the browser’s downloads.'));
    expect(saveFile.mock.calls[0]?.[0]).toMatch(/^Why-.*\.md$/);
    expect(port.of('transfer/read').map(({ id }) => id)).toEqual(['c']);
  });

  it('lets no key or press in its dialog reach the row that it was opened from', async () => {
    const heard = vi.fn();
    render(
      <ul onKeyDown={heard}>
        <li>
          <ChatExport tools={tools()} chat={head} />
        </li>
      </ul>,
    );
    await open('Export');
    fireEvent.keyDown(screen.getByRole('button', { name: 'Close' }), { key: 'Delete' });
    expect(heard).not.toHaveBeenCalled();
    fireEvent.keyDown(screen.getByRole('button', { name: 'Export', hidden: true }), { key: 'Delete' });
    expect(heard).toHaveBeenCalledOnce();
  });

  it('can be cancelled, and saves nothing then', async () => {
    port.answer('transfer/read', new Promise(() => undefined));
    render(<TransferActions tools={tools()} />);
    await open('Export all');
    press('Save as JSON');
    await vi.waitFor(() => expect(told()).toBe('Reading 2 chats…'));
    expect(screen.getByText('0 of 2')).toBeDefined();
    expect(screen.getByRole<HTMLProgressElement>('progressbar').max).toBe(2);
    press('Cancel');
    await vi.waitFor(() => expect(told()).toBe('Cancelled. No file was saved.'));
    expect(saveFile).not.toHaveBeenCalled();
    expect(screen.queryByRole('button', { name: 'Save as JSON' })).not.toBeNull();
  });

  it('tells what went wrong, and can be tried again', async () => {
    port.answer('transfer/list', { ok: false, failure: { code: 'storage-failed' } });
    render(<TransferActions tools={tools()} />);
    await open('Export all');
    press('Save as JSON');
    await vi.waitFor(() =>
      expect(screen.getByRole('alert').textContent).toMatch(/can’t read or write.*Try again/),
    );
    expect(screen.queryByRole('button', { name: 'Save as JSON' })).not.toBeNull();
  });

  it('of nothing, and of what was deleted meanwhile, says that', async () => {
    port.answer('transfer/read', { ok: true, value: { isThere: false, messages: [], hasEarlier: false } });
    render(<ChatExport tools={tools()} chat={head} />);
    await open('Export');
    press('Save as JSON');
    await vi.waitFor(() => expect(told()).toBe('There is nothing to export.'));
    expect(saveFile).not.toHaveBeenCalled();
  });
});

describe('Import', () => {
  const chats = [1, 2, 3].map((n) => chatOfFile({ id: `c${n}`, title: n === 2 ? '' : `Chat ${n}` }));

  it('shows what would come, takes it in when that is wanted, and says how it went', async () => {
    const imported = vi.fn();
    port.answer('transfer/take', reply('new', 'copy', 'here'));
    render(<TransferActions tools={tools()} onImported={imported} />);
    await open('Import');
    await choose(fileOf(...chats, { ...chatOfFile({ id: 'c4' }), messages: 7 }));
    expect(told()).toBe('3 chats, Jan 10, 2026');
    const shown = screen.getByRole('dialog').textContent;
    expect(shown).toMatch(/1 chat will be added.*1 chat differs.*stays as it is.*1 chat is here already/s);
    expect(shown).toMatch(/The first of them.*Chat 1.*Untitled chat/s);
    expect(shown).toMatch(
      /1 chat can’t be read.*Chat 4, “Why\?”: “messages” is missing, or not what it should be/s,
    );
    expect(shown).toMatch(/platform does not know.*Nothing is sent/s);
    expect(port.of('transfer/take').map(({ isTrial }) => isTrial)).toEqual([true]);
    port.answer('transfer/take', reply('new', 'copy'));
    press('Import 2 chats');
    await vi.waitFor(() => expect(told()).toBe('2 chats imported.'));
    const [, taken] = port.of('transfer/take');
    expect(taken).toMatchObject({ place: 'p', isTrial: false, chats: [{ id: 'c1' }, { id: 'c2' }] });
    press('Close');
    expect(imported).toHaveBeenCalledOnce();
  });

  it('of a file that is none of ours says why, takes nothing, and lets another be chosen', async () => {
    render(<TransferActions tools={tools()} />);
    await open('Import');
    await choose('Dear all');
    expect(screen.getByRole('alert').textContent).toMatch(/not a JSON file/);
    expect(screen.queryByRole('button', { name: 'Go on' })).toBeNull();
    port.answer('transfer/take', reply('new'));
    await choose(fileOf(chatOfFile()));
    expect(screen.getByRole('alert').textContent).toBe('');
    expect(told()).toMatch(/^1 chat/);
  });

  it('of what is here already has nothing to add; damage is told openly then', async () => {
    port.answer('transfer/take', reply('here'));
    render(<TransferActions tools={tools()} />);
    await open('Import');
    await choose(fileOf(chatOfFile(), chatOfFile({ id: 'x', messages: [] })));
    const shown = dialog('Import chats');
    expect(shown.getByText('There is nothing to add.')).toBeDefined();
    expect(shown.queryAllByRole('button').map(({ textContent }) => textContent)).toEqual([
      'Close',
      'Choose another file',
    ]);
    expect(document.querySelector('details')?.open).toBe(true);
  });

  it('that is broken off says how far it came, and goes on from there', async () => {
    const many = Array.from({ length: 30 }, (_, n) => chatOfFile({ id: `c${n}`, title: `Chat ${n}` }));
    const all = Array.from({ length: 30 }, () => 'new');
    port.answer('transfer/take', reply(...all));
    render(<TransferActions tools={tools()} />);
    await open('Import');
    await choose(fileOf(...many));
    expect(screen.getByText('and 25 more')).toBeDefined();
    let fails: (value: { ok: false; failure: { code: 'storage-full' } }) => void = () => undefined;
    let batches = 0;
    port.answer('transfer/take', reply(...all));
    const { request } = port;
    vi.spyOn(port, 'request').mockImplementation((command) => {
      batches += 1;
      return batches === 2 ? new Promise((resolve) => (fails = resolve)) : request(command);
    });
    press('Import 30 chats');
    await vi.waitFor(() => expect(screen.getByText('25 of 30')).toBeDefined());
    // What is read out is not read out again at each step.
    expect(told()).toBe('Importing 30 chats…');
    // The button that was pressed is gone, and the focus is on the way back.
    expect(document.activeElement?.textContent).toBe('Cancel');
    fails({ ok: false, failure: { code: 'storage-full' } });
    await vi.waitFor(() =>
      expect(told()).toBe('25 of 30 chats imported, each of them whole. Going on imports the others.'),
    );
    expect(screen.getByRole('alert').textContent).toMatch(/no room left/);
    press('Go on');
    await vi.waitFor(() => expect(told()).toBe('30 chats imported.'));
  });

  it('in a private window says that it is not kept, and warns of chats that will be deleted', async () => {
    port.answer('transfer/take', { ok: true, value: { place: 'p', taken: ['new'], keepDays: 7 } });
    render(<TransferActions tools={tools(true)} />);
    await open('Import');
    expect(screen.getByText(/private window.*gone when/)).toBeDefined();
    await choose(fileOf(chatOfFile({ updatedAt: '2020-01-01T00:00:00Z', messages: [fileQuestion()] })));
    expect(screen.getByText(/1 chat is older than the 7 days/)).toBeDefined();
  });
});
