// @vitest-environment happy-dom
import { act, cleanup, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { answer, question } from '../view/messages.ts';
import { openPanel } from './panel-page.tsx';

const at = (day: number, hour: number, minute = 0): number => new Date(2026, 2, day, hour, minute).getTime();
const days = (): (string | null)[] =>
  screen.queryAllByRole('separator').map((mark) => mark.getAttribute('aria-label'));
const times = (): (string | undefined)[] =>
  screen.getAllByRole('article').map((article) => article.querySelector('time')?.textContent);

beforeEach(() => vi.useFakeTimers({ now: at(10, 23, 50) }));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const messages = [
  question({ createdAt: at(7, 9) }),
  answer({ status: 'complete', text: 'So.', createdAt: at(7, 9, 1) }),
  question({ id: 'u2', ordinal: 3, createdAt: at(9, 15, 4) }),
  question({ id: 'u3', ordinal: 5, createdAt: at(10, 23, 49) }),
];

it('each message has its time, each day its name, and midnight passes while the panel is open', () => {
  openPanel({ messages });
  expect(days()).toEqual(['Mar 7, 2026', 'Yesterday', 'Today']);
  expect(times().map((time) => time?.replaceAll(/\s/g, ' '))).toEqual([
    '9:00 AM',
    '9:01 AM',
    '3:04 PM',
    '11:49 PM',
  ]);
  expect(document.querySelector('article time')?.getAttribute('datetime')).toBe(
    new Date(at(7, 9)).toISOString(),
  );
  act(() => void vi.advanceTimersByTime(11 * 60_000));
  expect(days()).toEqual(['Mar 7, 2026', 'Mar 9, 2026', 'Yesterday']);
  act(() => void vi.advanceTimersByTime(24 * 3_600_000));
  expect(days()).toEqual(['Mar 7, 2026', 'Mar 9, 2026', 'Mar 10, 2026']);
});

it.each([0, NaN, -1, 8.65e15, at(20, 0)])('%s is no time of a message, and is not shown', (createdAt) => {
  openPanel({ messages: [question({ createdAt })] });
  expect(days()).toEqual([]);
  expect(times()).toEqual([undefined]);
});
