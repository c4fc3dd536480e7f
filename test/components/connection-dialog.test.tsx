// @vitest-environment happy-dom
import { act, cleanup, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WayInUse } from '../../lib/shared/connection-way.ts';
import { ok } from '../../lib/shared/result.ts';
import { openPanel, press, settle, type OpenedPanel } from './panel-page.tsx';

const now = Date.parse('2026-03-04T10:00:00Z');
const byRest: WayInUse = {
  way: 'rest',
  address: 'https://api.example.test',
  isFound: true,
  why: 'stripped',
  looksAgainAt: now + 8 * 60_000,
};

beforeEach(() => vi.useFakeTimers({ now, toFake: ['Date', 'setTimeout', 'clearTimeout'] }));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

async function open(way: WayInUse | null): Promise<OpenedPanel> {
  const opened = openPanel({ status: { kind: 'connected' } });
  opened.port.answer('connection/details', ok({ since: now - 90_000, way }));
  press('Connection details');
  await settle();
  return opened;
}

const dialog = (): HTMLElement => screen.getByRole('dialog', { name: 'Connection details' });
const said = (): string => dialog().textContent ?? '';

describe('connection details', () => {
  it('say since when, where to, by which way, why by no other, and when that is tried again', async () => {
    await open(byRest);
    expect(said()).toContain('Connected');
    expect(within(dialog()).getByText(/2026/).getAttribute('datetime')).toBe('2026-03-04T09:58:30.000Z');
    expect(said()).toContain('https://api.example.test');
    expect(said()).toContain('By requests (REST) · found automatically');
    expect(said()).toContain('can’t be opened here: a proxy or firewall');
    expect(said()).toContain('Looked for again in 8 min.');
  });

  it.each<[Partial<WayInUse>, string, string]>([
    [{ way: 'v3', why: null, isFound: true }, 'By a live connection (WebSocket, v3) · found', 'Looked for'],
    [{ why: null, isFound: false }, 'By requests (REST) · chosen in the settings', 'can’t be opened'],
  ])('of %o say "%s", and no "%s"', async (change, is, isNot) => {
    await open({ ...byRest, ...change });
    expect(said()).toContain(is);
    expect(said()).not.toContain(isNot);
  });

  it('say how far a platform that starts up has got, all of it', async () => {
    const { port } = await open(byRest);
    const progress = { done: 40, words: 'Loading the language model' };
    act(() => port.patch({ type: 'status', status: { kind: 'starting-up', progress } }));
    await settle();
    expect(said()).toContain('Starting up40 % Loading the language model');
  });

  it('have a button that connects again, and are asked for anew where the status is another', async () => {
    const { port } = await open(byRest);
    press('Reconnect');
    expect(port.of('connection/reconnect')).toHaveLength(1);
    expect(port.of('connection/details')).toHaveLength(1);
    act(() => port.patch({ type: 'status', status: { kind: 'connecting' } }));
    await settle();
    expect(port.of('connection/details')).toHaveLength(2);
    expect(said()).toContain('Connecting');
  });

  it('lead to what has left this browser, in the settings', async () => {
    await open(byRest);
    const link = within(dialog()).getByRole('link', { name: /^Activity/ });
    expect(link.getAttribute('href')).toBe('/options.html#activity');
    expect(link.getAttribute('target')).toBe('_blank');
  });

  it('of a platform that nothing may be sent to name none', async () => {
    await open(null);
    expect(said()).toContain('Nothing is sent from here');
    expect(said()).not.toContain('Where to');
  });

  it('are closed by their button', async () => {
    await open(byRest);
    press('Close');
    await settle();
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});
