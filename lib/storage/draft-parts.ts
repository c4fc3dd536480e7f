import type { Attachment } from '../shared/conversation.ts';
import type { DraftRecord } from './database.ts';

/**
 * What is kept of what somebody is about to send. `paste`: absent where there is none; in a change, null takes it away.
 * `tabs`: pages of other tabs, in the order in which they were attached; absent where there are none.
 */
export interface DraftParts {
  readonly text: string;
  readonly attachment: Attachment | null;
  readonly paste?: Attachment | null | undefined;
  readonly tabs?: readonly Attachment[] | undefined;
  /** The id of the request from outside of our pages (hand-off.ts) that was put into it last. */
  readonly taken?: string | undefined;
}

/** What stands in the draft; nothing where there is none. */
export function draftParts(draft: DraftRecord | undefined): DraftParts {
  const { text = '', attachment = null, paste, tabs = [], taken } = draft ?? {};
  return {
    text,
    attachment,
    ...(paste && { paste }),
    ...(tabs.length > 0 && { tabs }),
    ...(taken && { taken }),
  };
}

/** What the change doesn't name stays. */
export function changedDraft(draft: DraftParts, change: Partial<DraftParts>): DraftParts {
  const {
    text = draft.text,
    attachment = draft.attachment,
    paste = draft.paste,
    tabs = draft.tabs,
    taken = draft.taken,
  } = change;
  return { text, attachment, paste, tabs, taken };
}

/** A page or a pasted text is put into it, or taken out: words alone are kept more readily. */
export function hasAttached(change: Partial<DraftParts>): boolean {
  return change.attachment !== undefined || change.paste !== undefined || change.tabs !== undefined;
}

/** What was attached after the message left stays in the draft. */
export function spentDraft(
  { conversationId, attachment, paste, tabs = [] }: DraftRecord,
  attachmentIds: readonly string[],
  now: number,
): DraftRecord {
  const left = (one: Attachment | null): Attachment | null =>
    one !== null && attachmentIds.includes(one.id) ? null : one;
  return {
    conversationId,
    text: '',
    attachment: left(attachment),
    paste: left(paste ?? null),
    tabs: tabs.filter(({ id }) => !attachmentIds.includes(id)),
    savedAt: now,
  };
}

/** Whether anything stands in it. */
export function isDrafted<Draft extends DraftParts>(draft: Draft | undefined): draft is Draft {
  return (
    draft !== undefined &&
    (draft.text.trim() !== '' || Boolean(draft.attachment ?? draft.paste ?? draft.tabs?.[0]))
  );
}
