import { describe, expect, it } from 'vitest';
import { createConnectionTest } from '../../lib/view/connection-test.ts';
import { createFakePagePort } from '../doubles/fake-page-port.ts';
import { settings } from './settings-view.ts';

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function openTest(typed = () => settings()) {
  const port = createFakePagePort();
  const ends: (() => void)[] = [];
  const run = () => {
    port.answer(
      'settings/test',
      new Promise((resolve) => ends.push(() => resolve({ ok: true, value: undefined }))),
    );
  };
  run();
  return { port, test: createConnectionTest({ port, settings: typed }), ends, run };
}

describe('a connection test', () => {
  it('is of what is on screen when it is asked for, and runs once at a time', () => {
    let tenantId = 'acme';
    const { port, test } = openTest(() => settings({ tenantId }));
    tenantId = 'typed';
    void test.run();
    void test.run();
    expect(port.of('settings/test')).toMatchObject([{ settings: { tenantId: 'typed' } }]);
  });

  it('can not be run before the settings are there', async () => {
    const port = createFakePagePort();
    const test = createConnectionTest({ port, settings: () => null });
    await test.run();
    expect(port.sent).toEqual([]);
    expect(test.state().testing).toBe('idle');
  });

  it('shows each stage in its place as it goes on', async () => {
    const { port, test, ends } = openTest();
    const run = test.run();
    port.stage({ name: 'url', outcome: 'running' });
    port.stage({ name: 'server', outcome: 'running' });
    port.stage({ name: 'url', outcome: 'passed' });
    ends[0]?.();
    await run;
    expect(test.state()).toMatchObject({
      testing: 'done',
      stages: [
        { name: 'url', outcome: 'passed' },
        { name: 'server', outcome: 'running' },
      ],
    });
  });

  it('that is forgotten shows no stage and no end of itself, and lets the next one wait for it', async () => {
    const { port, test, ends, run } = openTest();
    void test.run();
    port.stage({ name: 'url', outcome: 'failed' });
    test.forget();
    expect(test.state()).toEqual({ testing: 'idle', stages: [], tested: null, problem: null });
    run();
    void test.run();
    // Of the first, still.
    port.stage({ name: 'server', outcome: 'failed' });
    expect(test.state()).toMatchObject({ testing: 'running', stages: [] });
    expect(port.of('settings/test')).toHaveLength(1);
    ends[0]?.();
    await settle();
    expect(port.of('settings/test')).toHaveLength(2);
    port.stage({ name: 'url', outcome: 'passed' });
    ends[1]?.();
    await settle();
    expect(test.state()).toMatchObject({ testing: 'done', stages: [{ name: 'url', outcome: 'passed' }] });
  });
});
