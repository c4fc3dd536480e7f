/** A port as it arrives, with what the browser itself says of its other end. */
export interface IncomingPort extends Port {
  readonly name: string;
  readonly senderId: string | undefined;
  readonly senderUrl: string | undefined;
}

/** The part of a runtime port that either end needs. */
export interface Port {
  postMessage(message: unknown): void;
  disconnect(): void;
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
  readonly onDisconnect: { addListener(listener: () => void): void };
}
