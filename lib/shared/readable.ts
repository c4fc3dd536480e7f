import { z } from 'zod/mini';
import { isObject } from './is-object.ts';

/** What can be read of a stored list: one entry that can't be must not cost all the others. */
export function readableItems<Value>(schema: z.ZodMiniType<Value>) {
  return z.pipe(
    z.array(z.unknown()),
    z.transform((items: unknown[]) =>
      items.flatMap((item) => {
        const parsed = schema.safeParse(item);
        return parsed.success ? [parsed.data] : [];
      }),
    ),
  );
}

/** The same of a stored record. */
export function readableEntries<Value>(schema: z.ZodMiniType<Value>) {
  return z.pipe(
    z.custom<Readonly<Record<string, unknown>>>((value) => isObject(value) && !Array.isArray(value)),
    z.transform((entries: Readonly<Record<string, unknown>>): Record<string, Value> =>
      Object.fromEntries(
        Object.entries(entries).flatMap(([key, value]) => {
          const parsed = schema.safeParse(value);
          return parsed.success ? [[key, parsed.data] as const] : [];
        }),
      ),
    ),
  );
}
