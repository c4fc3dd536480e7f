import type { ChatSocketListener } from '../../../lib/transport/websocket-v3/chat-socket.ts';

/** Writes down what a socket tells, in its order. */
export interface RecordingListener extends ChatSocketListener {
  readonly heard: readonly (readonly unknown[])[];
  /** How often it was told that nothing can arrive any more. */
  readonly ends: readonly true[];
}

export function createRecordingListener(): RecordingListener {
  const heard: (readonly unknown[])[] = [];
  const ends: true[] = [];
  return {
    heard,
    ends,
    opened: () => void heard.push(['opened']),
    frame: (frame) => void heard.push(['frame', frame]),
    faulty: (fault) => void heard.push(['faulty', fault]),
    closed: (code, reason) => void heard.push(['closed', code, reason]),
    ended: () => void ends.push(true),
  };
}
