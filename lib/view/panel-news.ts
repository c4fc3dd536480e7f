import type { Attachment, UserMessage } from '../shared/conversation.ts';
import type { PanelState } from './panel-state.ts';
import { newsWords } from './words/news-words.ts';
import { words } from './words/panel-words.ts';

const undelivered: ReadonlySet<UserMessage['status']> = new Set(['failed', 'unknown', 'checking']);

/**
 * What is seen of a change, and has to be said: what was attached and removed, and what became of a question. Empty: nothing,
 * or an alert says it.
 * @param draft as it stands in the composer: where the words of a message are back in it, that was not deleted
 */
export function newsBetween(before: PanelState, after: PanelState, draft: string): string {
  const { conversation } = after;
  // Another chat is another place, not news.
  if (conversation === null || before.conversation?.id !== conversation.id) return '';
  const told = [...newsOfParts(before, after), ...newsOfQuestions(before, after, draft)];
  return told.join('. ');
}

function newsOfParts(before: PanelState, after: PanelState): string[] {
  if (before.attachment === after.attachment && before.tabs === after.tabs && before.paste === after.paste)
    return [];
  const [were, are] = [pagesOf(before), pagesOf(after)];
  const attached = without(are, were).map(({ title }) => newsWords.attached(title));
  if (attached.length > 0) return attached;
  const sent = after.messages.flatMap((one) => (one.role === 'user' ? one.attachments : []));
  const removed = without(without(were, are), sent).map(({ title }) => newsWords.removed(title));
  const { paste } = before;
  const isPasteGone = paste !== null && after.paste === null && without([paste], sent).length > 0;
  return isPasteGone ? [...removed, newsWords.pasteRemoved] : removed;
}

function newsOfQuestions(before: PanelState, after: PanelState, draft: string): string[] {
  const told: string[] = [];
  if (after.removed !== before.removed && after.removed.length > 0)
    told.push(newsWords.deleted(after.removed.length));
  if (after.messages === before.messages) return told;
  const now = new Map(after.messages.map((message) => [message.id, message]));
  for (const message of before.messages) {
    if (message.role !== 'user') continue;
    const same = now.get(message.id);
    if (same === undefined) {
      const isReplaced = after.messages.length >= before.messages.length;
      if (undelivered.has(message.status) && !isReplaced && !draft.includes(message.text))
        told.push(newsWords.deleted(1));
    } else if (same.status !== message.status && (same.status === 'failed' || same.status === 'unknown')) {
      if (after.problem?.messageId !== message.id) told.push(words.message.status[same.status]);
    }
  }
  return told;
}

const pagesOf = ({ attachment, tabs }: PanelState): readonly Attachment[] =>
  attachment === null ? tabs : [attachment, ...tabs];

function without(some: readonly Attachment[], others: readonly Attachment[]): readonly Attachment[] {
  return some.filter((one) => !others.some((other) => other.id === one.id || isReadAnew(one, other)));
}

/** With the addresses of its links, or without them, as was asked for: what has asked says so. */
function isReadAnew(one: Attachment, other: Attachment): boolean {
  return one.url === other.url && one.hasLinks !== other.hasLinks;
}
