/** The chat that has the focus, or holds what has it; null: none. */
export function chatAt(target: EventTarget | null): string | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-chat]') : null;
  return row?.dataset['chat'] ?? null;
}

/** Gives the focus to the title of that chat. False: it isn't drawn. */
export function focusChat(list: HTMLElement | null, id: string): boolean {
  const title = list?.querySelector<HTMLElement>(`[data-chat="${CSS.escape(id)}"] .chat-title`);
  title?.focus();
  return title !== null && title !== undefined;
}

/** Where a key leads from that chat: up, down, to the ends; null: nowhere. */
export function stepFrom(ids: readonly string[], from: string, key: string): string | null {
  const at = ids.indexOf(from);
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    Home: 0,
    End: ids.length - 1,
  };
  return ids[steps[key] ?? -1] ?? null;
}

/** Who has the focus once that chat is gone: the next, or else the one before. */
export function neighbourOf(ids: readonly string[], gone: string): string | null {
  return stepFrom(ids, gone, 'ArrowDown') ?? stepFrom(ids, gone, 'ArrowUp');
}
