import type { ReplyOf } from '../../lib/messaging/commands.ts';
import type { Flow } from './harness.ts';
import type { PanelProbe } from './panel-probe.ts';

export type Listed = ReplyOf<'chats/list'>;

/** What that panel's list of chats says now. */
export async function listed(panel: PanelProbe): Promise<Listed> {
  const reply = await panel.request({ type: 'chats/list' });
  if (!reply.ok) throw new Error(reply.failure.code);
  return reply.value;
}

export async function titlesIn(panel: PanelProbe): Promise<string[]> {
  return (await listed(panel)).chats.map(({ title }) => title);
}

export async function removedIn(panel: PanelProbe): Promise<string[]> {
  return (await listed(panel)).removed.map(({ title }) => title);
}

export function shownIn(panel: PanelProbe): string {
  return panel.view()?.conversation.id ?? '';
}

type Change =
  | { readonly type: 'chats/rename'; readonly id: string; readonly title: string }
  | { readonly type: 'chats/pin'; readonly id: string; readonly isPinned: boolean }
  | { readonly type: 'chats/open' | 'chats/remove' | 'chats/restore'; readonly id: string };

/** Resolves with whether there was such a chat. */
export async function change(panel: PanelProbe, command: Change): Promise<boolean> {
  const reply = await panel.request(command);
  if (!reply.ok) throw new Error(reply.failure.code);
  return reply.value.isThere;
}

/** Asks each in a chat of its own, and waits for the answers; resolves with the chats' ids. */
export async function askEach(
  flow: Flow,
  panel: PanelProbe,
  ...questions: readonly string[]
): Promise<string[]> {
  const ids: string[] = [];
  for (const text of questions) {
    await panel.request({ type: 'conversation/new' });
    ids.push(shownIn(panel));
    await panel.send(text);
    await flow.until(() => panel.answers()[0]?.status === 'complete');
    // Two questions of the same moment have no order.
    await flow.advance(1000);
  }
  return ids;
}
