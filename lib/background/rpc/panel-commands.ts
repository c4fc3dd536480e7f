import type { Command, EarlierMessages } from '../../messaging/contract.ts';
import { fail, ok } from '../../shared/result.ts';
import type { AccountCommand } from './account-commands.ts';
import { recall, removeMessage, retryMessage, send } from './message-commands.ts';
import type { OptionsCommand } from './options-commands.ts';
import { windowSize } from '../sessions/session-registry.ts';
import type { PanelConnection } from '../panels/panel-connection.ts';
import {
  done,
  reply,
  setAttachment,
  type PanelServices,
  type Reply,
  type PanelContext,
} from './panel-services.ts';

export type PanelCommand = Exclude<Command, OptionsCommand | AccountCommand>;

interface Circumstances {
  /** The conversation that the user had on screen; null: none yet. */
  readonly about: string | null;
  /** It may have been carried out already, by a worker that died before it could say so. */
  readonly again: boolean;
}

/** About the panel, whatever it shows; the others are about what was on screen. */
const general: ReadonlySet<PanelCommand['type']> = new Set<PanelCommand['type']>([
  'panel/resync',
  'connection/reconnect',
  'problem/dismiss',
]);

/** One command of a panel. Never rejects: what goes wrong is a Problem for the person who asked. */
export async function performPanelCommand(
  panel: PanelConnection,
  command: PanelCommand,
  services: PanelServices,
  { about, again }: Circumstances = { about: null, again: false },
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
        await services.bringUnsent(panel);
        return done;
      default: {
        // Needs no panel, and may be the last word of one that is closing while this worker still starts.
        if (command.type === 'draft/save' && about !== null) {
          await services.keepDraft(about, command.text);
          return done;
        }
        // A command that overtook the first snapshot, as after the worker died, waits for it here.
        if (panel.shown() === null) await services.open(panel);
        const shown = panel.shown();
        if (shown === null) return fail({ code: 'internal' });
        if (about !== null && about !== shown.conversationId && !general.has(command.type)) {
          // Law 9: a message typed on one screen must not land in the conversation, or with the tenant, of the next.
          return fail({ code: 'conversation-changed' });
        }
        const outcome = await perform({ panel, services, again, ...shown }, command);
        if (command.type === 'message/send' && isGone(outcome))
          await services.replaceGone(panel, shown.workspace);
        return outcome;
      }
    }
  } catch (error) {
    return fail(services.report(error, 'panel-command'));
  }
}

/**
 * The conversation on screen was deleted under the panel, as by the browser's own *clear data*: without another one, no
 * message would ever go out again. Shown before the reply, or it would replace the words that the reply gives back.
 */
function isGone(outcome: Reply): boolean {
  return !outcome.ok && outcome.failure.code === 'conversation-changed';
}

async function perform(
  context: PanelContext,
  command: Exclude<
    PanelCommand,
    { type: 'heartbeat' | 'panel/open' | 'conversation/new' | 'conversation/bring' }
  >,
): Promise<Reply> {
  const { runner, workspace, conversationId } = context;
  switch (command.type) {
    case 'panel/resync':
      await context.panel.resync();
      return done;
    case 'message/send':
      return send(context, command);
    case 'message/retry':
      return retryMessage(context, command);
    case 'message/edit':
      return reply(
        await runner.dispatch({ type: 'edited', messageId: command.messageId, text: command.text }),
      );
    case 'message/remove':
      return removeMessage(context, command.messageId);
    case 'message/recall':
      return recall(context, command.messageId);
    case 'answer/stop': {
      // Asked again after a worker's death, or a moment too late: the next answer is not the one that was meant.
      const isMeant =
        command.messageId === undefined || command.messageId === runner.state().exchange?.answer.id;
      return isMeant ? reply(await runner.dispatch({ type: 'stopped' })) : done;
    }
    case 'connection/reconnect':
      return reply(await runner.dispatch({ type: 'reconnect-asked' }));
    case 'problem/dismiss':
      await context.services.dismissUnsent();
      return reply(await runner.dispatch({ type: 'problem-dismissed' }));
    case 'draft/save':
      await workspace.store.saveDraft(conversationId, { text: command.text });
      return done;
    case 'page/attach': {
      const captured = await context.services.capture(context.panel.windowId);
      return captured.ok ? setAttachment(context, captured.value) : captured;
    }
    case 'page/edit': {
      const { attachment } = await workspace.store.draft(conversationId);
      if (attachment?.id !== command.id) return fail({ code: 'page-changed' });
      return setAttachment(context, { ...attachment, text: command.text, revision: attachment.revision + 1 });
    }
    case 'page/remove': {
      const { attachment } = await workspace.store.draft(conversationId);
      // Asked again by a page whose worker died: another page may have been attached since.
      return attachment?.id === command.id ? setAttachment(context, null) : done;
    }
    case 'history/earlier': {
      const earlier: EarlierMessages = await workspace.store.messages(
        conversationId,
        command.before,
        windowSize,
      );
      return ok(earlier);
    }
    default:
      return command satisfies never;
  }
}
