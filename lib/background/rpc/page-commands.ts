import type { pageRows } from '../../messaging/page-rows.ts';
import type { Attachment } from '../../shared/conversation.ts';
import { fail, ok } from '../../shared/result.ts';
import type { CaptureRequests } from '../page-capture/capture-requests.ts';
import type { ActiveWorkspace } from '../panels/active-workspace.ts';
import { done, type AskedOnScreen, type CommandHandlers } from './command-handlers.ts';

export interface PageCommandsOptions {
  readonly captureRequests: Pick<CaptureRequests, 'capture'>;
  readonly activeWorkspace: Pick<ActiveWorkspace, 'publish'>;
  /** UUID */
  readonly newId: () => string;
}

/** The page in the draft. */
export function createPageCommands({
  captureRequests,
  activeWorkspace,
  newId,
}: PageCommandsOptions): Pick<CommandHandlers, keyof typeof pageRows> {
  return {
    async 'page/attach'(_command, asked) {
      const captured = await captureRequests.capture(asked.panel.windowId);
      if (captured.ok) await setAttachment(asked, captured.value, activeWorkspace);
      return captured;
    },
    async 'page/reuse'({ messageId }, asked) {
      const { workspace, conversationId } = asked;
      const found = await workspace.store.message(messageId);
      if (found?.role !== 'user' || found.conversationId !== conversationId) return done;
      const [page] = found.attachments;
      // Under another marker (P39): the text may know the one that it was sent with by now.
      if (page !== undefined)
        await setAttachment(asked, { ...page, id: newId(), revision: 1 }, activeWorkspace);
      return done;
    },
    async 'page/edit'({ id, text }, asked) {
      const { attachment } = await asked.workspace.store.draft(asked.conversationId);
      if (attachment?.id !== id) return fail({ code: 'page-changed' });
      // Well-formed here, where the preview is told of it: what it shows is what is sent.
      const edited = { ...attachment, text: text.toWellFormed(), revision: attachment.revision + 1 };
      await setAttachment(asked, edited, activeWorkspace);
      return ok(edited);
    },
    async 'page/remove'({ id }, asked) {
      const { attachment } = await asked.workspace.store.draft(asked.conversationId);
      // Asked again by a page whose worker died: another page may have been attached since.
      if (attachment?.id === id) await setAttachment(asked, null, activeWorkspace);
      return done;
    },
  };
}

/** Stored, then told to every panel that shows the conversation. */
export async function setAttachment(
  { workspace, conversationId }: AskedOnScreen,
  attachment: Attachment | null,
  { publish }: Pick<ActiveWorkspace, 'publish'>,
): Promise<void> {
  await workspace.store.saveDraft(conversationId, { attachment });
  publish(conversationId, [{ type: 'draft/attachment', attachment }]);
}
