import type { SocketLine } from './socket-line.ts';
import type { V1Habits } from './v1-habits.ts';
import { chatMessageFrame } from './v1-push.ts';

/** A line over which answers go in one piece, whoever relays them in many. */
export const createWholeLine = (line: SocketLine, chatId: string, v1: V1Habits): SocketLine => {
  const startedAt = Date.now();

  const sendWhole = (data: Readonly<Record<string, unknown>>): void => {
    const { message_id: id, content, sources, total_tokens: tokens } = data;
    if (v1.answers === 'chat_message') {
      const named = { ...v1, namesAnswers: v1.namesAnswers && id !== undefined };
      return line.sendRaw(
        chatMessageFrame({ id: String(id), content: typeof content === 'string' ? content : '' }, named),
      );
    }
    line.send('chat_response', {
      ...(v1.namesAnswers && id !== undefined ? { message_id: id } : {}),
      message: content,
      chat_id: chatId,
      sources,
      metadata: { model: 'embedded', tokens_used: tokens, response_time_ms: Date.now() - startedAt },
    });
  };

  return {
    get isOpen() {
      return line.isOpen;
    },
    send: (type, data = {}) => {
      if (type === 'response_start' || type === 'response_chunk') return;
      if (type === 'response_complete') sendWhole(data);
      else line.send(type, data);
    },
    sendRaw: line.sendRaw,
    close: line.close,
    cut: line.cut,
    drained: line.drained,
  };
};
