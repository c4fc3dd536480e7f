import type { ServerFrame } from '../../protocol/server-frame.ts';
import type { TransportEvent } from '../../session/transport-event.ts';

type AnswerFrame = Extract<ServerFrame, { type: 'processing' | 'start' | 'chunk' | 'complete' }>;

/** What a frame of an answer says, in the words of the session (P11–P17). */
export function toTransportEvent(frame: AnswerFrame): TransportEvent {
  const { messageId } = frame;
  switch (frame.type) {
    case 'processing':
      return { type: 'accepted', messageId };
    case 'start':
      return { type: 'started', messageId };
    case 'chunk':
      return { type: 'text', messageId, content: frame.content };
    case 'complete':
      return { ...frame, type: 'completed' };
    default:
      return frame satisfies never;
  }
}
