import type { Reply } from './http-reply.ts';
import type { Caller } from './tokens.ts';

/**
 * Who may call: anyone · with a known tenant in X-Tenant-ID · also signed in, where the
 * deployment asks for it · always signed in.
 */
export type Access = 'open' | 'tenant' | 'chat' | 'account';

export interface Call {
  /** What stood for the `{…}` segments of the path. */
  readonly params: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** Empty where access is open. */
  readonly tenant: string;
  /** Null where nobody is signed in and nobody need be. */
  readonly caller: Caller | null;
  /** Aborted when the client is gone. */
  readonly signal: AbortSignal;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'HEAD';
  readonly path: string;
  readonly access: Access;
  /** Asked of a token, if there is one. */
  readonly scope?: string;
  /** `cut`: the TCP connection is cut instead of an answer. */
  handle(call: Call): Reply | 'cut' | Promise<Reply | 'cut'>;
}
