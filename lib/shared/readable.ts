import { z } from 'zod/mini';

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
    z.record(z.string(), z.unknown()),
    z.transform((entries: Record<string, unknown>) =>
      Object.fromEntries(
        Object.entries(entries).flatMap(([key, value]) => {
          const parsed = schema.safeParse(value);
          return parsed.success ? [[key, parsed.data] as const] : [];
        }),
      ),
    ),
  );
}
