import { createSessionFlow, type SessionFlow, type SessionFlowOptions } from './session-flow.ts';
import { judge, type Verdict } from './verdict.ts';

/** ms. Longer than a browser keeps a line that was let go: what comes late has come by then. */
const untilAllHasCome = 70_000;

/** Lets a conversation happen, and says what came of it once nothing can come any more. */
export async function verdictOn(
  options: SessionFlowOptions,
  happens: (flow: SessionFlow) => Promise<unknown>,
): Promise<Verdict> {
  const flow = await createSessionFlow(options);
  try {
    await flow.until(() => flow.connection() === 'connected');
    await happens(flow);
    await flow.untilSettled();
    await flow.advance(untilAllHasCome);
    await flow.untilSettled();
    return judge({ ledger: flow.platform.ledger, typed: flow.typed, messages: flow.messages() });
  } finally {
    await flow.close();
  }
}

/** Asks, and waits for the answer, so often. */
export async function haveExchanges(flow: SessionFlow, texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    await flow.types(text);
    await flow.untilSettled();
  }
}

/** Of each of these with each of those. */
export function product<One, Other>(ones: readonly One[], others: readonly Other[]): [One, Other][] {
  return ones.flatMap((one) => others.map((other): [One, Other] => [one, other]));
}
