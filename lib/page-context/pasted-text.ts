import type { Attachment } from '../shared/conversation.ts';
import { cutToBudget } from './budget.ts';

/** On the wire, where a page has its own; people are told in their language. */
const title = 'Pasted text';

export interface Pasted {
  /** A UUID of its own for every paste: the fence's marker, and what tells one text from the next. */
  readonly id: string;
  readonly text: string;
  /** Characters that were pasted, of which `text` may be a part already. */
  readonly length: number;
  /** ISO 8601. */
  readonly capturedAt: string;
}

/** A long text that was pasted, to be sent as a page is (P39): cut to the same budget, and from no address. */
export function pastedText({ id, text, length, capturedAt }: Pasted, budget: number): Attachment {
  const kept = cutToBudget(text, budget).toWellFormed();
  const whole = Math.max(length, text.length);
  return {
    id,
    revision: 1,
    title,
    url: '',
    text: kept,
    ...(kept.length < whole ? { captured: whole } : {}),
    pageLength: whole,
    source: 'paste',
    capturedAt,
  };
}
