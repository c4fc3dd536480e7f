import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { ConnectionStatus } from '../../lib/shared/connection-status.ts';
import { problemCode } from '../../lib/shared/problem.ts';
import { signInWords } from '../../lib/view/words/sign-in-problem-words.ts';
import { question } from '../view/messages.ts';
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
    // Nothing has come of it yet.
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
    expect(buttonsOf(alert)).toEqual(['Reconnect now', 'Allow access', 'Details', 'Dismiss']);
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
    expect(alert.getByText(/^chat-refused · Request ID: req-7 · api\.example\.test · \d{4}-/)).toBeDefined();
    press('Details');
    expect(alert.queryByText(/req-7/)).toBeNull();
  });

  it('are there without a request ID, too, with the time of the answer where it is known', async () => {
    openPanel({ problem: { code: 'chat-refused', at: Date.UTC(2026, 0, 31, 9, 30) } });
    await settle();
    press('Details');
    expect(screen.getByText('chat-refused · api.example.test · 2026-01-31T09:30:00.000Z')).toBeDefined();
  });

  it('lead to a test of the connection, where one may explain it', async () => {
    openPanel({ problem: { code: 'server-unreachable' } });
    await settle();
    press('Details');
    expect(screen.getByRole('link', { name: 'Test connection' }).getAttribute('href')).toBe(
      '/options.html#test',
    );
    cleanup();
    openPanel({ problem: { code: 'page-empty' } });
    await settle();
    press('Details');
    expect(screen.queryByRole('link', { name: 'Test connection' })).toBeNull();
  });

  it('of a message that was refused say what support asks for, too', async () => {
    const problem = { code: 'message-rejected', requestId: 'req-8', at: 0 } as const;
    openPanel({ messages: [question({ status: 'failed', problem })] });
    await settle();
    press('Details');
    expect(
      screen.getByText('message-rejected · Request ID: req-8 · api.example.test · 1970-01-01T00:00:00.000Z'),
    ).toBeDefined();
  });

  it('are copied as a report without what was said, by anybody', async () => {
    const copied = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    const told = 'a page title, a token 7f3a9c, and “my question”';
    openPanel({
      problem: { code: 'server-error', subject: told, detail: told, requestId: 'req-9', at: 0 },
      messages: [question({ text: told })],
    });
    await settle();
    press('Details');
    press('Copy report');
    expect(copied.mock.calls).toEqual([
      [
        [
          '# Problem report',
          '',
          '- Extension: 0.1.0',
          `- Browser: ${navigator.userAgent}`,
          '- Code: server-error',
          '- Request ID: req-9',
          '- Time: 1970-01-01T00:00:00.000Z',
          '- API URL: https://api.example.test',
          '- Tenant ID: acme',
          '',
          'What was said, and the server’s own words, are left out.',
          '',
        ].join('\n'),
      ],
    ]);
    copied.mockRestore();
  });
});
