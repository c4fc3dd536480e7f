import type { Port } from '../messaging/page-port.ts';

/** A port as it arrives, with what the browser itself says of its other end. */
export interface IncomingPort extends Port {
  readonly name: string;
  readonly senderId: string | undefined;
  readonly senderUrl: string | undefined;
}
