import type { CommandOf } from '../messaging/commands.ts';
import type { Replied } from '../messaging/page-port.ts';
import type { Attachment } from '../shared/conversation.ts';

export interface PageUnmask {
  /** A masked value back in its places, or masked once more. Resolves with the page as it is then; null: a refusal is told. */
  unmaskPage(id: string, placeholder: string, isUndone: boolean): Promise<Attachment | null>;
}

export interface PageUnmaskOptions {
  ask(command: CommandOf<'page/unmask'>): Replied<'page/unmask'>;
  /** The last change of what goes along that is on its way; null: none is. */
  pending(): Promise<unknown> | null;
  /** What is sent waits for this change. */
  holdFor(change: Replied<'page/unmask'>): void;
}

export function createPageUnmask({ ask, pending, holdFor }: PageUnmaskOptions): PageUnmask {
  return {
    async unmaskPage(id, placeholder, isUndone) {
      // What was typed before it is in the text that it changes.
      await pending();
      const asked = ask({ type: 'page/unmask', id, placeholder, isUndone });
      holdFor(asked);
      const reply = await asked;
      return reply.ok ? reply.value : null;
    },
  };
}
