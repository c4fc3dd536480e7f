import { z } from 'zod/mini';

/*
 * One check each, where zod has six: every one of them is a class of its own, and the background would bring along 2 kB.
 */

/** A string of so many UTF-16 code units. */
export function boundedText(least: number, most = Infinity) {
  return z.string().check(z.refine(({ length }) => length >= least && length <= most));
}

/** A number in this range, its ends included. */
export function boundedNumber(least: number, most = Infinity) {
  return z.number().check(z.refine((value) => value >= least && value <= most));
}

/** A whole number in this range that counting has not lost its precision for. */
export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER) {
  return z
    .number()
    .check(z.refine((value) => Number.isSafeInteger(value) && value >= least && value <= most));
}

/** As `crypto.randomUUID` makes them. */
export const uuid = z.string().check(z.regex(/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i));
