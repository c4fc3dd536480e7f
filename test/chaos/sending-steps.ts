import type { GateStop } from './sending-gate.ts';

/** Where on the wire a worker can die that has a question to send. */
export interface Step {
  readonly step: string;
  readonly stop: GateStop;
}

export const joiningSteps: readonly Step[] = [
  { step: 'join_chat has left and is lost', stop: { from: 'extension', type: 'join_chat', passes: false } },
  { step: 'join_chat is taken', stop: { from: 'platform', type: 'chat_joined', passes: false } },
  { step: 'chat_joined has arrived', stop: { from: 'platform', type: 'chat_joined', passes: true } },
];

export interface SendingStep extends Step {
  /** What becomes of the frames that were still under way; those to a dead worker are lost in any case. */
  readonly then: 'lose' | 'pass';
}

const leaves: GateStop = { from: 'extension', type: 'user_message', passes: false };
const isTaken: GateStop = { from: 'platform', type: 'processing', passes: false };
const arrives = (type: string, nth = 1): GateStop => ({ from: 'platform', type, nth, passes: true });

export function sendingSteps(chunks: number): readonly SendingStep[] {
  return [
    { step: 'the question has left and is lost', stop: leaves, then: 'lose' },
    { step: 'the question has left and arrives as the worker ends', stop: leaves, then: 'pass' },
    { step: 'the platform has the question and has said nothing', stop: isTaken, then: 'lose' },
    { step: 'processing has arrived', stop: arrives('processing'), then: 'lose' },
    { step: 'response_start has arrived', stop: arrives('response_start'), then: 'lose' },
    { step: 'the first chunk has arrived', stop: arrives('response_chunk'), then: 'lose' },
    { step: 'the last chunk has arrived', stop: arrives('response_chunk', chunks), then: 'lose' },
    { step: 'response_complete has arrived', stop: arrives('response_complete'), then: 'lose' },
  ];
}

/** Of a question that was asked before in the same words: which of the two has the platform? */
export const repeatingSteps: readonly Step[] = [
  { step: 'when it is lost on the way', stop: leaves },
  { step: 'when it has arrived', stop: isTaken },
];
