import { isOpen, type Message } from '../shared/conversation.ts';

/** Whether all that came is said here, from the beginning: then there is nothing to bring. */
export function holds(stored: readonly Message[], came: readonly Message[]): boolean {
  return came.every((message, at) => isSame(stored[at], message));
}

function isSame(stored: Message | undefined, came: Message): boolean {
  if (stored?.role !== came.role) return false;
  if (stored.role === 'user') {
    const pages = came.role === 'user' ? came.attachments : [];
    return (
      stored.text === came.text &&
      stored.attachments.length === pages.length &&
      stored.attachments.every(({ text }, at) => text === pages[at]?.text)
    );
  }
  // The file may have an earlier moment of it than there is here.
  const isCut = came.status === 'interrupted' || came.status === 'stopped';
  return stored.text === came.text || (isCut && stored.text.startsWith(came.text)) || isOpen(stored);
}
