import { z } from 'zod/mini';
import { isObject } from './is-object.ts';

/**
 * More entries than anything that we keep has; what is behind them is dropped. A list of millions, whoever made it, must
 * cost neither the memory nor the time of all of them.
 */
export const mostEntries = 10_000;

/** What can be read of a stored list: one entry that can't be must not cost all the others. */
export function readableItems<Value>(schema: z.ZodMiniType<Value>) {
  return z.pipe(
    z.custom<readonly unknown[]>((value) => Array.isArray(value)),
    z.transform((items: readonly unknown[]): Value[] => {
      const found: Value[] = [];
      // One by one: of what can't be read nothing is kept, not even why.
      for (const item of items.slice(0, mostEntries)) {
        const parsed = schema.safeParse(item);
        if (parsed.success) found.push(parsed.data);
      }
      return found;
    }),
  );
}

/** The same of a stored record. */
export function readableEntries<Value>(schema: z.ZodMiniType<Value>) {
  return z.pipe(
    z.custom<Readonly<Record<string, unknown>>>((value) => isObject(value) && !Array.isArray(value)),
    z.transform((entries: Readonly<Record<string, unknown>>): Record<string, Value> => {
      const found: [string, Value][] = [];
      // The last ones: what was changed last stands last (keyed-record.ts).
      for (const key of Object.keys(entries).slice(-mostEntries)) {
        const parsed = schema.safeParse(entries[key]);
        if (parsed.success) found.push([key, parsed.data]);
      }
      return Object.fromEntries(found);
    }),
  );
}
