import type { Clock } from '../shared/clock.ts';
import type { Log } from '../shared/log.ts';
import type { Report } from '../shared/report.ts';
import { createSingleFlight } from '../shared/single-flight.ts';
import { withTimeout } from '../shared/with-timeout.ts';
import { isDue, received, type Issued, type Tokens } from './tokens.ts';

/**
 * refreshed: ask `accessToken` again · refused: the platform ended the sign-in, the tokens are gone ·
 * unavailable: the platform could not be asked, still signed in · signed-out: there was nothing to refresh.
 */
export type RefreshOutcome = 'refreshed' | 'refused' | 'unavailable' | 'signed-out';

/** No call rejects. */
export interface TokenSource {
  /** Refreshed first, where that is due. Null: signed out, which is a valid state (development deployments take no token). */
  accessToken(): Promise<string | null>;
  /** `staleToken` is the one that was answered with 401. All callers share one request. */
  refresh(staleToken: string): Promise<RefreshOutcome>;
  /** Whether there is anything to refresh with. Absent: there is. */
  isRenewable?(): Promise<boolean>;
  /** The platform ended the sign-in: until that person is back nothing may be asked in their name, nor without one. */
  hasEnded(): Promise<boolean>;
}

export interface TokenSourceOptions {
  /** null: signed out · ended: there was a sign-in, and its person is still known. */
  read(): Promise<Tokens | 'ended' | null>;
  /** Replaces the tokens in one write; 'ended' forgets them. */
  write(tokens: Tokens | 'ended'): Promise<void>;
  /** Asks who issued them for new ones. Has to settle once `signal` aborts. */
  exchange(refreshToken: string, signal: AbortSignal): Promise<Issued | 'refused' | 'unavailable'>;
  readonly clock: Clock;
  readonly report: Report;
  readonly log?: Log;
}

/** ms. As long as any other request may take (rule R13). */
const exchangeTimeout = 15_000;
/** ms without another attempt that nobody has asked for: the token that is there still works, or a 401 will ask. */
const patience = 30_000;

/** For profiles nobody is signed in to. */
export const signedOut: TokenSource = {
  accessToken: () => Promise.resolve(null),
  refresh: () => Promise.resolve('signed-out'),
  hasEnded: () => Promise.resolve(false),
};

export function createTokenSource(options: TokenSourceOptions): TokenSource {
  const { read, write, exchange, clock, report, log } = options;
  let failedAt = -Infinity;
  // Issued, but storage refused it. The pair it replaces may be dead by now, so this one is kept for the
  // next attempt: otherwise one full disk signs the user out.
  let unwritten: { readonly replaces: string; readonly tokens: Tokens } | null = null;

  const readStored = async (): Promise<Tokens | null> => {
    const found = await read();
    return found === 'ended' ? null : found;
  };

  /** The stored tokens, unless some that replace them still wait to be written: then those, once they are. */
  const current = async (): Promise<Tokens | null> => {
    const stored = await readStored();
    const waiting = unwritten;
    if (waiting === null) return stored;
    if (stored?.refreshToken !== waiting.replaces) {
      unwritten = null; // signed out, or signed in as someone else, in the meantime
      return stored;
    }
    await write(waiting.tokens);
    // Two callers may both have written it.
    if (unwritten === waiting) unwritten = null;
    return waiting.tokens;
  };

  /** On a full disk the old ones: to go on as nobody would be worse than to hear that they are out of date. */
  const usable = (): Promise<Tokens | null> => current().catch(readStored);

  const ask = async (refreshToken: string): Promise<Issued | 'refused' | 'unavailable'> => {
    try {
      return await withTimeout({ clock, ms: exchangeTimeout }, (signal) => exchange(refreshToken, signal));
    } catch (error) {
      report(error, 'tokens');
      return 'unavailable';
    }
  };

  const run = async (staleToken: string): Promise<RefreshOutcome> => {
    const before = await current();
    if (before === null) return 'signed-out';
    // Replaced between the request that failed and now: refreshing again would kill a good pair.
    if (before.accessToken !== staleToken) return 'refreshed';

    const spent = before.refreshToken;
    const answer = spent === null ? 'refused' : await ask(spent);
    if (answer === 'unavailable') return 'unavailable';

    // The user may have signed out, or another context refreshed, while we waited: theirs stands.
    const after = await read();
    if (after === null || after === 'ended') return 'signed-out';
    if (after.accessToken !== before.accessToken) return 'refreshed';

    if (answer === 'refused') {
      await write('ended');
      return 'refused';
    }
    const tokens = received(answer, spent, clock.now());
    if (spent !== null) unwritten = { replaces: spent, tokens };
    await write(tokens); // before anyone uses it: a worker that dies here has not lost the pair
    unwritten = null;
    return 'refreshed';
  };

  const refreshing = createSingleFlight(async (staleToken: string): Promise<RefreshOutcome> => {
    // Storage that can't be read or written ends no sign-in.
    const outcome = await run(staleToken).catch((error: unknown): RefreshOutcome => {
      report(error, 'tokens');
      return 'unavailable';
    });
    log?.({ event: 'token-refresh', outcome });
    failedAt = outcome === 'unavailable' ? clock.now() : -Infinity;
    return outcome;
  });

  return {
    accessToken: async () => {
      // Whoever asks during a refresh would only get the stale token, and a 401 for it.
      await refreshing.underWay();
      try {
        const tokens = await usable();
        if (tokens === null) return null;
        if (!isDue(tokens, clock.now()) || Math.abs(clock.now() - failedAt) < patience)
          return tokens.accessToken;
        await refreshing.join(tokens.accessToken);
        return (await usable())?.accessToken ?? null;
      } catch (error) {
        // Asked as nobody, a platform that wants somebody says so; and then `hasEnded` is asked.
        report(error, 'tokens');
        return null;
      }
    },
    refresh: refreshing.join,
    isRenewable: () =>
      usable().then(
        (held) => held?.refreshToken !== null,
        // Storage that can't say it is asked again, and complained of, by the refresh itself.
        () => true,
      ),
    hasEnded: async () => {
      try {
        return (await read()) === 'ended';
      } catch (error) {
        report(error, 'tokens');
        return true; // storage that can't say who is signed in is no reason to speak as nobody
      }
    },
  };
}
