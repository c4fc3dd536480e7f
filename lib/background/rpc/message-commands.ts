import type { CommandOf } from '../../messaging/commands.ts';
import type { messageRows } from '../../messaging/message-rows.ts';
import { hasWork, isUnderWay } from '../../session/state.ts';
import { withoutOriginal, type Attachment } from '../../shared/conversation.ts';
import { fail } from '../../shared/result.ts';
import type { ActiveWorkspace } from '../panels/active-workspace.ts';
import { answered, done, type AskedOnScreen, type CommandHandlers } from './command-handlers.ts';
import {
  ifPageForbidden,
  messageHere,
  messageRefusal,
  removeMessage,
  repeatable,
  type Answered,
} from './message-rules.ts';

export interface MessageCommandsOptions {
  /** Epoch ms. */
  readonly now: () => number;
  readonly activeWorkspace: Pick<ActiveWorkspace, 'publish' | 'replaceGone'>;
}

type Named = Omit<CommandOf<'message/send'>, 'paste'> & {
  readonly paste?: CommandOf<'message/send'>['attachment'] | undefined;
};

/** Messages and answers of the conversation on screen. */
export function createMessageCommands({
  now,
  activeWorkspace,
}: MessageCommandsOptions): Pick<CommandHandlers, keyof typeof messageRows> {
  /**
   * Done once the message is stored; from then on it is the session's to deliver. Idempotent by the message's id: what this
   * worker took is remembered, and what an earlier one took is looked up where the page says that it asks again. Looking
   * always would stand between Enter and the wire.
   */
  async function send(command: CommandOf<'message/send'>, asked: AskedOnScreen): Answered {
    const { taken } = asked.workspace;
    const before = taken.get(command.id);
    if (before !== undefined) return before;
    const sending = sendOnce(command, asked);
    taken.set(command.id, sending);
    const sent = await sending;
    // Refused, so the same message may be sent again once the cause is gone.
    if (!sent.ok) taken.delete(command.id);
    return sent;
  }

  async function sendOnce(
    { id, text: typed, attachment: page, paste = null, tabs = [], replaces }: Named,
    { runner, workspace, conversationId, again }: AskedOnScreen,
  ): Answered {
    if (again && (await workspace.store.message(id)) !== null) return done;
    // From here on: what is stored, what leaves and what is looked for in the history is one and the same text.
    const text = typed.toWellFormed();
    const attachments: Attachment[] = [];
    const isAlone = page === null && paste === null && tabs.length === 0;
    const draft = isAlone ? null : await workspace.store.draft(conversationId);
    for (const [named, stored] of [
      [page, draft?.attachment],
      ...tabs.map((tab) => [tab, draft?.tabs?.find((one) => one.id === tab.id)] as const),
      [paste, draft?.paste],
    ] as const) {
      if (named === null) continue;
      // What was previewed is what is sent, or nothing is.
      if (stored?.id !== named.id || stored.revision !== named.revision)
        return fail({ code: 'page-changed' });
      // Emptied in the preview, which then says that nothing of it will be sent: so not a page's address either.
      if (stored.text.trim() !== '') attachments.push(withoutOriginal(stored));
    }
    const forbidden = ifPageForbidden(workspace.pageRules, attachments);
    if (forbidden !== null) return forbidden;
    const refused = messageRefusal({ text, attachments }, workspace);
    if (refused !== null) return fail(refused);
    const problem = await runner.dispatch({
      type: 'sent',
      message: {
        role: 'user',
        id,
        text,
        attachments,
        createdAt: now(),
        ...(replaces === undefined ? {} : { replaces }),
      },
      spent: [page, ...tabs, paste].flatMap((named) => (named === null ? [] : [named.id])),
    });
    if (problem !== null) return fail(problem);
    if (page !== null)
      activeWorkspace.publish(conversationId, [{ type: 'draft/attachment', attachment: null }]);
    if (paste !== null) activeWorkspace.publish(conversationId, [{ type: 'draft/paste', paste: null }]);
    if (tabs.length > 0) activeWorkspace.publish(conversationId, [{ type: 'draft/tabs', tabs: [] }]);
    return done;
  }

  /** Once, though two windows ask for it: the second finds the first under way, or its answer the last. */
  async function regenerate(
    { messageId, newId }: CommandOf<'message/regenerate'>,
    { runner, workspace, conversationId }: AskedOnScreen,
  ): Answered {
    const [last] = (await workspace.store.messages(conversationId, Infinity, 1)).messages;
    if (last?.id !== messageId || last.role !== 'assistant' || last.status !== 'complete') return done;
    const question = await messageHere(workspace, conversationId, last.replyTo);
    if (question?.role !== 'user') return done;
    const { id, text, attachments, replaces = id } = question;
    const forbidden = ifPageForbidden(workspace.pageRules, attachments);
    if (forbidden !== null) return forbidden;
    const refused = messageRefusal(question, workspace);
    if (refused !== null) return fail(refused);
    // After all that waits: nothing can come in between any more.
    if (hasWork(runner.state())) return done;
    const message = { role: 'user', id: newId, text, attachments, createdAt: now(), replaces } as const;
    return answered(await runner.dispatch({ type: 'sent', message, spent: [] }));
  }

  return {
    async 'message/send'(command, asked) {
      const sent = await send(command, asked);
      if (await hasEnded(sent, asked)) return fail({ code: 'conversation-changed' });
      if (isGone(sent)) await activeWorkspace.replaceGone(asked.panel, asked.workspace);
      return sent;
    },
    'message/retry': retry,
    'message/regenerate': regenerate,
    'message/edit': edit,
    'message/remove': removeMessage,
    async 'answer/stop'({ messageId }, { runner }) {
      // Asked again after a worker's death, or a moment too late: the next answer is not the one that was meant.
      const isMeant = messageId === undefined || messageId === runner.state().exchange?.answer.id;
      return isMeant ? answered(await runner.dispatch({ type: 'stopped' })) : done;
    },
  };
}

/**
 * The conversation on screen was deleted under the panel, as by the browser's own *clear data*: without another one, no
 * message would ever go out again. Shown before the reply, or it would replace the words that the reply gives back.
 */
function isGone(sent: Awaited<Answered>): boolean {
  return !sent.ok && sent.failure.code === 'conversation-changed';
}

/** Its session was closed because it was deleted from the list of chats, which shows the panel another. */
async function hasEnded(
  sent: Awaited<Answered>,
  { workspace, conversationId }: AskedOnScreen,
): Promise<boolean> {
  return !sent.ok && sent.failure.code === 'internal' && (await workspace.store.get(conversationId)) === null;
}

/** Of one that is not in the queue any more the core says nothing: the panel sees where it is, and keeps the words. */
async function edit(
  { messageId, text: typed }: CommandOf<'message/edit'>,
  { runner, workspace }: AskedOnScreen,
): Answered {
  const text = typed.toWellFormed();
  const attachments = runner.state().queue.find(({ id }) => id === messageId)?.attachments ?? [];
  const refused = messageRefusal({ text, attachments }, workspace);
  return answered(refused ?? (await runner.dispatch({ type: 'edited', messageId, text })));
}

/** Once, however often the button is pressed: as long as the question asked anew is under way, it is the one that is meant. */
async function retry(command: CommandOf<'message/retry'>, asked: AskedOnScreen): Answered {
  const { retried } = asked.workspace;
  const before = retried.get(command.messageId);
  if (before !== undefined) {
    await before.asked;
    if (isUnderWay(asked.runner.state(), before.newId)) return done;
  }
  const retrying = retryOnce(command, asked);
  retried.set(command.messageId, { newId: command.newId, asked: retrying });
  return retrying;
}

async function retryOnce(
  { messageId, newId }: CommandOf<'message/retry'>,
  { runner, workspace, conversationId, again }: AskedOnScreen,
): Answered {
  if (again && (await workspace.store.message(newId)) !== null) return done;
  const found = await messageHere(workspace, conversationId, messageId);
  if (found === null) return done;
  if (found.role === 'user') {
    if (!repeatable.has(found.status)) return done;
    const forbidden = ifPageForbidden(workspace.pageRules, found.attachments);
    if (forbidden !== null) return forbidden;
    return answered(await runner.dispatch({ type: 'retried', message: found, answer: null, newId }));
  }
  if (found.status !== 'failed' && found.status !== 'interrupted' && found.status !== 'stopped') return done;
  const question = await messageHere(workspace, conversationId, found.replyTo);
  if (question?.role !== 'user') return done;
  const forbidden = ifPageForbidden(workspace.pageRules, question.attachments);
  if (forbidden !== null) return forbidden;
  return answered(await runner.dispatch({ type: 'retried', message: question, answer: found, newId }));
}
