import { z } from 'zod/mini';
import { boundedNumber, wholeNumber } from '../shared/bounded.ts';
import type { StartProgress } from '../shared/connection-status.ts';
import { quote } from './quotation.ts';

/** Nobody starts up in more steps; a larger number is no count of steps. */
const mostSteps = 10_000;

// `catch` keeps one bad field from costing the others.
const text = z.catch(z.optional(z.string()), undefined);
const share = z.catch(z.optional(boundedNumber(0, 100)), undefined);
const steps = z.catch(z.optional(wholeNumber(1, mostSteps)), undefined);
const reached = z.catch(z.optional(z.union([wholeNumber(0, mostSteps), z.string()])), undefined);

const progressFields = z.lazy(() =>
  z.object({
    message: text,
    stage: text,
    step: reached,
    current_step: reached,
    total_steps: steps,
    percent: share,
    percentage: share,
    progress: share,
  }),
);

/**
 * P5, R23: a count of steps where there is one, else a share; `progress` up to 1 is a part of 1, as `percent` never is.
 * Undefined: nothing is said. Takes any value, and never throws.
 * @param secrets that may not be quoted back (R14)
 * @param words of it that stand elsewhere
 */
export function readProgress(
  said: unknown,
  secrets?: readonly string[],
  words?: string,
): StartProgress | undefined {
  const read = progressFields.safeParse(said);
  if (!read.success) return undefined;
  const { message, stage, step, current_step, total_steps: of, percent, percentage, progress } = read.data;
  const at = [step, current_step].find((value) => typeof value === 'number');
  const name = [words, message, step, current_step, stage].find((value) => typeof value === 'string');
  const part = percent ?? percentage ?? (progress === undefined || progress > 1 ? progress : progress * 100);
  const quoted = quote(name ?? '', secrets);
  const told: StartProgress = {
    ...(at !== undefined && of !== undefined && at <= of
      ? { done: at, of }
      : part !== undefined && { done: Math.floor(part) }),
    ...(quoted !== undefined && { words: quoted }),
  };
  return Object.keys(told).length > 0 ? told : undefined;
}
