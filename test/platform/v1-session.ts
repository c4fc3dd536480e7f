import { z } from 'zod';
import { looseJson } from './http-body.ts';
import { record } from './received.ts';
import { createAsking } from './socket-asking.ts';
import { greet } from './socket-greeting.ts';
import type { SocketLine } from './socket-line.ts';
import type { SocketServices } from './socket-services.ts';
import type { StoredChat } from './store/store.ts';
import type { Dialect, V1Habits } from './v1-habits.ts';
import { createWholeLine } from './v1-line.ts';

/** Frames of a client of §7. Members that we don't know are ignored. */
const authFrame = z.object({
  type: z.literal('auth'),
  data: z.object({ tenant_id: z.string(), session_id: z.string(), user_agent: z.string() }),
});
const messageFrame = z.object({
  type: z.literal('chat_message'),
  data: z.object({
    message: z.string(),
    chat_id: z.string().nullable(),
    tenant_id: z.string(),
    stream: z.boolean(),
    timestamp: z.string(),
    client_message_id: z.string().max(200).optional(),
  }),
});
const anyFrame = z.object({ type: z.string() });

export interface V1SessionOptions {
  readonly tenant: string;
  readonly connection: number;
  readonly address: string;
  readonly url: URL;
  readonly dialect: Exclude<Dialect, 'v3'>;
  readonly v1: V1Habits;
}

/** One connection of §7: to a plain server, to one that wants `auth` first, or to a hybrid. */
export const openV1Session = (
  line: SocketLine,
  { tenant, connection, address, url, dialect, v1 }: V1SessionOptions,
  services: SocketServices,
): { receive(text: string): void; end(): void } => {
  const { received, script, store, listeners } = services;
  /** By chat id, how to stop listening in it. */
  const leaving = new Map<string, () => void>();
  const ask = createAsking(line, services);
  const sessionId = url.searchParams.get('session_id') ?? '';
  let isIntroduced = dialect === 'v1-plain';
  let greeting: { stop(): void } = { stop: () => undefined };
  let pongs = v1.pongs;

  const violated = (what: string): void => record(received.violations, `connection ${connection}: ${what}`);
  if (url.searchParams.has('user_id')) violated('a user id in the URL');
  const welcome = (): void => {
    if (v1.greets) greeting = greet(line, tenant, script, v1.ready);
  };
  if (v1.wantsToken === 'by-close') line.close(4401, 'token required');
  else if (isIntroduced) welcome();

  const fail = (code: string, message: string): void => line.send('error', { code, message });

  const objectTo = (type: string): void => {
    switch (v1.unknownTypes) {
      case 'error':
        return fail('unknown_type', `Unknown message type: ${type}`);
      case 'vague':
        return fail('invalid_message', 'Invalid message format');
      case 'close':
        return line.close(1003, 'unsupported data');
      case 'silent':
        return;
      default:
        return v1.unknownTypes satisfies never;
    }
  };

  const introduce = (frame: unknown): void => {
    const read = authFrame.safeParse(frame);
    if (!read.success) return violated('an auth that is none');
    const { tenant_id: named, session_id: session } = read.data.data;
    if (named !== tenant || session !== sessionId) violated('an auth of another tenant or session');
    if (JSON.stringify(frame).includes('token')) violated('a token in auth');
    if (isIntroduced) return violated('auth twice on one socket');
    isIntroduced = true;
    welcome();
  };

  /** The chat that a frame names; of one that names none, the session's, which comes to be with it. */
  const chatOf = (chatId: string | null): StoredChat | undefined =>
    chatId === null
      ? store.openChat({ sessionId, tenant, owner: null, title: '', context: null }).chat
      : store.findChat(chatId);

  const take = (frame: unknown): void => {
    const read = messageFrame.safeParse(frame);
    if (!read.success) return fail('validation_error', 'Field required: message');
    const { message: text, chat_id: chatId, client_message_id: clientMessageId } = read.data.data;
    const marked = clientMessageId === undefined ? {} : { clientMessageId };
    record(received.userMessages, { chatId: chatId ?? '', text, ...marked });
    const chat = chatOf(chatId);
    if (chat === undefined || chat.tenant !== tenant) return fail('CHAT_NOT_FOUND', 'There is no such chat');
    if (chat.sessionId !== sessionId) violated('a message to the chat of another session');
    if (!leaving.has(chat.id)) leaving.set(chat.id, listeners.join(chat.id));
    const out = v1.answers === 'streams' ? line : createWholeLine(line, chat.id, v1);
    ask({ chat, caller: null, budgetKey: address, text, clientMessageId }, out);
  };

  const pong = (): void => {
    if (pongs) pongs = script.take('pong', 'never-pongs') === undefined;
    if (pongs) line.send('pong', { ts: Date.now() });
  };

  return {
    receive: (text) => {
      const frame = looseJson(text);
      const type = anyFrame.safeParse(frame).data?.type ?? '';
      if (v1.wantsToken === 'by-frame') return fail('auth_required', 'A token is required');
      if (!isIntroduced && type !== 'auth') return line.close(4400, 'first frame must be auth');
      switch (type) {
        case 'auth':
          return dialect === 'v1-plain' ? objectTo(type) : introduce(frame);
        case 'chat_message':
          return dialect === 'v1-hybrid' ? objectTo(type) : take(frame);
        case 'ping':
          return v1.pongs ? pong() : objectTo(type);
        case 'pong':
          return;
        default:
          return objectTo(type);
      }
    },
    end: () => {
      greeting.stop();
      leaving.forEach((leave) => leave());
    },
  };
};
