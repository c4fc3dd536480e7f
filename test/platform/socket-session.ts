import { looseJson } from './http-body.ts';
import { createAsking } from './socket-asking.ts';
import { greet } from './socket-greeting.ts';
import { createJoinCheck } from './socket-join.ts';
import { clientFrame } from './socket-frames.ts';
import type { JoinData, UserMessageData } from './socket-frames.ts';
import type { SocketLine } from './socket-line.ts';
import type { SocketServices } from './socket-services.ts';
import { record } from './received.ts';
import type { StoredChat } from './store.ts';
import type { Caller } from './tokens.ts';

export interface SocketSession {
  readonly joined: boolean;
  /** One message of the client, as text. */
  receive(text: string): void;
  /** Frees the timers. */
  end(): void;
}

/**
 * One connection of §6:
 *
 *     greeting ──join_chat──▶ joining ──▶ joined ──▶ ended
 *        └── other frame 4400 · 10 s 4408   └── refused: 4401, 4403, 1008
 *
 * Frames that arrive while a join is being checked wait for it.
 */
type State =
  | { readonly kind: 'greeting' }
  | { readonly kind: 'joining'; readonly waiting: string[] }
  | {
      readonly kind: 'joined';
      readonly chat: StoredChat;
      readonly caller: Caller | null;
      readonly budgetKey: string;
    }
  | { readonly kind: 'ended' };

const serverPingMs = 20_000;
/** Frames that may wait for the check of a join. */
const waitingLimit = 100;

export const openSocketSession = (
  line: SocketLine,
  {
    tenant,
    connection,
    address,
  }: { readonly tenant: string; readonly connection: number; readonly address: string },
  services: SocketServices,
): SocketSession => {
  const { received, script, joinTimeoutMs } = services;
  const askThat = createAsking(line, services);
  const checkJoin = createJoinCheck(tenant, services);
  let state: State = { kind: 'greeting' };
  let pongs = true;

  const greeting = greet(line, tenant, services);
  const joinTimer = setTimeout(() => refuse(4408, 'join timeout'), joinTimeoutMs);
  const pingTimer = setInterval(() => line.send('ping', { ts: Date.now() }), serverPingMs);

  const end = (): void => {
    clearTimeout(joinTimer);
    clearInterval(pingTimer);
    greeting.stop();
    state = { kind: 'ended' };
  };

  const refuse = (code: number, reason: string, errorCode?: string): void => {
    if (errorCode !== undefined) line.send('error', { code: errorCode, message: reason });
    line.close(code, reason);
    end();
  };

  const violated = (what: string): void => record(received.violations, `connection ${connection}: ${what}`);

  const join = async (data: JoinData): Promise<void> => {
    clearTimeout(joinTimer);
    const waiting: string[] = [];
    state = { kind: 'joining', waiting };
    const outcome = await checkJoin(data);
    if (!line.isOpen) return end();
    switch (outcome.kind) {
      case 'silent':
        return;
      case 'objected':
        line.send('error', { ...outcome.error });
        return;
      case 'refused':
        return refuse(outcome.code, outcome.reason, outcome.errorCode);
      case 'accepted': {
        const { chat, caller } = outcome;
        state = { kind: 'joined', chat, caller, budgetKey: caller?.userId ?? address };
        line.send('chat_joined', { chat_id: chat.id, tenant_id: tenant });
        waiting.forEach(receive);
        return;
      }
      default:
        return outcome satisfies never;
    }
  };

  const ask = ({ text, client_message_id: clientMessageId, ...data }: UserMessageData): void => {
    if (state.kind !== 'joined') return;
    const { chat, caller, budgetKey } = state;
    const chatId = data.chat_id ?? data.chatId;
    const marked = clientMessageId === undefined ? {} : { clientMessageId };
    record(received.userMessages, { chatId: chatId ?? '', text, ...marked });
    if (chatId !== chat.id) {
      return line.send('error', {
        code: 'chat_mismatch',
        message: 'This connection has joined another chat',
      });
    }
    askThat({ chat, caller, budgetKey, text, clientMessageId });
  };

  const pong = (): void => {
    if (pongs) pongs = script.take('pong', 'never-pongs') === undefined;
    if (pongs) line.send('pong', { ts: Date.now() });
  };

  const receive = (text: string): void => {
    if (state.kind === 'ended') return;
    if (state.kind === 'joining') {
      if (state.waiting.push(text) > waitingLimit)
        refuse(1008, 'too many frames before the join was answered');
      return;
    }
    const parsed = clientFrame.safeParse(looseJson(text));
    if (state.kind === 'greeting') {
      if (parsed.success && parsed.data.type === 'join_chat') return void join(parsed.data.data);
      if (parsed.success && parsed.data.type === 'user_message') violated('user_message before join_chat');
      return refuse(4400, 'first frame must be join_chat');
    }
    if (!parsed.success)
      return line.send('error', { code: 'invalid_frame', message: 'Not a frame of this protocol' });
    const frame = parsed.data;
    switch (frame.type) {
      case 'join_chat':
        violated('join_chat twice on one socket');
        return line.send('error', { code: 'already_joined', message: 'This connection has joined already' });
      case 'user_message':
        return ask(frame.data);
      case 'ping':
        return pong();
      case 'pong':
        return;
      default:
        return frame satisfies never;
    }
  };

  return {
    get joined() {
      return state.kind === 'joined';
    },
    receive,
    end,
  };
};
