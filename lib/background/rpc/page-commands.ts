import type { pageRows } from '../../messaging/page-rows.ts';
import type { placeRows } from '../../messaging/place-rows.ts';
import { withoutOriginal, type Attachment } from '../../shared/conversation.ts';
import { fail, ok } from '../../shared/result.ts';
import type { WantsLinks } from '../page-capture/capture-page.ts';
import type { CaptureRequests } from '../page-capture/capture-requests.ts';
import type { DraftParts } from '../../storage/draft-parts.ts';
import type { ActiveWorkspace } from '../panels/active-workspace.ts';
import { done, type AskedOnScreen, type CommandHandlers } from './command-handlers.ts';

export interface PageCommandsOptions {
  readonly captureRequests: Pick<
    CaptureRequests,
    'numbering' | 'capture' | 'captureTab' | 'pasted' | 'undone' | 'show'
  >;
  readonly activeWorkspace: Pick<ActiveWorkspace, 'publish'>;
  /** UUID */
  readonly newId: () => string;
}

/** An id that no tab has. */
const noTab = -1;

/** Pages of other tabs beside the one in front: more than are ever read together, and a bound to what a draft can hold. */
const mostTabs = 8;

/** The page and the pasted text in the draft. */
export function createPageCommands({
  captureRequests,
  activeWorkspace,
  newId,
}: PageCommandsOptions): Pick<CommandHandlers, keyof typeof pageRows | keyof typeof placeRows> {
  return {
    async 'page/attach'({ replaces }, asked) {
      if (await isEdited(asked, replaces)) return fail({ code: 'page-edited' });
      const { attachment: before } = await draftOf(asked);
      // The same page, read anew, is read as it was.
      const wantsLinks: WantsLinks = ({ id, url }) =>
        before?.hasLinks === true && before.tab?.id === id && before.tab.url === url;
      return captureRequests.numbering(asked, async (known) => {
        const captured = await captureRequests.capture(asked.panel.windowId, known, undefined, wantsLinks);
        if (captured.ok) await setAttached(asked, captured.value.source, captured.value, activeWorkspace);
        return captured;
      });
    },
    async 'page/attach-tab'({ tabId }, asked) {
      const isThere = await attached(asked, ({ tab }) => tab?.id === tabId);
      if (isThere !== undefined) return ok(isThere);
      return captureRequests.numbering(asked, async (known) => {
        const captured = await captureRequests.captureTab(tabId, known);
        if (!captured.ok) return captured;
        const { tabs = [] } = await draftOf(asked);
        if (tabs.length >= mostTabs) return fail({ code: 'page-tabs-full', count: mostTabs });
        await setTabs(asked, [...tabs, captured.value], activeWorkspace);
        return captured;
      });
    },
    async 'page/reuse'({ messageId }, asked) {
      const { workspace, conversationId } = asked;
      const found = await workspace.store.message(messageId);
      if (found?.role !== 'user' || found.conversationId !== conversationId) return done;
      const draft = await draftOf(asked);
      if (await isEdited(asked)) return fail({ code: 'page-edited' });
      const pages = found.attachments.filter(({ source }) => source !== 'paste');
      // Under another marker (P39): the text may know the one that it was sent with by now.
      for (const one of found.attachments) {
        const again = { ...one, id: newId(), revision: 1 };
        if (pages.indexOf(one) > 0) await addPage(asked, again, activeWorkspace);
        // One that was pasted since then is nowhere else.
        else if (one.source !== 'paste' || !draft.paste)
          await setAttached(asked, one.source, again, activeWorkspace);
      }
      return done;
    },
    async 'page/paste'({ id, text, length }, asked) {
      const { paste: before = null } = await draftOf(asked);
      return captureRequests.numbering(asked, async (known) => {
        const pasted = await captureRequests.pasted({ id, text, length }, known, before);
        if (!pasted.ok) return pasted;
        await setAttached(asked, 'paste', pasted.value, activeWorkspace);
        return done;
      });
    },
    async 'page/edit'({ id, text }, asked) {
      const attachment = await attached(asked, (one) => one.id === id);
      if (attachment === undefined) return fail({ code: 'page-changed' });
      // Well-formed here, where the preview is told of it: what it shows is what is sent.
      const edited = editedTo(attachment, text.toWellFormed());
      await putBack(asked, id, edited, activeWorkspace);
      return ok(edited);
    },
    async 'page/unmask'({ id, placeholder, isUndone }, asked) {
      const attachment = await attached(asked, (one) => one.id === id);
      if (attachment === undefined) return fail({ code: 'page-changed' });
      const undone = await captureRequests.undone(attachment, placeholder, isUndone);
      if (undone.ok) await putBack(asked, id, undone.value, activeWorkspace);
      return undone;
    },
    async 'page/links'({ id, isWanted }, asked) {
      const before = await attached(asked, (one) => one.id === id);
      if (before === undefined) return fail({ code: 'page-changed' });
      // Asked again by a page whose worker died.
      if ((before.hasLinks ?? false) === isWanted) return ok(before);
      if (before.isEdited === true) return fail({ code: 'page-edited' });
      return captureRequests.numbering(asked, async (known) => {
        const captured = await captureRequests.captureTab(before.tab?.id ?? noTab, known, () => isWanted);
        if (!captured.ok) return captured;
        const { url, source } = captured.value;
        const subject = before.title;
        // Another page, or more of it than was attached, is never put in its place.
        if (url !== before.url) return fail({ code: 'page-unreadable', reason: 'gone', subject });
        if (before.source === 'selection' && source !== 'selection')
          return fail({ code: 'page-unreadable', reason: 'unselected', subject });
        // It may have been sent, edited or taken away meanwhile.
        const now = await attached(asked, (one) => one.id === id);
        if (now?.revision === before.revision) await putBack(asked, id, captured.value, activeWorkspace);
        return captured;
      });
    },
    async 'page/show'({ messageId, ...place }, { panel: { windowId }, workspace, conversationId }) {
      const message = await workspace.store.message(messageId);
      return captureRequests.show({ ...place, message, conversationId, windowId });
    },
    async 'page/remove'({ id }, asked) {
      // Asked again by a page whose worker died: another page may have been attached since.
      if ((await attached(asked, (one) => one.id === id)) !== undefined)
        await putBack(asked, id, null, activeWorkspace);
      return done;
    },
  };
}

type Draft = Pick<AskedOnScreen, 'workspace' | 'conversationId'>;
type Telling = Pick<ActiveWorkspace, 'publish'>;

const draftOf = ({ workspace, conversationId }: Draft): Promise<DraftParts> =>
  workspace.store.draft(conversationId);

/** Whether the page in the draft holds the user's own changes, which only they may give up: by naming it. */
export async function isEdited(asked: Draft, replaces?: string): Promise<boolean> {
  const { attachment } = await draftOf(asked);
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

/** What of the draft is meant. */
async function attached(
  asked: Draft,
  isMeant: (one: Attachment) => boolean,
): Promise<Attachment | undefined> {
  const { attachment, paste, tabs = [] } = await draftOf(asked);
  return [attachment, paste, ...tabs].find((one) => one && isMeant(one)) ?? undefined;
}

/** In the place where the one of that id is; null takes it away. */
async function putBack(
  asked: Draft,
  id: string,
  changed: Attachment | null,
  telling: Telling,
): Promise<void> {
  const { paste, tabs = [] } = await draftOf(asked);
  if (!tabs.some((one) => one.id === id))
    return setAttached(asked, paste?.id === id ? 'paste' : 'visible', changed, telling);
  await setTabs(
    asked,
    tabs.flatMap((one) => (one.id !== id ? [one] : changed === null ? [] : [changed])),
    telling,
  );
}

/** In the place of the page where that is free, else beside it, as a tab's. */
export async function addPage(asked: Draft, page: Attachment, telling: Telling): Promise<void> {
  const { attachment, tabs = [] } = await draftOf(asked);
  if (attachment === null) return setAttached(asked, page.source, page, telling);
  // The one in front was attached anew since: it stays, and the one that comes back is not put beside it.
  if (attachment.url === page.url || tabs.some(({ url }) => url === page.url)) return;
  if (tabs.length < mostTabs) await setTabs(asked, [...tabs, page], telling);
}

async function setTabs(
  { workspace, conversationId }: Draft,
  tabs: readonly Attachment[],
  { publish }: Telling,
): Promise<void> {
  await workspace.store.saveDraft(conversationId, { tabs });
  publish(conversationId, [{ type: 'draft/tabs', tabs }]);
}

/** Stored, then told to every panel that shows the conversation. The page and the pasted text have a place each. */
export async function setAttached(
  { workspace, conversationId }: Draft,
  source: Attachment['source'],
  attachment: Attachment | null,
  { publish }: Telling,
): Promise<void> {
  const isPaste = source === 'paste';
  await workspace.store.saveDraft(conversationId, isPaste ? { paste: attachment } : { attachment });
  publish(conversationId, [
    isPaste ? { type: 'draft/paste', paste: attachment } : { type: 'draft/attachment', attachment },
  ]);
}
