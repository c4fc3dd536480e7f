import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import {
  activityKinds,
  nothingLeft,
  type ActivityEntry,
  type ActivityList,
} from '../../lib/shared/activity.ts';
import { logLevels } from '../../lib/shared/log.ts';
import { activityWords } from '../../lib/view/words/activity-words.ts';
import { openOptions, settle } from './options-page.tsx';

const at = new Date().setHours(12, 0, 0, 0);
const entry = (changes: Partial<ActivityEntry> = {}): ActivityEntry => ({
  id: 1,
  kind: 'message',
  host: 'api.example.test',
  at,
  until: at,
  count: 1,
  body: 1_000,
  head: 234,
  pages: [],
  ...changes,
});
const list = (...entries: ActivityEntry[]): ActivityList => ({
  entries,
  hosts: [{ host: 'api.example.test', count: entries.length, bytes: 1_234 * entries.length }],
});

const card = () => within(screen.getByRole('region', { name: 'Activity' }));
const rows = (): string[] =>
  within(card().getByRole('list', { name: 'Sent' }))
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);
const press = (name: string): boolean => fireEvent.click(card().getByRole('button', { name }));

describe('Activity', () => {
  it('says that nothing has been sent, and offers nothing to clear', async () => {
    await openOptions({ activity: nothingLeft });
    expect(card().getByText('Nothing has been sent.')).toBeDefined();
    expect(card().getByRole<HTMLButtonElement>('button', { name: 'Clear' }).disabled).toBe(true);
    expect(card().queryByRole('list', { name: 'Sent' })).toBeNull();
  });

  it('lists what was sent, the newest first: what, how much, when, where to, and the page', async () => {
    const page = { title: 'Ebb and flow', host: 'news.example.test' };
    await openOptions({
      activity: list(
        entry({ kind: 'chat', pages: [{ title: '', host: 'news.example.test' }] }),
        entry({ id: 2, at: at + 1_000, until: at + 61_000, kind: 'ping', count: 3, body: 72, head: 0 }),
        entry({ id: 3, at: at + 2_000, until: at + 2_000, pages: [page], body: 45_000, masked: 2 }),
      ),
    });
    const time = (ms: number): string => activityWords.time(at + ms, Date.now());
    expect(rows()).toEqual([
      `Message45.2 kB${time(2_000)} · api.example.testWith the page: Ebb and flow · news.example.test2 places masked`,
      `Live connection kept alive, 3 times72 bytes${time(1_000)} – ${time(61_000)} · api.example.test`,
      `Chat created1,234 bytes${time(0)} · api.example.testWith the address of a page: news.example.test`,
    ]);
    const [newest] = card().getAllByRole('listitem').slice(1);
    expect(newest?.querySelector('time')?.dateTime).toBe(new Date(at + 2_000).toISOString());
  });

  it('sums up what went to each host, and says how many are not listed any more', async () => {
    await openOptions({
      activity: {
        entries: [entry()],
        hosts: [
          { host: '', count: 7, bytes: 70 },
          { host: 'api.example.test', count: 1_000, bytes: 2_000_000 },
        ],
      },
    });
    const sums = within(card().getByRole('list', { name: 'Sent in all' })).getAllByRole('listitem');
    expect(sums.map(({ textContent }) => textContent)).toEqual([
      'api.example.test · 1,000 times · 2,000 kB',
      'others · 7 times · 70 bytes',
    ]);
    expect(card().getByText('1,006 older ones are only in the sums.')).toBeDefined();
  });

  it('can be reached and scrolled by the keyboard', async () => {
    await openOptions({ activity: list(entry()) });
    expect(card().getByRole('group', { name: 'Sent' }).tabIndex).toBe(0);
  });

  it('has words of its own for each kind, and each level', () => {
    expect(new Set(activityKinds.map((kind) => activityWords.kind(kind, 1))).size).toBe(activityKinds.length);
    expect(new Set(logLevels.map(activityWords.log.level)).size).toBe(logLevels.length);
  });

  it('is read again when the background says that there is more, once at a time', async () => {
    const { port } = await openOptions({ activity: list(entry()) });
    let answer: (() => void) | undefined;
    port.answer(
      'activity/read',
      new Promise(
        (resolve) => (answer = () => resolve({ ok: true, value: list(entry(), entry({ id: 2 })) })),
      ),
    );
    const before = port.of('activity/read').length;
    for (let n = 0; n < 5; n += 1) port.activityChanged();
    await settle();
    expect(port.of('activity/read')).toHaveLength(before + 1);
    answer?.();
    await settle();
    // What has changed meanwhile is worth one more look, and no fifth.
    expect(port.of('activity/read')).toHaveLength(before + 2);
    expect(rows()).toHaveLength(2);
  });

  it('is cleared, and says so', async () => {
    const { port } = await openOptions({ activity: list(entry()) });
    port.answer('activity/read', { ok: true, value: nothingLeft });
    press('Clear');
    await settle();
    expect(port.of('activity/clear')).toHaveLength(1);
    expect(card().getByText('Cleared.')).toBeDefined();
    expect(card().getByText('Nothing has been sent.')).toBeDefined();
  });

  it('tells what is wrong in the one alert of the page', async () => {
    const { port } = await openOptions({ activity: list(entry()) });
    port.answer('activity/clear', { ok: false, failure: { code: 'storage-failed' } });
    press('Clear');
    await settle();
    expect(screen.getAllByRole('alert')).toHaveLength(1);
    expect(card().queryByText('Cleared.')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('the log', () => {
  const level = (): HTMLSelectElement => card().getByRole<HTMLSelectElement>('combobox', { name: 'Log' });

  it('is off, and offers no file, until a level is chosen', async () => {
    const { port } = await openOptions();
    expect(level().value).toBe('off');
    expect([...level().options].map(({ value }) => value)).toEqual([...logLevels]);
    expect(card().queryByRole('button', { name: 'Save log' })).toBeNull();
    port.answer('log/level', { ok: true, value: { level: 'info', isLocked: false, lines: [] } });
    fireEvent.change(level(), { target: { value: 'info' } });
    await settle();
    expect(port.of('log/level')).toEqual([{ type: 'log/level', level: 'info' }]);
    expect(level().value).toBe('info');
    expect(card().getByRole('button', { name: 'Save log' })).toBeDefined();
  });

  it('is saved as it is at that moment, a line to each entry', async () => {
    const { port, saveFile } = await openOptions({ log: { level: 'debug', isLocked: false, lines: [] } });
    port.answer('log/read', {
      ok: true,
      value: { level: 'debug', isLocked: false, lines: ['{"a":1}', '{"b":2}'] },
    });
    press('Save log');
    await settle();
    const [[name, text] = ['', '']] = saveFile.mock.calls;
    expect(name).toBe('miptech-log.ndjson');
    const [head = '', ...entries] = [text].flat().join('').split('\n');
    expect(JSON.parse(head)).toEqual({ at: expect.any(String), event: 'saved', version: '0.1.0' });
    expect(entries).toEqual(['{"a":1}', '{"b":2}', '']);
    expect(card().getByText('Saved with your downloads. 2 entries.')).toBeDefined();
  });

  it('shows a level that was not stored no longer than that is known', async () => {
    const { port } = await openOptions();
    port.answer('log/level', { ok: false, failure: { code: 'storage-failed' } });
    fireEvent.change(level(), { target: { value: 'debug' } });
    await settle();
    expect(level().value).toBe('off');
    expect(screen.getAllByRole('alert')).toHaveLength(1);
  });

  it('that the organisation has set is shown as locked', async () => {
    await openOptions({ log: { level: 'errors', isLocked: true, lines: [] } });
    expect(level().disabled).toBe(true);
    expect(level().value).toBe('errors');
    expect(document.getElementById(level().getAttribute('aria-describedby') ?? '')?.textContent).toBe(
      'Set by your organisation',
    );
    expect(card().getByRole('button', { name: 'Save log' })).toBeDefined();
    cleanup();
    await openOptions({ log: { level: 'off', isLocked: true, lines: [] } });
    expect(card().queryByRole('button', { name: 'Save log' })).toBeNull();
  });
});
