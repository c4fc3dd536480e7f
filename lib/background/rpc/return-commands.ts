import type { CommandOf } from '../../messaging/commands.ts';
import type { returnRows } from '../../messaging/return-rows.ts';
import { ok } from '../../shared/result.ts';
import type { KnownMasks } from '../page-capture/capture-page.ts';
import type { CaptureRequests } from '../page-capture/capture-requests.ts';
import type { ActiveWorkspace } from '../panels/active-workspace.ts';
import { answered, done, type AskedOnScreen, type CommandHandlers } from './command-handlers.ts';
import {
  ifPageForbidden,
  messageHere,
  messageRefusal,
  removable,
  removeMessage,
  type Answered,
} from './message-rules.ts';
import { addPage, setAttached } from './page-commands.ts';

export interface ReturnCommandsOptions {
  readonly captureRequests: Pick<CaptureRequests, 'numbering' | 'joined' | 'renumbered'>;
  readonly activeWorkspace: Pick<ActiveWorkspace, 'publish'>;
}

/** Messages that have not been answered, and are wanted back: in the composer, or in the queue that they were taken from. */
export function createReturnCommands({
  captureRequests,
  activeWorkspace,
}: ReturnCommandsOptions): Pick<CommandHandlers, keyof typeof returnRows> {
  async function recall({ messageId }: CommandOf<'message/recall'>, asked: AskedOnScreen): Answered {
    const { workspace, conversationId } = asked;
    const found = await messageHere(workspace, conversationId, messageId);
    if (found?.role !== 'user' || !removable.has(found.status)) return done;
    const { paste } = await workspace.store.draft(conversationId);
    // Back in the draft before it is gone from the message; a page that was attached since then stays.
    for (const one of found.attachments) {
      if (one.source !== 'paste') await addPage(asked, one, activeWorkspace);
      else {
        const joined = !paste || paste.id === one.id ? ok(one) : await captureRequests.joined(one, paste);
        if (!joined.ok) return joined;
        await setAttached(asked, 'paste', joined.value, activeWorkspace);
      }
    }
    return removeMessage({ messageId }, asked);
  }

  async function restore(
    { type: _, text: typed, ...rest }: CommandOf<'message/restore'>,
    { runner, workspace, conversationId }: AskedOnScreen,
    known: KnownMasks,
  ): Answered {
    if ((await workspace.store.message(rest.id)) !== null) return done;
    const forbidden = ifPageForbidden(workspace.pageRules, rest.attachments);
    if (forbidden !== null) return forbidden;
    // What was attached while it was gone may have got its numbers.
    const numbered = rest.attachments.some(({ masked }) => masked)
      ? await captureRequests.renumbered(rest.attachments, await known())
      : ok(rest.attachments);
    if (!numbered.ok) return numbered;
    const message = {
      ...rest,
      role: 'user',
      status: 'queued',
      conversationId,
      attachments: numbered.value,
      text: typed.toWellFormed(),
    } as const;
    return answered(
      messageRefusal(message, workspace) ?? (await runner.dispatch({ type: 'restored', message })),
    );
  }

  return {
    'message/restore': (command, asked) =>
      captureRequests.numbering(asked, (known) => restore(command, asked, known)),
    'message/recall': (command, asked) =>
      captureRequests.numbering(asked, async (known) => {
        // For its turn alone: what is numbered meanwhile would find it neither here nor there.
        await known();
        return recall(command, asked);
      }),
  };
}
