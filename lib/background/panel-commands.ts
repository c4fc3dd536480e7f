import type { Command, EarlierMessages } from '../messaging/contract.ts';
import type { Attachment, Message, UserMessage } from '../shared/conversation.ts';
import type { Problem } from '../shared/problem.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { storageProblem } from '../storage/storage-problem.ts';
import type { Desk } from './desk.ts';
import { windowSize, type Panel } from './panel.ts';
import type { SessionRunner } from './session-runner.ts';

export type PanelCommand = Exclude<Command, { type: `settings/${string}` }>;
export type Reply = Result<unknown, Problem>;

/** What the commands of a panel need beside the panel itself. */
export interface PanelServices {
  readonly newId: () => string;
  readonly now: () => number;
  /** Opens, or opens again, what this panel shows. */
  readonly open: (panel: Panel) => Promise<void>;
  readonly openNew: (panel: Panel) => Promise<void>;
  readonly bring: (panel: Panel) => Promise<void>;
  readonly leaveBehind: () => Promise<void>;
  readonly capture: (windowId: number | null) => Promise<Result<Attachment, Problem>>;
  /** To every panel that shows the conversation. */
  readonly publishAttachment: (conversationId: string, attachment: Attachment | null) => void;
}

interface Scene {
  readonly panel: Panel;
  readonly desk: Desk;
  readonly runner: SessionRunner;
  readonly conversationId: string;
  readonly services: PanelServices;
  readonly again: boolean;
}

const done: Reply = ok(undefined);

/** One command of a panel. Never rejects: what goes wrong is a Problem for the person who asked. */
export async function performPanelCommand(
  panel: Panel,
  command: PanelCommand,
  services: PanelServices,
  /** It may have been carried out already, by a worker that died before it could say so. */
  again = false,
): Promise<Reply> {
  try {
    switch (command.type) {
      case 'heartbeat':
        return done;
      case 'panel/open':
        if (command.windowId !== undefined) panel.setWindow(command.windowId);
        await services.open(panel);
        return done;
      case 'conversation/new':
        await services.openNew(panel);
        return done;
      case 'conversation/bring':
        await services.bring(panel);
        return done;
      default: {
        // A command that overtook the first snapshot, as after the worker died, waits for it here.
        if (panel.shown() === null) await services.open(panel);
        const shown = panel.shown();
        if (shown === null) return fail({ code: 'internal' });
        return await perform({ panel, services, again, ...shown }, command);
      }
    }
  } catch (error) {
    return fail(storageProblem(error));
  }
}

async function perform(
  scene: Scene,
  command: Exclude<
    PanelCommand,
    { type: 'heartbeat' | 'panel/open' | 'conversation/new' | 'conversation/bring' }
  >,
): Promise<Reply> {
  const { runner, desk, conversationId } = scene;
  switch (command.type) {
    case 'panel/resync':
      await scene.panel.resync();
      return done;
    case 'message/send':
      return send(scene, command);
    case 'message/retry':
      return retry(scene, command.messageId);
    case 'message/edit':
      return reply(
        await runner.dispatch({ type: 'edited', messageId: command.messageId, text: command.text }),
      );
    case 'message/remove':
      return remove(scene, command.messageId);
    case 'message/recall':
      return recall(scene, command.messageId);
    case 'answer/stop':
      return reply(await runner.dispatch({ type: 'stopped' }));
    case 'connection/reconnect':
      return reply(await runner.dispatch({ type: 'reconnect-asked' }));
    case 'problem/dismiss':
      await scene.services.leaveBehind();
      return reply(await runner.dispatch({ type: 'problem-dismissed' }));
    case 'draft/save':
      await desk.store.saveDraft(conversationId, { text: command.text });
      return done;
    case 'page/attach': {
      const captured = await scene.services.capture(scene.panel.windowId);
      return captured.ok ? setAttachment(scene, captured.value) : captured;
    }
    case 'page/edit': {
      const { attachment } = await desk.store.draft(conversationId);
      if (attachment?.id !== command.id) return fail({ code: 'page-changed' });
      return setAttachment(scene, { ...attachment, text: command.text, revision: attachment.revision + 1 });
    }
    case 'page/remove':
      return setAttachment(scene, null);
    case 'history/earlier': {
      const earlier: EarlierMessages = await desk.store.messages(conversationId, command.before, windowSize);
      return ok(earlier);
    }
    default:
      return command satisfies never;
  }
}

function reply(problem: Problem | null): Reply {
  return problem === null ? done : fail(problem);
}

async function setAttachment(
  { desk, conversationId, services }: Scene,
  attachment: Attachment | null,
): Promise<Reply> {
  await desk.store.saveDraft(conversationId, { attachment });
  services.publishAttachment(conversationId, attachment);
  return ok(attachment);
}

/**
 * Done once the message is stored; from then on it is the session's to deliver. Idempotent by the message's id: what this
 * worker took is remembered, and what an earlier one took is looked up where the page says that it asks again. Looking
 * always would stand between Enter and the wire.
 */
async function send(scene: Scene, command: Extract<Command, { type: 'message/send' }>): Promise<Reply> {
  const { taken } = scene.desk;
  const before = taken.get(command.id);
  if (before !== undefined) return before;
  const sending = sendOnce(scene, command);
  taken.set(command.id, sending);
  const sent = await sending;
  // Refused, so the same message may be sent again once the cause is gone.
  if (!sent.ok) taken.delete(command.id);
  return sent;
}

async function sendOnce(
  { runner, desk, conversationId, services, again }: Scene,
  command: Extract<Command, { type: 'message/send' }>,
): Promise<Reply> {
  const { id, text } = command;
  if (again && (await desk.store.message(id)) !== null) return done;
  const { maxMessageLength } = desk.branding();
  if (text.length > maxMessageLength)
    return fail({ code: 'message-too-long', subject: String(maxMessageLength) });
  const attachments: Attachment[] = [];
  if (command.attachment !== null) {
    const { attachment } = await desk.store.draft(conversationId);
    // What was previewed is what is sent, or nothing is.
    if (attachment?.id !== command.attachment.id || attachment.revision !== command.attachment.revision) {
      return fail({ code: 'page-changed' });
    }
    attachments.push(attachment);
  }
  if (text.trim() === '' && attachments.length === 0) return fail({ code: 'message-rejected' });
  const problem = await runner.dispatch({
    type: 'sent',
    message: { role: 'user', id, text, attachments, createdAt: services.now() },
  });
  if (problem !== null) return fail(problem);
  if (attachments.length > 0) services.publishAttachment(conversationId, null);
  return done;
}

async function retry({ runner, desk, conversationId, services }: Scene, messageId: string): Promise<Reply> {
  const found = await ours(desk, conversationId, messageId);
  if (found === null) return done;
  if (found.role === 'user') {
    if (found.status !== 'failed' && found.status !== 'unknown') return done;
    return reply(await runner.dispatch({ type: 'retried', message: found, answer: null, newId: found.id }));
  }
  if (found.status !== 'failed' && found.status !== 'interrupted' && found.status !== 'stopped') return done;
  const question = await ours(desk, conversationId, found.replyTo);
  if (question?.role !== 'user') return done;
  return reply(
    await runner.dispatch({ type: 'retried', message: question, answer: found, newId: services.newId() }),
  );
}

const removable: ReadonlySet<UserMessage['status']> = new Set<UserMessage['status']>([
  'queued',
  'failed',
  'unknown',
]);

async function remove({ runner, desk, conversationId }: Scene, messageId: string): Promise<Reply> {
  const found = await ours(desk, conversationId, messageId);
  if (found?.role !== 'user' || !removable.has(found.status)) return done;
  return reply(await runner.dispatch({ type: 'removed', messageId }));
}

async function recall(scene: Scene, messageId: string): Promise<Reply> {
  const { desk, conversationId } = scene;
  const found = await ours(desk, conversationId, messageId);
  if (found?.role !== 'user' || !removable.has(found.status)) return done;
  const [page] = found.attachments;
  // Back in the draft before it is gone from the message; a page that was attached since then stays.
  if (page !== undefined && (await desk.store.draft(conversationId)).attachment === null) {
    await setAttachment(scene, page);
  }
  return remove(scene, messageId);
}

async function ours(desk: Desk, conversationId: string, messageId: string): Promise<Message | null> {
  const found = await desk.store.message(messageId);
  return found?.conversationId === conversationId ? found : null;
}
