import { forbiddenPage, type SiteRules } from '../../config/site-rules.ts';
import type { CommandOf } from '../../messaging/commands.ts';
import { codePoints } from '../../shared/code-points.ts';
import type { Attachment, Message, UserMessage } from '../../shared/conversation.ts';
import type { Problem } from '../../shared/problem.ts';
import { fail, type Result } from '../../shared/result.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { answered, done, type AskedOnScreen } from './command-handlers.ts';

/** Of a command about a message. */
export type Answered = Promise<Result<undefined, Problem>>;

/** What no message may be, whether it is new or was changed. null: nothing is against it. */
export function messageRefusal(
  { text, attachments }: Pick<UserMessage, 'text' | 'attachments'>,
  workspace: Pick<Workspace, 'branding'>,
): Problem | null {
  const { maxMessageLength } = workspace.branding();
  if (codePoints(text) > maxMessageLength)
    return { code: 'message-too-long', subject: String(maxMessageLength) };
  return text.trim() === '' && attachments.length === 0 ? { code: 'message-rejected' } : null;
}

/** The rules on pages may have changed since it was attached: they hold when it leaves (law 10). */
export function ifPageForbidden(
  rules: SiteRules,
  attachments: readonly Attachment[],
): Awaited<Answered> | null {
  const page = forbiddenPage(rules, attachments);
  return page === undefined ? null : fail({ code: 'page-forbidden', subject: page.title });
}

export const repeatable: ReadonlySet<UserMessage['status']> = new Set<UserMessage['status']>([
  'checking',
  'failed',
  'unknown',
]);
export const removable: ReadonlySet<UserMessage['status']> = new Set([...repeatable, 'queued' as const]);

export async function removeMessage(
  { messageId, onlyQueued }: Omit<CommandOf<'message/remove'>, 'type'>,
  { runner, workspace, conversationId }: AskedOnScreen,
): Answered {
  const found = await messageHere(workspace, conversationId, messageId);
  if (found?.role !== 'user' || !removable.has(found.status)) return done;
  if (onlyQueued && found.status !== 'queued') return done;
  return answered(await runner.dispatch({ type: 'removed', messageId }));
}

export async function messageHere(
  workspace: Workspace,
  conversationId: string,
  messageId: string,
): Promise<Message | null> {
  const found = await workspace.store.message(messageId);
  return found?.conversationId === conversationId ? found : null;
}
