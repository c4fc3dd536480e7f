import type { Clock } from './clock.ts';
import type { Log } from './log.ts';
import type { Problem } from './problem.ts';
import { errorName } from './report.ts';
import { fail, ok, type Result } from './result.ts';
import { createSingleFlight } from './single-flight.ts';
import { waitAtMost } from './with-timeout.ts';

/** Which parts there are: one script of the package holds them all (entrypoints/background-parts). */
export type PartName =
  'capture' | 'later-commands' | 'doctor' | 'hand-off' | 'import-chats' | 'open-id' | 'read-back';

/**
 * Code of the background that few of its lives need. It is in a script of its own, with modules of its own: nothing of the
 * background is shared with it but what is handed over, and no `instanceof` holds on both sides.
 */
export interface BackgroundPart<Value extends (...given: never[]) => unknown> {
  readonly name: PartName;
  /** What is handed over: a type, and no value before that. */
  readonly value?: Value;
}

/** Handed over in `entrypoints/background-parts`, as the type says. */
export function definePart<Value extends (...given: never[]) => unknown>(
  name: PartName,
): BackgroundPart<Value> {
  return { name };
}

/** Where the script of the parts is run, and where it leaves what it hands over. */
export interface ScriptHost {
  /** The global object of that script. */
  readonly scope: object;
  /** Once it has run, and handed over that part. Rejects where it can't be loaded; may never end. */
  run(part: PartName): Promise<void>;
}

const keyOf = ({ name }: { readonly name: PartName }): string => `miptech-part-${name}`;

/** Said by the script of the parts, of each of them. */
export function handOver<Value extends (...given: never[]) => unknown>(
  part: BackgroundPart<Value>,
  value: Value,
  scope: object = globalThis,
): void {
  Reflect.set(scope, keyOf(part), value);
}

/** Loads a part, once in a worker's life. Never rejects and never hangs; after a failure it is tried again (law 12). */
export type LoadPart<Value> = () => Promise<Result<Value, Problem>>;

/** ms. A file of our own package, from the disk; a busy computer takes a second. */
const patience = 10_000;

export interface PartLoaderOptions {
  readonly scripts: ScriptHost;
  readonly clock: Clock;
  readonly log: Log;
}

export function createPartLoader<Value extends (...given: never[]) => unknown>(
  part: BackgroundPart<Value>,
  { scripts, clock, log }: PartLoaderOptions,
): LoadPart<Value> {
  async function fetched(): Promise<Value> {
    const found = (): unknown => Reflect.get(scripts.scope, keyOf(part));
    const isPart = (it: unknown): it is Value => typeof it === 'function';
    // There already, where the worker has just been installed, or another part, or a private window's background, was asked for.
    if (!isPart(found())) {
      const ran = await waitAtMost({ clock, ms: patience }, scripts.run(part.name));
      if (!ran.ok) throw new DOMException('', 'TimeoutError');
    }
    const value = found();
    if (!isPart(value)) throw new TypeError(part.name);
    return value;
  }

  const loading = createSingleFlight(async (): Promise<Result<Value, Problem>> => {
    try {
      return ok(await fetched());
    } catch (error) {
      log({ event: 'part-missing', part: part.name, error: errorName(error) });
      return fail({ code: 'part-missing' });
    }
  });
  return () => loading.join();
}
