import { z } from 'zod/mini';
import { boundedText, wholeNumber } from '../../shared/bounded.ts';

/**
 * An id the server chose, which we will put into a path. Some deployments count with numbers. `.` and `..`
 * survive escaping, half a surrogate pair can't be escaped, and the URL parser would take them as steps to another path.
 */
export const identifier = z.lazy(() =>
  z.pipe(
    z.union([z.string(), wholeNumber(Number.MIN_SAFE_INTEGER)]),
    z.pipe(
      z.transform((id: string | number) => String(id)),
      boundedText(1, 200).check(z.regex(/^(?!\.{1,2}$)[^\p{Cc}\p{Cs}]+$/u)),
    ),
  ),
);
