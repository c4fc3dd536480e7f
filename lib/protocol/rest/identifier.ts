import { z } from 'zod/mini';

/**
 * An id the server chose, which we will put into a path. Some deployments count with numbers. `.` and `..`
 * survive escaping, half a surrogate pair can't be escaped, and the URL parser would take them as steps to another path.
 */
export const identifier = z.pipe(
  z.union([z.string(), z.int()]),
  z.pipe(
    z.transform((id: string | number) => String(id)),
    z.string().check(z.minLength(1), z.maxLength(200), z.regex(/^(?!\.{1,2}$)[^\p{Cc}\p{Cs}]+$/u)),
  ),
);
