import { isObject } from '../shared/is-object.ts';
import { ok, type Result } from '../shared/result.ts';
import { identifier } from './rest/identifier.ts';
import {
  readFrame,
  toServerFrame,
  type FrameFault,
  type NamedFrame,
  type ServerFrame,
} from './server-frame.ts';

/** One frame of an older server, and what only dialect v1 has to say with it (P43–P46). */
export interface V1ServerFrame {
  readonly frame: ServerFrame;
  /** What the server calls the chat; null: it doesn't say. */
  readonly chatId: string | null;
  /** Which of its two names a whole answer came under; null: it is none. */
  readonly whole: 'chat_response' | 'chat_message' | null;
}

const readyTypes = new Set(['connection_ready', 'ai_services_ready', 'platform_ready']);

/** Reads one WebSocket message. Never throws, whatever the server sent. */
export function decodeV1Frame(data: unknown): Result<V1ServerFrame, FrameFault> {
  const read = readFrame(data);
  if (!read.ok) return read;
  const { type, fields } = read.value;
  const answer = wholeOf(read.value);
  const named = answer?.named ?? (readyTypes.has(type) ? { type: 'connection_ready', fields } : read.value);
  const frame = toServerFrame(named);
  if (!frame.ok) return frame;
  const chatId = identifier.safeParse(fields['chat_id'] ?? fields['chatId']);
  return ok({
    frame: frame.value,
    chatId: chatId.success ? chatId.data : null,
    whole: answer?.name ?? null,
  });
}

/** P45: an answer in one piece is the end of one, under other names. */
function wholeOf({
  type,
  fields,
}: NamedFrame): { readonly name: V1ServerFrame['whole']; readonly named: NamedFrame } | null {
  switch (type) {
    case 'chat_response': {
      const { message } = fields;
      return { name: type, named: complete(fields, typeof message === 'string' ? { content: message } : {}) };
    }
    case 'chat_message': {
      const message = isObject(fields['message']) ? fields['message'] : fields;
      // What somebody asked is echoed under this name, too.
      if (message['role'] !== 'assistant') return null;
      return {
        name: type,
        named: complete(message, { message_id: message['message_id'] ?? message['id'] }),
      };
    }
    default:
      return null;
  }
}

function complete(fields: NamedFrame['fields'], said: NamedFrame['fields']): NamedFrame {
  const metadata = isObject(fields['metadata']) ? fields['metadata'] : {};
  return {
    type: 'response_complete',
    fields: {
      sources: metadata['sources'],
      total_tokens: metadata['tokens_used'] ?? metadata['total_tokens'],
      ...fields,
      ...said,
    },
  };
}
