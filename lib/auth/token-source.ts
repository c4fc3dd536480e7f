/** A pair as the platform issued it (platform §5). Opaque here; `jwt.ts` reads the access token's claims. */
export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/**
 * refreshed: ask `accessToken` again · refused: the platform ended the sign-in, the pair is gone ·
 * unavailable: the platform could not be asked, still signed in · signed-out: there was nothing to refresh.
 */
export type RefreshOutcome = 'refreshed' | 'refused' | 'unavailable' | 'signed-out';

/** Neither call rejects. */
export interface TokenSource {
  /** Null: signed out, which is a valid state (development deployments take no token). */
  accessToken(): Promise<string | null>;
  /** `staleToken` is the one that was answered with 401. All callers share one request. */
  refresh(staleToken: string): Promise<RefreshOutcome>;
}

export interface TokenSourceOptions {
  read(): Promise<Tokens | null>;
  /** Replaces the pair in one write; null forgets it. */
  write(tokens: Tokens | null): Promise<void>;
  /** `POST /auth/refresh`. Has to settle once `signal` aborts. */
  exchange(refreshToken: string, signal: AbortSignal): Promise<Tokens | 'refused' | 'unavailable'>;
}

/** ms. As long as any other request may take (rule R13). */
const exchangeTimeout = 15_000;

/** For profiles nobody is signed in to. */
export const signedOut: TokenSource = {
  accessToken: () => Promise.resolve(null),
  refresh: () => Promise.resolve('signed-out'),
};

export const createTokenSource = ({ read, write, exchange }: TokenSourceOptions): TokenSource => {
  let inFlight: Promise<RefreshOutcome> | null = null;
  // Issued, but storage refused it. The pair it replaces may be dead by now, so this one is kept for the
  // next attempt: otherwise one full disk signs the user out.
  let unwritten: { readonly replaces: string; readonly tokens: Tokens } | null = null;

  /** The stored pair, unless one that replaces it still waits to be written. */
  const current = async (): Promise<Tokens | null> => {
    const stored = await read();
    if (unwritten === null) return stored;
    if (stored?.refreshToken !== unwritten.replaces) {
      unwritten = null; // signed out, or signed in as someone else, in the meantime
      return stored;
    }
    await write(unwritten.tokens);
    const { tokens } = unwritten;
    unwritten = null;
    return tokens;
  };

  const ask = async (refreshToken: string): Promise<Tokens | 'refused' | 'unavailable'> => {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), exchangeTimeout);
    try {
      return await exchange(refreshToken, abort.signal);
    } catch {
      return 'unavailable';
    } finally {
      clearTimeout(timer);
    }
  };

  const run = async (staleToken: string): Promise<RefreshOutcome> => {
    const before = await current();
    if (before === null) return 'signed-out';
    // Replaced between the request that failed and now: refreshing again would kill a good pair.
    if (before.accessToken !== staleToken) return 'refreshed';

    const answer = await ask(before.refreshToken);
    if (answer === 'unavailable') return 'unavailable';

    // The user may have signed out, or another context refreshed, while we waited: theirs stands.
    const after = await read();
    if (after === null) return 'signed-out';
    if (after.refreshToken !== before.refreshToken) return 'refreshed';

    if (answer === 'refused') {
      await write(null);
      return 'refused';
    }
    unwritten = { replaces: before.refreshToken, tokens: answer };
    await write(answer); // before anyone uses it: a worker that dies here has not lost the pair
    unwritten = null;
    return 'refreshed';
  };

  return {
    accessToken: async () => {
      // Whoever asks during a refresh would only get the stale token, and a 401 for it.
      await inFlight;
      try {
        return (await current())?.accessToken ?? null;
      } catch {
        return null;
      }
    },
    refresh: (staleToken) => {
      inFlight ??= run(staleToken)
        .catch((): RefreshOutcome => 'unavailable')
        .finally(() => {
          inFlight = null;
        });
      return inFlight;
    },
  };
};
