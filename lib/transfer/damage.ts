import type { ChatFault } from './chat-fault.ts';

/** Other products whose exports are known by their shape, so that a person hears that it is one of those. */
export type OtherProduct = 'ChatGPT' | 'Claude' | 'Page Assist';

/** Why nothing of a file can be taken in. */
export type FileDamage =
  | {
      readonly code:
        | 'unreadable' // by the browser: gone, or not allowed
        | 'empty'
        | 'too-large'
        | 'compressed'
        | 'utf-16'
        | 'binary'
        | 'not-utf-8'
        | 'markdown'
        | 'web-page'
        | 'truncated'
        | 'not-json'
        | 'not-chats' // JSON, and nothing that we know
        | 'no-version'
        | 'chats-missing'
        | 'no-chats'
        | 'too-many-chats';
    }
  | { readonly code: 'other-product'; readonly product: OtherProduct }
  | { readonly code: 'too-new'; readonly version: number };

/** Why one chat of a file can't be taken in. */
export interface ChatDamage {
  readonly code:
    | ChatFault['code']
    | 'not-a-chat'
    | 'double-chat'
    | 'unknown-role'
    | 'unknown-status'
    | 'no-time' // there is none, or it is none
    | 'text-too-long'
    | 'field'; // missing, or of another kind than it should be
  /** Its place in the file, counted from 1. */
  readonly chat: number;
  /** null: not readable either. */
  readonly title: string | null;
  /** Counted from 1, where it is about a message. */
  readonly message?: number;
  /** The field's name in the file. */
  readonly field?: string;
}
