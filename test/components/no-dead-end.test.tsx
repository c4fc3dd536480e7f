import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { ConnectionStatus } from '../../lib/shared/connection-status.ts';
import { problemCode } from '../../lib/shared/problem.ts';
import { signInWords } from '../../lib/view/words/sign-in-problem-words.ts';
import { buttonsOf, openPanel, press, settle } from './panel-page.tsx';

/*
 * Law 12: wherever nothing goes on by itself, somebody can try again: by the one alert, or where there is none, beside the
 * status.
 */
const stuck: readonly ConnectionStatus[] = [
  { kind: 'check-settings' },
  { kind: 'sign-in-needed' },
  { kind: 'offline' },
];
const goesOn: readonly ConnectionStatus[] = [
  { kind: 'connected' },
  { kind: 'connecting' },
  { kind: 'reconnecting', at: 0 },
  { kind: 'starting-up' },
  { kind: 'waiting', until: 0 },
];
const ways = (): HTMLElement[] => screen.queryAllByRole('button', { name: /^Reconnect/ });

describe.each(stuck)('while the panel says $kind', (status) => {
  it('*Reconnect* stands beside it', () => {
    const { port } = openPanel({ status });
    expect(ways()).toHaveLength(1);
    press('Reconnect');
    expect(port.of('connection/reconnect')).toHaveLength(1);
  });

  const told = problemCode.options.filter((code) => !(code in signInWords));
  it.each(told)('the alert for %s has it, once, and it tries', async (code) => {
    const { port } = openPanel({ status, problem: { code } });
    await settle();
    const [way, ...others] = ways();
    expect(others).toEqual([]);
    expect(screen.getByRole('alert').contains(way ?? null)).toBe(true);
    fireEvent.click(way ?? document.body);
    await settle();
    expect(port.of('connection/reconnect')).toHaveLength(1);
    // The alert is gone, and what it was about is not.
    expect(ways()).toHaveLength(1);
  });
});

it.each(goesOn)('$kind needs nobody, and offers nothing', async (status) => {
  openPanel({ status, problem: { code: 'wrong-path' } });
  await settle();
  expect(ways()).toEqual([]);
});

describe('a server that does not answer', () => {
  it('may be one that admits no extension: access is offered beside trying again', async () => {
    const origin = 'https://api.acme.test';
    const { askAccess } = openPanel({ problem: { code: 'server-unreachable', origin } });
    await settle();
    const alert = screen.getByRole('alert');
    expect(buttonsOf(alert)).toEqual(['Reconnect now', 'Allow access', 'Dismiss']);
    expect(alert.textContent).toContain('allows no extensions (CORS)');
    press('Allow access');
    expect(askAccess).toHaveBeenCalledExactlyOnceWith(origin);
  });
});

describe('*Details*', () => {
  it('show what support asks for, when asked', async () => {
    openPanel({ problem: { code: 'chat-refused', requestId: 'req-7' } });
    await settle();
    const alert = within(screen.getByRole('alert'));
    const details = alert.getByRole('button', { name: 'Details' });
    expect(details.getAttribute('aria-expanded')).toBe('false');
    expect(alert.queryByText(/req-7/)).toBeNull();
    press('Details');
    expect(details.getAttribute('aria-expanded')).toBe('true');
    expect(alert.getByText('chat-refused · Request ID: req-7')).toBeDefined();
    press('Details');
    expect(alert.queryByText(/req-7/)).toBeNull();
  });

  it('are not there where there is nothing to show', async () => {
    openPanel({ problem: { code: 'chat-refused' } });
    await settle();
    expect(screen.queryByRole('button', { name: 'Details' })).toBeNull();
  });
});
