import type { TransportCapabilities, TransportEvent } from '../session/transport-event.ts';
import type { Problem } from '../shared/problem.ts';
import type { Result } from '../shared/result.ts';

/**
 * One way to a platform. What its wire is made of (frames, close codes, a join, a ping, requests) lives behind this, and is
 * told to the session in the words of lib/session/transport-event.ts.
 */
export interface Transport {
  /** Of its connections, unless `ready` says otherwise. */
  readonly capabilities: TransportCapabilities;
  /** Begins to open what the `connect` that is about to follow will need, so that what comes before it takes no time of its own. */
  expectConnection(): void;
  /**
   * `tell` is called after this has returned, in order, and once with `closed` at the most, which is the last of it.
   * @param ended once nothing that was handed over can arrive any more: after `closed`, or long after `close()`. Where a
   * way can't know, never
   * @param sessionId what we call the conversation: as in `POST /api/v1/chat` (R20)
   * @param opened once a socket is open, before anything is said over it. A way without one never calls it
   */
  connect(
    chatId: string,
    tell: (event: TransportEvent) => void,
    ended: () => void,
    sessionId: string,
    opened?: () => void,
  ): Connection;
  /** Only of a way whose platform may create a chat with the first message; what it calls it is told: `chat-named` (P46). */
  connectUnnamed?(tell: (event: TransportEvent) => void, ended: () => void, sessionId: string): Connection;
}

export interface Connection {
  /** Hands the message over; what comes of it is told. One that finds the connection gone is not told of: its end is. */
  send(message: OutgoingMessage): void;
  /** The computer slept: tells `closed` unless the other side shows soon that it is there. */
  check(): void;
  /**
   * Renews the credentials that this connection went by; where they have been replaced since, nothing is asked.
   * @param isForbidden they were good, and not enough (P21)
   */
  renewToken(isForbidden?: true): Promise<TokenRenewal>;
  /** Nothing is told from now on. Idempotent. */
  close(): void;
}

export interface OutgoingMessage {
  /** The whole wire text: fenced pages, then the user's words. */
  readonly text: string;
  /** UUID that a platform may echo. */
  readonly clientMessageId: string;
}

export type TokenRenewal = 'refreshed' | 'refused' | 'unavailable';

/** Who we are to the platform. No call rejects. */
export interface PlatformCredentials {
  /** The token to go by, null where signed out; or why the platform would not let us in (P38). */
  admit(signal: AbortSignal): Promise<Result<string | null, Problem>>;
  /** @param stale the token that was refused: if it has been replaced since, nothing is asked */
  renew(stale: string | null, isForbidden?: true): Promise<TokenRenewal>;
}
