import { setTimeout } from 'node:timers/promises';
import type { AnswerFaults } from './answer-faults.ts';
import type { AnswerStream, FinishedAnswer } from './answers.ts';
import type { SocketLine } from './socket-line.ts';

export interface Relay {
  readonly chatId: string;
  readonly line: SocketLine;
  readonly faults: AnswerFaults;
}

/**
 * Sends one answer down the socket that asked, with the scripted faults. Reads on when
 * the socket is gone, because the answer is stored at its end; only an answer that
 * itself fails is left early.
 */
export const relayAnswer = async (relay: Relay, messageId: string, chunks: AnswerStream): Promise<void> => {
  const { chatId, line, faults } = relay;
  const { ending } = faults;
  const named = faults.withIds ? { message_id: messageId } : {};
  line.send('processing', {
    chat_id: chatId,
    ...(faults.words === undefined ? {} : { message: faults.words }),
  });

  if (ending?.kind === 'processing-only') {
    if (ending.stored) await readToEnd(chunks);
    return;
  }
  if (faults.withStart) line.send('response_start', { ...named, chat_id: chatId });

  const foreign = faults.foreignText === undefined ? null : createForeignAnswer(relay, faults.foreignText);
  let chunkCount = 0;
  let soFar = '';
  const interruptions = createInterruptions(relay, named);
  for (;;) {
    if (await interruptions.reach(chunkCount)) return void (await chunks.return(unfinished));
    const chunk = await chunks.next();
    if (chunk.done === true) {
      if (await interruptions.reach(Infinity)) return;
      foreign?.end();
      line.send('response_complete', completion(chunk.value, faults, named));
      return;
    }
    chunkCount += 1;
    soFar += chunk.value;
    const frame = { ...named, content: faults.isCumulative ? soFar : chunk.value };
    if (chunkCount !== faults.lostChunk) line.send('response_chunk', frame);
    if (chunkCount === faults.repeatedChunk) line.send('response_chunk', frame);
    foreign?.next();
    await line.drained();
  }
};

/** Frames of an answer that nobody asked for on this socket. */
const createForeignAnswer = ({ chatId, line }: Relay, text: string) => {
  const named = { message_id: `foreign-${chatId}` };
  const words = text.split(/(?<= )/);
  line.send('response_start', { ...named, chat_id: chatId });
  return {
    next: () => {
      const content = words.shift();
      if (content !== undefined) line.send('response_chunk', { ...named, content });
    },
    end: () => line.send('response_complete', { ...named, content: text, total_chunks: 1 }),
  };
};

/** What `return` is called with; nobody sees it. */
const unfinished: FinishedAnswer = {
  message: { id: '', role: 'assistant', content: '', created_at: '' },
  sources: [],
  chunks: 0,
};

const readToEnd = async (chunks: AnswerStream): Promise<void> => {
  while ((await chunks.next()).done !== true);
};

const completion = (
  answer: FinishedAnswer,
  faults: AnswerFaults,
  named: object,
): Record<string, unknown> => ({
  ...named,
  ...(faults.withContent ? { content: answer.message.content } : {}),
  total_tokens: answer.chunks,
  total_chunks: answer.chunks,
  cost_estimate: 0,
  sources: answer.sources,
});

/** Applies each fault that waits for a chunk once. `reach` says true when the answer has failed. */
const createInterruptions = ({ line, faults }: Relay, named: object) => {
  const { garbage, huge, unknown, silence, ending } = faults;
  const due: { readonly atChunk: number; apply(): void | boolean | Promise<unknown> }[] = [];
  if (garbage) due.push({ atChunk: garbage.atChunk, apply: () => line.sendRaw(garbage.payload) });
  if (huge) due.push({ atChunk: huge.atChunk, apply: () => sendHuge(line, huge.bytes, named) });
  if (unknown)
    due.push({ atChunk: unknown.atChunk, apply: () => line.send('telemetry_sample', { load: [0.1, 0.2] }) });
  if (silence) due.push({ atChunk: silence.atChunk, apply: () => setTimeout(silence.ms) });
  if (ending?.kind === 'restarts') {
    due.push({ atChunk: ending.atChunk, apply: () => line.close(ending.code, 'service restart') });
  }
  if (ending?.kind === 'dies') due.push({ atChunk: ending.atChunk, apply: () => line.cut() });
  if (ending?.kind === 'error') {
    due.push({
      atChunk: ending.atChunk,
      apply: () => {
        line.send('error', { ...ending.error });
        return true;
      },
    });
  }

  return {
    reach: async (chunkCount: number): Promise<boolean> => {
      while (due.length > 0) {
        const next = due.findIndex(({ atChunk }) => atChunk <= chunkCount);
        const [fault] = next < 0 ? [] : due.splice(next, 1);
        if (fault === undefined) return false;
        if ((await fault.apply()) === true) return true;
      }
      return false;
    },
  };
};

const sendHuge = (line: SocketLine, bytes: number, named: object): void => {
  line.send('response_chunk', { ...named, content: 'x'.repeat(bytes) });
};
