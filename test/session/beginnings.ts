import type { HistoryItem } from '../../lib/session/history.ts';
import { session, type Scenario, type ScenarioOptions } from './scenario.ts';

/** Watched by one panel and ready. */
export const connected = (options: ScenarioOptions = {}): Scenario => session(options).watched().connects();

/** The answer to q1 is under way: it has begun, and `text` of it is stored. */
export const answering = (text = 'Once upon', messageId: string | null = null): Scenario =>
  connected().asks('A story?').hears({ type: 'start', messageId }).chunk(text, messageId);

/** A server that is down: every attempt fails, before or after the socket opened. */
export const serverDown = (opensFirst = false): ScenarioOptions => ({
  replies: (effect) => {
    if (effect.type === 'create-chat')
      return { type: 'chat-created', generation: effect.generation, chatId: 'chat' };
    if (effect.type !== 'open-socket') return null;
    return opensFirst
      ? { type: 'socket-opened', generation: effect.generation }
      : { type: 'socket-closed', generation: effect.generation, code: 1006, reason: '' };
  },
});

/** History as a platform tells it that echoes no ids. */
export const told = {
  question: (content: string, id = `h-${content}`): HistoryItem => ({
    id,
    role: 'user',
    content,
    clientMessageId: null,
  }),
  answer: (content: string, id = `h-${content}`): HistoryItem => ({
    id,
    role: 'assistant',
    content,
    clientMessageId: null,
  }),
};
