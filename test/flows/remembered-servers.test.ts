import { describe, expect, it } from 'vitest';
import { wayKey } from '../../lib/config/known-way.ts';
import type { Profile } from '../../lib/config/profile.ts';
import type { PlatformOptions } from '../platform/platform.ts';
import { flowFixture, type Flow } from './harness.ts';
import type { PanelProbe } from './panel-probe.ts';
import { framesOf } from './platform-view.ts';

/* Which of the three older servers it is outlives the worker (P47). Each by each that it may have become: adversary/updated-servers. */

const createFlow = flowFixture();
const protocols = ['v1', 'automatic'] as const satisfies readonly Profile['protocol'][];
type Server = NonNullable<PlatformOptions['speaks']>;
type Habit = 'error' | 'silent' | 'close';

const pairs = <One, Other>(ones: readonly One[], others: readonly Other[]): [One, Other][] =>
  ones.flatMap((one) => others.map((other): [One, Other] => [one, other]));

async function ask(flow: Flow, panel: PanelProbe, text: string): Promise<void> {
  const before = panel.answers().filter(({ status }) => status === 'complete').length;
  const sent = panel.send(text);
  await flow.until(
    () => panel.answers().filter(({ status }) => status === 'complete').length > before,
    10 * 60_000,
  );
  expect(await sent).toBeNull();
}

/** One that has answered once. */
async function known(
  protocol: (typeof protocols)[number],
  options: PlatformOptions,
): Promise<{ flow: Flow; panel: PanelProbe }> {
  const flow = await createFlow({ profile: { protocol, wsUrlIsDerived: true }, ...options });
  flow.platform.answerWith('Because.');
  const panel = flow.openPanel();
  await flow.until(() => panel.status() === 'connected', 60_000);
  await ask(flow, panel, 'Why?');
  await flow.settle();
  return { flow, panel };
}

/** ms of virtual time that the next worker takes to be connected. */
async function reconnected(flow: Flow, panel: PanelProbe): Promise<number> {
  flow.killWorker();
  const before = flow.clock.now();
  await flow.until(() => panel.status() !== 'connected');
  await flow.until(() => panel.status() === 'connected', 60_000);
  return flow.clock.now() - before;
}

const variantOf = async (flow: Flow): Promise<string | undefined> => {
  const profile = (await flow.items.profiles.read())?.profiles[0];
  return profile && (await flow.items.knownWays.read())[wayKey(profile)]?.variant;
};

/** Of each server what a frame of an unknown type comes to; to *automatic* one that closes looks as if it cut every line. */
const servers: readonly [(typeof protocols)[number], Server, Habit][] = [
  ...pairs(['v1-plain', 'v1-auth-first', 'v1-hybrid'] as const, ['error', 'silent', 'close'] as const).map(
    ([speaks, habit]): [(typeof protocols)[number], Server, Habit] => ['v1', speaks, habit],
  ),
  ['automatic', 'v1-plain', 'error'],
  ['automatic', 'v1-auth-first', 'close'],
  ['automatic', 'v1-hybrid', 'error'],
];

describe('the next worker', () => {
  it.each(servers)(
    'finds nothing out again (%s: %s, unknown types: %s), and is connected at once',
    async (protocol, speaks, unknownTypes) => {
      const { flow, panel } = await known(protocol, { speaks, v1: { unknownTypes } });
      const { length: before } = flow.platform.received.frames;
      expect(await reconnected(flow, panel)).toBe(0);
      await ask(flow, panel, 'And then?');
      const since = JSON.stringify(flow.platform.received.frames.slice(before).map(({ frame }) => frame));
      // A plain one that says nothing to `auth` is not known to want none.
      expect(since.includes('"auth"')).toBe(speaks !== 'v1-plain' || unknownTypes === 'silent');
      expect(since.includes('"chat_message"')).toBe(speaks !== 'v1-hybrid');
      expect(flow.platform.received.violations).toEqual([]);
    },
  );
});

describe('a server that is another one by now', () => {
  it('is forgotten as soon as it turns out to be another, so that a worker that dies then begins anew', async () => {
    const { flow, panel } = await known('v1', { speaks: 'v1-plain' });
    expect(await variantOf(flow)).toBe('plain');
    flow.platform.becomes('v1-hybrid');
    flow.killWorker();
    const sent = panel.send('And then?');
    await flow.until(() => framesOf(flow, 'chat_message').length === 2, 60_000);
    await flow.advance(100);
    expect(await variantOf(flow)).toBeUndefined();
    flow.killWorker();
    await flow.until(() => panel.texts()[1] === 'Because.', 10 * 60_000);
    expect([await sent, counts(flow)]).toEqual([null, [1, 1]]);
  });

  it('is v3 by now: nothing of the older one is kept', async () => {
    const { flow, panel } = await known('automatic', { speaks: 'v1-auth-first' });
    expect(await variantOf(flow)).toBe('auth-first');
    flow.platform.becomes('v3');
    flow.killWorker();
    await ask(flow, panel, 'And then?');
    expect(await variantOf(flow)).toBeUndefined();
    expect(counts(flow)).toEqual([1, 1]);
  });
});

const counts = (flow: Flow): number[] => flow.platform.ledger.entries().map(({ stored }) => stored);
