import { afterEach, expect, it, vi } from 'vitest';
import { onWantedSetting, openOptions } from '../../lib/browser/pages.ts';
import { showLooks } from '../../lib/view/looks.ts';

const double = vi.hoisted(() => ({ openOptionsPage: vi.fn<() => Promise<void>>(() => Promise.resolve()) }));
vi.mock('../../lib/browser/browser.ts', () => ({ browser: { runtime: double } }));

afterEach(() => {
  vi.unstubAllGlobals();
  double.openOptionsPage.mockClear();
});

const denied = (): never => {
  throw new DOMException('The user denied permission', 'SecurityError');
};

/** A browser that denies storage: Chromium throws as it is asked for, others as it is used, or have none. */
function deny(how: 'asked for' | 'used' | 'none'): void {
  vi.stubGlobal('addEventListener', vi.fn<() => void>());
  if (how === 'asked for')
    Object.defineProperty(globalThis, 'localStorage', { configurable: true, get: denied });
  else vi.stubGlobal('localStorage', how === 'none' ? null : { getItem: denied, setItem: denied });
}

it('the settings begin where they were sent to, once', async () => {
  const stored = new Map<string, string>();
  vi.stubGlobal('addEventListener', vi.fn<() => void>());
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  });
  await openOptions('tenantId');
  const told: string[] = [];
  onWantedSetting((name) => void told.push(name));
  onWantedSetting((name) => void told.push(name));
  expect(told).toEqual(['tenantId']);
  expect([...stored.values()]).toEqual(['']);
});

it.each(['asked for', 'used', 'none'] as const)('open where storage is denied: %s', async (how) => {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'localStorage');
  deny(how);
  try {
    await openOptions('tenantId');
    expect(double.openOptionsPage).toHaveBeenCalledOnce();
    const told = vi.fn<(name: string) => void>();
    expect(() => onWantedSetting(told)).not.toThrow();
    expect(told).not.toHaveBeenCalled();
    vi.stubGlobal('document', { documentElement: { dataset: {} } });
    expect(() => showLooks('dark large compact')).not.toThrow();
  } finally {
    if (before) Object.defineProperty(globalThis, 'localStorage', before);
    else Reflect.deleteProperty(globalThis, 'localStorage');
  }
});
