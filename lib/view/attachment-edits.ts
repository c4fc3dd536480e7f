import type { CommandOf } from '../messaging/commands.ts';
import type { Replied } from '../messaging/page-port.ts';
import type { Attachment } from '../shared/conversation.ts';
import type { Draft } from './draft.ts';
import type { TranscriptStore } from './transcript-store.ts';

/** Changes of what goes along with the next message. */
export interface AttachmentEdits {
  /**
   * A long text, to go along as a page does, in the place of the one that is there. `added`: what of it comes back into the
   * composer where it can't be kept; `length`: of all that was pasted.
   */
  attachText(text: string, length: number, added: string): void;
  editPage(id: string, text: string): void;
  /** A masked value back in its places, or masked once more. Resolves with the page as it is then; null: a refusal is told. */
  unmaskPage(id: string, placeholder: string, isUndone: boolean): Promise<Attachment | null>;
}

export interface AttachmentEditsOptions {
  readonly store: Pick<TranscriptStore, 'state' | 'change'>;
  readonly draft: Pick<Draft, 'giveBack'>;
  readonly ask: <Asked extends 'page/paste' | 'page/edit' | 'page/unmask'>(
    command: CommandOf<Asked>,
  ) => Replied<Asked>;
  /** UUID */
  readonly newId: () => string;
  /** Epoch ms. */
  readonly now: () => number;
}

interface Pending {
  /** The last change on its way: a message must name the revision that follows from it. Null: none is. */
  pendingEdit(): Promise<unknown> | null;
}

export function createAttachmentEdits(options: AttachmentEditsOptions): AttachmentEdits & Pending {
  const { store, draft, ask, newId, now } = options;
  let pending: Promise<unknown> | null = null;

  /** What is sent waits for this change of what goes along. */
  function holdFor<Reply>(asked: Promise<Reply>, then?: (reply: Reply) => void): void {
    const change: Promise<unknown> = asked.then(then).finally(() => {
      if (pending === change) pending = null;
    });
    pending = change;
  }

  return {
    pendingEdit: () => pending,
    attachText(text, length, added) {
      const { paste } = store.state();
      const id = newId();
      const shown: Attachment = {
        id,
        revision: 1,
        title: '',
        url: '',
        text,
        pageLength: length,
        source: 'paste',
        capturedAt: new Date(now()).toISOString(),
      };
      // At once: a press of Enter must take it along.
      store.change((state) => ({ ...state, paste: shown }));
      holdFor(ask({ type: 'page/paste', id, text, length }), ({ ok }) => {
        if (ok) return;
        store.change((state) => (state.paste?.id === id ? { ...state, paste } : state));
        draft.giveBack(added);
      });
    },
    editPage: (id, text) => holdFor(ask({ type: 'page/edit', id, text })),
    async unmaskPage(id, placeholder, isUndone) {
      // What was typed before it is in the text that it changes.
      await pending;
      const asked = ask({ type: 'page/unmask', id, placeholder, isUndone });
      holdFor(asked);
      const reply = await asked;
      return reply.ok ? reply.value : null;
    },
  };
}
