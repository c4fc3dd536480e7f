import type { IncomingHttpHeaders } from 'node:http';

/** One REST request as it arrived; `body` is the parsed JSON, or the text where it is none. `at` is epoch ms. */
export interface RestRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
  readonly at: number;
}

/** One WebSocket upgrade, also a refused one. */
export interface ConnectionAttempt {
  /** Path and query. */
  readonly url: string;
  readonly origin: string | undefined;
  readonly at: number;
  readonly accepted: boolean;
}

/** `connection` is the index of its entry in `connections`. `frame` is the parsed JSON, or the text where it is none. */
export interface ReceivedFrame {
  readonly connection: number;
  readonly at: number;
  readonly frame: unknown;
}

export interface ReceivedMessage {
  readonly chatId: string;
  readonly text: string;
  readonly clientMessageId?: string;
}

/** Everything the platform saw, in order, for assertions. */
export interface Received {
  readonly rest: RestRequest[];
  readonly connections: ConnectionAttempt[];
  readonly frames: ReceivedFrame[];
  /** Every question by socket or REST, also one that was then refused. */
  readonly userMessages: ReceivedMessage[];
  /** What a client must never do: a token in a URL, two joins on one socket, a message before the join. */
  readonly violations: string[];
}

/** A demo left running for days must not grow without end; no test comes near this. */
const keptEntries = 20_000;

export const createReceived = (): Received => ({
  rest: [],
  connections: [],
  frames: [],
  userMessages: [],
  violations: [],
});

/** Appends while there is room: the first entries stay, so indices stay true. */
export const record = <Entry>(entries: Entry[], entry: Entry): void => {
  if (entries.length < keptEntries) entries.push(entry);
};
