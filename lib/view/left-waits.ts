import type { NameFrom } from '../messaging/commands.ts';
import type { PagePort } from '../messaging/page-port.ts';

/** ms. Of many changes, as while a queue is sent, the last is known as soon as this. */
const pauseMs = 150;

/**
 * Tells whether something still waits in a chat that is not on screen, first and as often as that may have changed. What
 * waits in a temporary one is gone with it, and so waits no more. Returns what ends it.
 */
export function leftWaits(
  port: Pick<PagePort<NameFrom<'panel'>>, 'request' | 'subscribe'>,
  chatId: string,
  tell: (isWaiting: boolean) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isClosed = false;

  async function look(): Promise<void> {
    timer = null;
    const listed = await port.request({ type: 'chats/list' });
    if (isClosed) return;
    // Not known: what was true when the chat was left.
    const isThere = !listed.ok || listed.value.chats.some(({ id, waiting }) => id === chatId && waiting > 0);
    tell(isThere);
  }

  const unsubscribe = port.subscribe(({ type }) => {
    // A snapshot: another worker may be there, which nobody has asked yet.
    if (type === 'chats/changed' || type === 'snapshot') timer ??= setTimeout(() => void look(), pauseMs);
  });
  void look();
  return () => {
    isClosed = true;
    if (timer !== null) clearTimeout(timer);
    unsubscribe();
  };
}
