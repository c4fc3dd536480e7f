import type { Command } from '../../messaging/contract.ts';
import { isUnderWay } from '../../session/state.ts';
import type { Attachment, Message, UserMessage } from '../../shared/conversation.ts';
import { fail } from '../../shared/result.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { done, reply, setAttachment, type Reply, type PanelContext } from './panel-services.ts';

/**
 * Done once the message is stored; from then on it is the session's to deliver. Idempotent by the message's id: what this
 * worker took is remembered, and what an earlier one took is looked up where the page says that it asks again. Looking
 * always would stand between Enter and the wire.
 */
export async function send(
  context: PanelContext,
  command: Extract<Command, { type: 'message/send' }>,
): Promise<Reply> {
  const { taken } = context.workspace;
  const before = taken.get(command.id);
  if (before !== undefined) return before;
  const sending = sendOnce(context, command);
  taken.set(command.id, sending);
  const sent = await sending;
  // Refused, so the same message may be sent again once the cause is gone.
  if (!sent.ok) taken.delete(command.id);
  return sent;
}

async function sendOnce(
  { runner, workspace, conversationId, services, again }: PanelContext,
  command: Extract<Command, { type: 'message/send' }>,
): Promise<Reply> {
  const { id, text } = command;
  if (again && (await workspace.store.message(id)) !== null) return done;
  const { maxMessageLength } = workspace.branding();
  if (text.length > maxMessageLength)
    return fail({ code: 'message-too-long', subject: String(maxMessageLength) });
  const attachments: Attachment[] = [];
  if (command.attachment !== null) {
    const { attachment } = await workspace.store.draft(conversationId);
    // What was previewed is what is sent, or nothing is.
    if (attachment?.id !== command.attachment.id || attachment.revision !== command.attachment.revision) {
      return fail({ code: 'page-changed' });
    }
    // Emptied in the preview, which then says that nothing of the page will be sent: so not its address either.
    if (attachment.text.trim() !== '') attachments.push(attachment);
  }
  if (text.trim() === '' && attachments.length === 0) return fail({ code: 'message-rejected' });
  const problem = await runner.dispatch({
    type: 'sent',
    message: { role: 'user', id, text, attachments, createdAt: services.now() },
    spent: command.attachment === null ? [] : [command.attachment.id],
  });
  if (problem !== null) return fail(problem);
  if (command.attachment === null) return done;
  services.publishAttachment(conversationId, null);
  return done;
}

/** Once, however often the button is pressed: as long as the question asked anew is under way, it is the one that is meant. */
export async function retryMessage(
  context: PanelContext,
  command: Extract<Command, { type: 'message/retry' }>,
): Promise<Reply> {
  const { retried } = context.workspace;
  const before = retried.get(command.messageId);
  if (before !== undefined) {
    await before.asked;
    if (isUnderWay(context.runner.state(), before.newId)) return done;
  }
  const asked = retryOnce(context, command);
  retried.set(command.messageId, { newId: command.newId, asked });
  return asked;
}

async function retryOnce(
  { runner, workspace, conversationId, again }: PanelContext,
  { messageId, newId }: Extract<Command, { type: 'message/retry' }>,
): Promise<Reply> {
  if (again && (await workspace.store.message(newId)) !== null) return done;
  const found = await ours(workspace, conversationId, messageId);
  if (found === null) return done;
  if (found.role === 'user') {
    if (found.status !== 'failed' && found.status !== 'unknown') return done;
    return reply(await runner.dispatch({ type: 'retried', message: found, answer: null, newId: found.id }));
  }
  if (found.status !== 'failed' && found.status !== 'interrupted' && found.status !== 'stopped') return done;
  const question = await ours(workspace, conversationId, found.replyTo);
  if (question?.role !== 'user') return done;
  return reply(await runner.dispatch({ type: 'retried', message: question, answer: found, newId }));
}

const removable: ReadonlySet<UserMessage['status']> = new Set<UserMessage['status']>([
  'queued',
  'failed',
  'unknown',
]);

export async function removeMessage(
  { runner, workspace, conversationId }: PanelContext,
  messageId: string,
): Promise<Reply> {
  const found = await ours(workspace, conversationId, messageId);
  if (found?.role !== 'user' || !removable.has(found.status)) return done;
  return reply(await runner.dispatch({ type: 'removed', messageId }));
}

export async function recall(context: PanelContext, messageId: string): Promise<Reply> {
  const { workspace, conversationId } = context;
  const found = await ours(workspace, conversationId, messageId);
  if (found?.role !== 'user' || !removable.has(found.status)) return done;
  const [page] = found.attachments;
  // Back in the draft before it is gone from the message; a page that was attached since then stays.
  if (page !== undefined && (await workspace.store.draft(conversationId)).attachment === null) {
    await setAttachment(context, page);
  }
  return removeMessage(context, messageId);
}

async function ours(
  workspace: Workspace,
  conversationId: string,
  messageId: string,
): Promise<Message | null> {
  const found = await workspace.store.message(messageId);
  return found?.conversationId === conversationId ? found : null;
}
