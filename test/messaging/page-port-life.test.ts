import { describe, expect, it, vi } from 'vitest';
import { productionProfile, toSettingsInput } from '../../lib/config/profile.ts';
import type { Command } from '../../lib/messaging/commands.ts';
import { openPage, patch, readSettings, requests, snapshot, withFakeTimers } from './page-setting.ts';

withFakeTimers();

describe('silence', () => {
  it('is told after 2 s without a reply, and a new port is tried', async () => {
    const setting = await openPage();
    await vi.advanceTimersByTimeAsync(1999);
    expect(setting.silences).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(setting.silences).toEqual([true]);
    expect(setting.ports[0]?.hungUp).toBe(true);
    await vi.advanceTimersByTimeAsync(1);
    expect(setting.ports).toHaveLength(2);
    expect(setting.asked()).toEqual(['panel/open']);
    setting.latest().say(snapshot(1));
    expect(setting.silences).toEqual([true, false]);
  });

  it('is none while anything at all arrives', async () => {
    const setting = await openPage();
    setting.latest().say(snapshot(1));
    for (let revision = 2; revision < 8; revision += 1) {
      await vi.advanceTimersByTimeAsync(1500);
      setting.latest().say(patch(revision));
    }
    expect(setting.silences).toEqual([]);
    expect(setting.ports).toHaveLength(1);
  });

  it('is none while nothing is asked', async () => {
    const setting = await openPage();
    setting.reply('panel/open');
    await vi.advanceTimersByTimeAsync(19_000);
    expect(setting.silences).toEqual([]);
  });

  it.each<Command>([
    { type: 'page/attach' },
    { type: 'settings/test', settings: toSettingsInput(productionProfile) },
    { type: 'account/sign-in', email: '', password: '', stay: false },
    { type: 'account/sso', stay: false },
  ])('says nothing about a background that takes its time for $type', async (slow) => {
    const setting = await openPage();
    setting.reply('panel/open');
    void setting.page.request(slow);
    await vi.advanceTimersByTimeAsync(15_000);
    expect(setting.silences).toEqual([]);
    void setting.page.request({ type: 'heartbeat' });
    await vi.advanceTimersByTimeAsync(2000);
    expect(setting.silences).toEqual([true]);
  });

  it('leaves a listener alone that has unsubscribed', async () => {
    const setting = await openPage();
    const told = vi.fn();
    setting.page.onTrouble(told)();
    await vi.advanceTimersByTimeAsync(2000);
    expect(told).not.toHaveBeenCalled();
  });
});

describe('the heartbeat', () => {
  it('beats every 20 s on a port that lives, and not on one that is gone', async () => {
    const setting = await openPage();
    setting.reply('panel/open');
    const answer = (): void => {
      for (const { requestId, command } of requests(setting.latest())) {
        if (command.type === 'heartbeat') setting.latest().say({ type: 'reply', requestId });
      }
    };
    for (const beats of [1, 2, 3]) {
      await vi.advanceTimersByTimeAsync(20_000);
      expect(setting.asked().filter((type) => type === 'heartbeat')).toHaveLength(beats);
      answer();
    }
    setting.latest().drop();
    await vi.advanceTimersByTimeAsync(0);
    setting.reply('panel/open');
    await vi.advanceTimersByTimeAsync(19_999);
    expect(setting.asked()).toEqual(['panel/open']);
    await vi.advanceTimersByTimeAsync(1);
    expect(setting.asked()).toEqual(['panel/open', 'heartbeat']);
  });
});

describe('reconnecting', () => {
  it('is at once for the first time, then with pauses that grow to 2 s', async () => {
    const times: number[] = [];
    const setting = await openPage({ greeting: null, connect: () => times.push(Date.now()) });
    for (let round = 0; round < 9; round += 1) {
      setting.latest().drop();
      const { length } = setting.ports;
      await vi.advanceTimersByTimeAsync(2000);
      expect(setting.ports).toHaveLength(length + 1);
    }
    const start = times[0] ?? 0;
    const pauses = times.slice(1).map((time, index) => time - start - index * 2000);
    expect(pauses).toEqual([0, 100, 200, 400, 800, 1600, 2000, 2000, 2000]);
  });

  it('starts anew with its pauses once the background has spoken', async () => {
    const setting = await openPage();
    for (let round = 0; round < 4; round += 1) {
      setting.latest().drop();
      await vi.advanceTimersByTimeAsync(2000);
    }
    setting.latest().say(snapshot(1));
    const { length } = setting.ports;
    setting.latest().drop();
    await vi.advanceTimersByTimeAsync(0);
    expect(setting.ports).toHaveLength(length + 1);
  });

  it('is silence where the extension was updated under the page, and goes on trying', async () => {
    let isGone = true;
    const setting = await openPage({
      connect() {
        if (isGone) throw new Error('Extension context invalidated.');
      },
    });
    expect(setting.ports).toEqual([]);
    isGone = false;
    await vi.advanceTimersByTimeAsync(2000);
    expect(setting.ports).toHaveLength(1);
    setting.latest().say(snapshot(1));
    expect(setting.pushes).toEqual([snapshot(1)]);
  });
});

describe('closing', () => {
  it('hangs up, settles what waits, and leaves no timer, however often', async () => {
    const setting = await openPage();
    const asked = setting.page.request({ type: 'conversation/new' });
    setting.page.close();
    setting.page.close();
    expect(setting.latest().hungUp).toBe(true);
    expect(await asked).toEqual({ ok: false, failure: { code: 'background-silent' } });
    expect(await setting.page.request(readSettings)).toEqual({
      ok: false,
      failure: { code: 'background-silent' },
    });
    expect(vi.getTimerCount()).toBe(0);
    setting.latest().say(snapshot(1));
    setting.latest().drop();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(setting.pushes).toEqual([]);
    expect(setting.ports).toHaveLength(1);
  });

  it('while the next port is waited for opens none', async () => {
    const setting = await openPage();
    setting.latest().drop();
    setting.page.close();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(setting.ports).toHaveLength(1);
  });
});
