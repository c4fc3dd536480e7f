import { describe, expect, it, vi } from 'vitest';
import { createLastingPort, type LastingPort } from '../../lib/messaging/lasting-port.ts';
import { createPortDouble, type PortDouble } from '../doubles/port.ts';
import { withFakeTimers } from './page-setting.ts';

withFakeTimers();

function setUp(): {
  port: LastingPort;
  opened: PortDouble[];
  areCurrent: (() => boolean)[];
  received: unknown[];
} {
  const opened: PortDouble[] = [];
  const areCurrent: (() => boolean)[] = [];
  const received: unknown[] = [];
  const port = createLastingPort({
    connect() {
      const double = createPortDouble();
      opened.push(double);
      return double;
    },
    opened: (isCurrent) => areCurrent.push(isCurrent),
    received: (message) => received.push(message),
    lost: () => undefined,
    refused: () => undefined,
    timers: {
      setTimeout: (callback, ms) => setTimeout(callback, ms),
      clearTimeout: (handle) => clearTimeout(handle as number | undefined),
    },
  });
  port.open();
  return { port, opened, areCurrent, received };
}

describe('a lasting port', () => {
  it('takes nothing between two ports', () => {
    const { port, opened } = setUp();
    expect(port.post('first')).toBe(true);
    opened[0]?.drop();
    expect(port.post('lost')).toBe(false);
    vi.advanceTimersByTime(0);
    expect(port.post('second')).toBe(true);
    expect(opened.map(({ posted }) => posted)).toEqual([['first'], ['second']]);
  });

  it('takes as posted what a dying port threw at: the other end may have it', () => {
    const { port, opened } = setUp();
    opened[0]?.breakPosting();
    expect(port.post('anything')).toBe(true);
  });

  it('that is replaced hears the old one no more', () => {
    const { port, opened, areCurrent, received } = setUp();
    port.replace();
    expect(opened[0]?.hungUp).toBe(true);
    opened[0]?.say('late');
    opened[0]?.drop();
    vi.advanceTimersByTime(0);
    opened[1]?.say('new');
    expect(received).toEqual(['new']);
    expect(areCurrent.map((isCurrent) => isCurrent())).toEqual([false, true]);
  });

  it('that is replaced for a reason which lasts pauses as after so many failures', () => {
    const { port, opened } = setUp();
    port.replace(3);
    vi.advanceTimersByTime(399);
    expect(opened).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(opened).toHaveLength(2);
    expect(port.failures()).toBe(4);
    port.worked();
    expect(port.failures()).toBe(0);
  });

  it('is closed for good, with or without a port', () => {
    const { port, opened, areCurrent } = setUp();
    opened[0]?.drop();
    port.close();
    port.close();
    port.replace();
    expect(vi.getTimerCount()).toBe(0);
    expect(opened).toHaveLength(1);
    expect(areCurrent[0]?.()).toBe(false);
  });
});
