import type { StoredMessage } from './store/store.ts';

/** A message as `GET …/messages` tells it. */
export type HistoryItem = Omit<StoredMessage, 'metadata'> & {
  readonly sequence_number?: number;
  readonly metadata?: Readonly<Record<string, unknown>>;
};

/** The body, and what the head says of other pages. */
export interface ShapedHistory {
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a platform makes of its history when it is asked for. `path` is that of the request. */
export type HistoryShape = (items: readonly HistoryItem[], path: string) => ShapedHistory;

const told = (items: readonly HistoryItem[]): ShapedHistory => ({ body: { items } });
const retold =
  (retell: (text: string) => string): HistoryShape =>
  (items) =>
    told(items.map((item) => ({ ...item, content: retell(item.content) })));

/** Everything, oldest first, as it was said. */
export const wholeHistory: HistoryShape = told;

/** The newest `count` and not a word about the rest. */
export const newestOnly =
  (count: number): HistoryShape =>
  (items) =>
    told(items.slice(-count));

/** The oldest `count` and not a word about the rest. */
export const oldestOnly =
  (count: number): HistoryShape =>
  (items) =>
    told(items.slice(0, count));

export const newestFirst: HistoryShape = (items) => told(items.toReversed());

/** Without the white space at either end of a text. */
export const trimmed: HistoryShape = retold((text) => text.trim());

/** Every text in Unicode's composed form, NFC. */
export const composed: HistoryShape = retold((text) => text.normalize('NFC'));

export const withCrlf: HistoryShape = retold((text) => text.replaceAll(/\r?\n/g, '\r\n'));

/** The oldest `count` are gone for good, as soon as there are others. */
export const pruned =
  (count: number): HistoryShape =>
  (items) =>
    told(items.length > count ? items.slice(count) : items);

/** How a page says that it is one. */
export type PageNotice = 'has_more' | 'next' | 'total' | 'link';

/** The oldest `size`, and that there are more, in one of the four ways that a client has to know. */
export const paged =
  (size: number, notice: PageNotice): HistoryShape =>
  (items, path) => {
    const body = { items: items.slice(0, size) };
    const isMore = items.length > size;
    const next = `${path}?page=2`;
    switch (notice) {
      case 'has_more':
        return { body: { ...body, has_more: isMore } };
      case 'next':
        return { body: { ...body, next: isMore ? next : null } };
      case 'total':
        return { body: { ...body, total: items.length } };
      case 'link':
        return { body, ...(isMore ? { headers: { Link: `<${next}>; rel="next"` } } : {}) };
      default:
        return notice satisfies never;
    }
  };
