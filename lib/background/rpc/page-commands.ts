import type { pageRows } from '../../messaging/page-rows.ts';
import { withoutOriginal, type Attachment } from '../../shared/conversation.ts';
import { fail, ok } from '../../shared/result.ts';
import type { CaptureRequests } from '../page-capture/capture-requests.ts';
import type { ActiveWorkspace } from '../panels/active-workspace.ts';
import { done, type AskedOnScreen, type CommandHandlers } from './command-handlers.ts';

export interface PageCommandsOptions {
  readonly captureRequests: Pick<CaptureRequests, 'capture' | 'pasted' | 'show'>;
  readonly activeWorkspace: Pick<ActiveWorkspace, 'publish'>;
  /** UUID */
  readonly newId: () => string;
}

/** The page and the pasted text in the draft. */
export function createPageCommands({
  captureRequests,
  activeWorkspace,
  newId,
}: PageCommandsOptions): Pick<CommandHandlers, keyof typeof pageRows> {
  return {
    async 'page/attach'({ replaces }, asked) {
      if (await isEdited(asked, replaces)) return fail({ code: 'page-edited' });
      const captured = await captureRequests.capture(asked.panel.windowId);
      if (captured.ok) await setAttached(asked, captured.value.source, captured.value, activeWorkspace);
      return captured;
    },
    async 'page/reuse'({ messageId }, asked) {
      const { workspace, conversationId } = asked;
      const found = await workspace.store.message(messageId);
      if (found?.role !== 'user' || found.conversationId !== conversationId) return done;
      const draft = await workspace.store.draft(conversationId);
      if (await isEdited(asked)) return fail({ code: 'page-edited' });
      // Under another marker (P39): the text may know the one that it was sent with by now.
      for (const one of found.attachments)
        // One that was pasted since then is nowhere else.
        if (one.source !== 'paste' || !draft.paste)
          await setAttached(asked, one.source, { ...one, id: newId(), revision: 1 }, activeWorkspace);
      return done;
    },
    async 'page/paste'({ id, text, length }, asked) {
      const pasted = await captureRequests.pasted({ id, text, length });
      if (!pasted.ok) return pasted;
      await setAttached(asked, 'paste', pasted.value, activeWorkspace);
      return done;
    },
    async 'page/edit'({ id, text }, asked) {
      const attachment = await attached(asked, id);
      if (attachment === undefined) return fail({ code: 'page-changed' });
      // Well-formed here, where the preview is told of it: what it shows is what is sent.
      const edited = editedTo(attachment, text.toWellFormed());
      await setAttached(asked, edited.source, edited, activeWorkspace);
      return ok(edited);
    },
    async 'page/show'({ messageId, attachmentId, ...place }, { panel, workspace, conversationId }) {
      const found = await workspace.store.message(messageId);
      const page =
        found?.role === 'user' && found.conversationId === conversationId
          ? found.attachments.find(({ id }) => id === attachmentId)
          : undefined;
      if (page === undefined) return fail({ code: 'page-changed' });
      return captureRequests.show({ page, ...place, windowId: panel.windowId });
    },
    async 'page/remove'({ id }, asked) {
      // Asked again by a page whose worker died: another page may have been attached since.
      const attachment = await attached(asked, id);
      if (attachment !== undefined) await setAttached(asked, attachment.source, null, activeWorkspace);
      return done;
    },
  };
}

type Draft = Pick<AskedOnScreen, 'workspace' | 'conversationId'>;

/** Whether the page in the draft holds the user's own changes, which only they may give up: by naming it. */
async function isEdited({ workspace, conversationId }: Draft, replaces?: string): Promise<boolean> {
  const { attachment } = await workspace.store.draft(conversationId);
  return attachment?.isEdited === true && attachment.id !== replaces;
}

/** With the text that was captured beside it, as long as the two differ. */
function editedTo(before: Attachment, text: string): Attachment {
  const { original = before.text, isEdited: _isEdited, ...rest } = before;
  const revision = before.revision + 1;
  return text === original
    ? { ...withoutOriginal(rest), text, revision }
    : { ...rest, text, revision, isEdited: true, original };
}

/** What of the draft has that id. */
async function attached({ workspace, conversationId }: Draft, id: string): Promise<Attachment | undefined> {
  const { attachment, paste } = await workspace.store.draft(conversationId);
  return [attachment, paste].find((one) => one?.id === id) ?? undefined;
}

/** Stored, then told to every panel that shows the conversation. The page and the pasted text have a place each. */
export async function setAttached(
  { workspace, conversationId }: Draft,
  source: Attachment['source'],
  attachment: Attachment | null,
  { publish }: Pick<ActiveWorkspace, 'publish'>,
): Promise<void> {
  const isPaste = source === 'paste';
  await workspace.store.saveDraft(conversationId, isPaste ? { paste: attachment } : { attachment });
  publish(conversationId, [
    isPaste ? { type: 'draft/paste', paste: attachment } : { type: 'draft/attachment', attachment },
  ]);
}
