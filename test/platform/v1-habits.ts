/** Which protocol the platform's WebSocket speaks: §6, or one of the three servers of §7. */
export type Dialect = 'v3' | 'v1-plain' | 'v1-auth-first' | 'v1-hybrid';

/** What a platform's sockets are today. */
export interface SpokenHere {
  readonly speaks: Dialect;
  readonly v1: V1Habits;
}

/** What an older server does always. */
export interface V1Habits {
  /** `connection_established`: a plain one says it at the opening, the others after `auth`. */
  readonly greets: boolean;
  /** Behind the greeting; null: none. */
  readonly ready: 'connection_ready' | 'ai_services_ready' | 'platform_ready' | null;
  /** In pieces, or in one under either name. */
  readonly answers: 'streams' | 'chat_response' | 'chat_message';
  /** Of a hybrid: what a question that was posted is answered by. */
  readonly replies: 'in-reply' | 'by-socket' | 'socket-then-reply' | 'reply-then-socket';
  /** Answers over the socket, where they come whole, carry an id. */
  readonly namesAnswers: boolean;
  /** Of a hybrid that answers twice: its copy over the socket has an id of its own, which is in no history. */
  readonly renamesCopies: boolean;
  /** To a frame of a type that it doesn't know. `vague`: an error that doesn't say which. */
  readonly unknownTypes: 'error' | 'vague' | 'silent' | 'close';
  readonly pongs: boolean;
  /** Wants a token in the URL, where none may stand, and says so at the upgrade, by a close, or by a frame. */
  readonly wantsToken: 'no' | 'at-upgrade' | 'by-close' | 'by-frame';
  /** Where its socket is; null: at either of the two usual paths. */
  readonly path: string | null;
}

export const v1Habits: V1Habits = {
  greets: true,
  ready: 'connection_ready',
  answers: 'streams',
  replies: 'in-reply',
  namesAnswers: true,
  renamesCopies: false,
  unknownTypes: 'error',
  pongs: true,
  wantsToken: 'no',
  path: null,
};
