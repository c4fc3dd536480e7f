import { isEqual } from '../shared/equal.ts';
import type { ManagedStorage } from '../shared/managed-storage.ts';
import { readPolicy, unreadPolicy, type Policy } from './policy.ts';

/** No call rejects. */
export interface PolicySource {
  /** As far as it is known, at once: as the browser has handed it over, else as last known, else `unreadPolicy`. */
  current(): Promise<Policy>;
  /** The same, once the browser has handed it over or failed to. */
  read(): Promise<Policy>;
  /** Asks the browser again, where it could not say, or a person wants to know. */
  lookAgain(isAsked?: true): void;
  /** What `current` has said last is out of date. */
  onChanged(listener: () => void): void;
}

/** What the browser handed over last; null: nothing yet. Calls may reject. */
export interface PolicyMemory {
  read(): Promise<unknown>;
  write(raw: unknown): Promise<void>;
}

/**
 * Chromium takes 3 to 5 s after its start to hand a policy over: meanwhile the one last known holds. One that can't be read
 * is not "no policy". Begins to read at once: make it when the worker starts.
 */
export function createPolicySource(managed: ManagedStorage, memory: PolicyMemory): PolicySource {
  let known: { readonly raw: unknown; readonly policy: Policy } | null = null;
  let told: Policy | null = null;
  let listener = (): void => undefined;
  let turns = 0;
  let hasFailed = false;

  function learn(raw: unknown): Policy {
    known = { raw, policy: readPolicy(raw) };
    return known.policy;
  }

  async function remember(): Promise<void> {
    try {
      const raw = await memory.read();
      if (raw !== null) learn(raw);
    } catch {
      // Storage that can't be read remembers nothing.
    }
  }

  const remembered = remember();

  async function readNow(): Promise<void> {
    turns += 1;
    const turn = turns;
    hasFailed = false;
    let raw: unknown;
    try {
      raw = (await managed.read()) ?? {};
    } catch {
      // What was last known holds; asked for again by whoever waits for it.
      hasFailed = true;
      return;
    }
    await remembered;
    // An older answer that comes late, or the very same: nobody need hear of it.
    if (turn !== turns || isEqual(known?.raw, raw)) return;
    const policy = learn(raw);
    // Where it can't be kept, the next start waits for the browser.
    memory.write(raw).catch(() => undefined);
    if (told !== null && told !== policy) listener();
  }

  async function current(): Promise<Policy> {
    await remembered;
    told = known?.policy ?? unreadPolicy;
    return told;
  }

  let reading = readNow();
  managed.onChanged(() => {
    reading = readNow();
  });

  return {
    current,
    async read() {
      await reading;
      return current();
    },
    lookAgain(isAsked) {
      if (hasFailed || isAsked) reading = readNow();
    },
    onChanged(heard) {
      listener = heard;
    },
  };
}
