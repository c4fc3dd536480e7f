import type { Effect, Verdict } from '../effect.ts';

/** Lets exactly `limit` bytes pass, and then the verdict. Counted from when the toxic came, or the connection after it. */
export function byteCount(limit: number, verdict: Verdict): Effect {
  let passed = 0;
  return {
    portion: () => limit - passed,
    left(_piece, bytes) {
      passed += bytes;
    },
    verdict: () => (passed >= limit ? verdict : null),
  };
}
