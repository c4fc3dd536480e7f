import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PanelDriver } from '../e2e/panel-driver.ts';
import { until } from '../e2e/until.ts';
import { createWorld, type World } from '../e2e/world.ts';
import { hangsRest } from '../platform/behaviours.ts';
import { createKiller, type Killer } from './kills-killer.ts';
import { numberedPieces } from './panels-voices.ts';
import { scaled } from './scale.ts';
import { untilSendable } from './sending-budget.ts';
import { createGate, type Gate } from './sending-gate.ts';
import { createLedger, type Ledger } from './sending-ledger.ts';
import { joiningSteps, repeatingSteps, sendingSteps } from './sending-steps.ts';
import { tell } from './tally.ts';

/*
 * D1–D7: the worker dies at each step of sending, as seen from the wire. The gate
 * halts the connection at the step, so that nothing of what follows has happened yet.
 */
const pieces = numberedPieces(12);
const answer = pieces.join('');
let world: World;
let gate: Gate;
let panel: PanelDriver;
let killer: Killer;
let ledger: Ledger;

const restCalls = (method: string, path: RegExp): number =>
  world.platform.received.rest.filter((call) => call.method === method && path.test(call.path)).length;

/** The platform takes the next such request and never answers. Returns whether it is there. */
function hang(method: 'GET' | 'POST', path: string, pattern: RegExp): () => boolean {
  const before = restCalls(method, pattern);
  world.platform.script(hangsRest({ method, path }));
  return () => restCalls(method, pattern) > before;
}

/** Where the history carries no ids, a message is known by its place and its text alone. */
const kinds = [
  { kind: 'echoes our ids', echoes: true },
  { kind: 'knows no ids', echoes: false },
];

describe.each(kinds)('on a platform that $kind', ({ kind, echoes }) => {
  let exact = 0;
  let tried = 0;

  beforeAll(async () => {
    world = await createWorld({ tokensPerSecond: Infinity, echoClientMessageId: echoes });
    gate = await createGate(world.platform.wsUrl);
    await world.configure({ apiUrl: world.platform.apiUrl, wsUrl: gate.wsUrl });
    panel = await world.openPanel();
    killer = await createKiller(world);
    ledger = createLedger({ world, panel: () => panel });
    world.platform.answerWith('Settled in.');
    await ledger.begin();
    await panel.send('Settle in');
    await ledger.expectExact('Settle in', 'Settled in.');
  });
  afterEach(() => {
    gate.pass();
    world.calm();
  });
  afterAll(async () => {
    await killer.close();
    await world.close();
    await gate.close();
  });

  describe('the worker killed while there is no connection yet', () => {
    it('and the chat is being created: once, exact', async () => {
      await expectExactInNewChat('while the chat is created', hang('POST', '/api/v1/chat', /\/chat$/));
    });

    it.each(joiningSteps)('and $step: once, exact', async ({ step, stop }) => {
      await expectExactInNewChat(step, gate.stopAt(stop));
    });

    async function expectExactInNewChat(step: string, isReached: () => boolean): Promise<void> {
      tried += 1;
      const question = `Killed when ${step}`;
      world.platform.answerWith(pieces);
      await panel.startOver();
      await until(step, isReached);
      ledger.restart();
      const shoot = await killer.aim();
      await panel.send(question);
      await shoot();
      gate.lose();
      await ledger.expectExact(question, answer);
      exact += 1;
    }
  });

  describe('the worker killed when', () => {
    it.each(sendingSteps(pieces.length))('$step: once, exact', async ({ step, stop, then }) => {
      tried += 1;
      const question = `Killed when ${step}`;
      world.platform.answerWith(pieces);
      await ledger.begin();
      await panel.connection(/^Connected$/);
      const isReached = gate.stopAt(stop);
      const shoot = await killer.aim();
      await panel.send(question);
      await until(question, isReached);
      await shoot();
      gate[then]();
      await ledger.expectExact(question, answer);
      exact += 1;
    });

    it('the next worker looks into the history: once, exact', async () => {
      tried += 1;
      const question = 'Killed when the history is read';
      world.platform.answerWith(pieces);
      await ledger.begin();
      await panel.connection(/^Connected$/);
      const isReached = gate.stopAt({ from: 'platform', type: 'processing', passes: false });
      const isLooking = hang('GET', '/api/v1/chat/{id}/messages', /\/messages$/);
      await panel.send(question);
      await until(question, isReached);
      await killer.strike();
      gate.lose();
      await until('a look into the history', isLooking);
      await killer.strike();
      await ledger.expectExact(question, answer);
      exact += 1;
    });
  });

  describe('the same question asked twice, the worker killed in the second', () => {
    it.each(repeatingSteps)('$step: two messages, each once, exact', async ({ step, stop }) => {
      tried += 1;
      const question = `Asked twice, the second ${step}`;
      await panel.startOver();
      await panel.connection(/^Connected$/);
      world.platform.answerWith('The first answer.');
      await panel.send(question);
      await panel.answered(1);
      world.platform.answerWith(pieces);
      const isReached = gate.stopAt(stop);
      await panel.send(question);
      await until(step, isReached);
      await killer.strike();
      gate.lose();
      await ledger.settle(2, question, 1);
      expect(await panel.copied()).toBe(answer);
      expect(world.deliveries(question)).toEqual({ received: 2, stored: 2 });
      expect(await panel.transcript()).toHaveLength(4);
      exact += 1;
    });
  });

  afterAll(() => tell(`sending: ${exact}/${tried} steps exact, asked once, on a platform that ${kind}`));

  describe('the worker killed so many ms after Enter', () => {
    const longest = 60;
    const step = scaled(1, echoes ? 10 : 30);
    const delays = Array.from({ length: longest / step + 1 }, (_, index) => index * step);
    let exactDelays = 0;
    let untaken = 0;

    it.each(delays)('%i ms: once, exact', async (delay) => {
      const question = `Killed ${delay} ms after Enter`;
      world.platform.answerWith(pieces);
      await ledger.begin();
      await panel.connection(/^Connected$/);
      await panel.fill('Message', question);
      await untilSendable(world);
      const shoot = await killer.aim();
      // Both clocks start here: the press takes its time through the browser, as the shot does.
      await Promise.all([
        panel.page.keyboard.press('Enter'),
        delay === 0 ? shoot() : setTimeout(delay).then(shoot),
      ]);
      if (world.deliveries(question).received === 0) untaken += 1;
      await ledger.expectExact(question, answer);
      exactDelays += 1;
    });

    afterAll(() =>
      tell(
        `sending: ${exactDelays}/${delays.length} delays of 0 to ${longest} ms exact, asked once, on a platform that ${kind} (in ${untaken} the worker died before the question had arrived)`,
      ),
    );
  });
});
