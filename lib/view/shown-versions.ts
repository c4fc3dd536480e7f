import { isOpen, type Message } from '../shared/conversation.ts';
import { firstOf, turnsOf, type Versions } from '../shared/versions.ts';

/** Of a question that is one of several versions of its turn. */
export interface VersionPlace {
  /** The questions of all the versions, the first one first. */
  readonly ids: readonly string[];
  /** Which of them is shown; counted from 0. */
  readonly at: number;
}

export interface ShownVersions {
  readonly messages: readonly Message[];
  /** By the id of the question that is shown. */
  readonly places: ReadonlyMap<string, VersionPlace>;
}

const nowhere: ReadonlyMap<string, VersionPlace> = new Map();

/**
 * Of each turn one version: the last, unless somebody went back to another.
 * @param chosen the questions of those that somebody went back to
 */
export function shownVersions(messages: readonly Message[], chosen: readonly string[]): ShownVersions {
  if (!messages.some(isVersion)) return { messages, places: nowhere };
  const places = new Map<string, VersionPlace>();
  const shown = turnsOf(messages).flatMap((turn) => {
    if (turn.length === 1) return turn[0] ?? [];
    const ids = idsOf(turn);
    const found = ids.findLastIndex((id) => chosen.includes(id));
    const at = found === -1 ? ids.length - 1 : found;
    places.set(ids[at] ?? '', { ids, at });
    return turn[at] ?? [];
  });
  return { messages: shown, places };
}

const isVersion = (message: Message): boolean => message.role === 'user' && message.replaces !== undefined;

const idsOf = (turn: Versions<Message>): string[] => turn.map(([question]) => question?.id ?? '');

/** `chosen`, once the version that holds this message is the one that is shown; the same array where it is already. */
export function withVersion(
  messages: readonly Message[],
  chosen: readonly string[],
  messageId: string,
): readonly string[] {
  const turn = turnOf(messages, messageId);
  if (turn === undefined || turn.length === 1) return chosen;
  const ids = idsOf(turn);
  const at = turn.findIndex((version) => version.some(({ id }) => id === messageId));
  const others = chosen.filter((id) => !ids.includes(id));
  // The last is not chosen but followed: a version that comes takes its place.
  const next = at === ids.length - 1 ? others : [...others, ids[at] ?? ''];
  return next.length === chosen.length && next.every((id) => chosen.includes(id)) ? chosen : next;
}

function turnOf(messages: readonly Message[], messageId: string): Versions<Message> | undefined {
  return turnsOf(messages).find((turn) => turn.some((version) => version.some(({ id }) => id === messageId)));
}

/**
 * What a question that is asked anew replaces. undefined: nothing, as something was said after it, or is under way. The
 * platform's history only grows at its end, so no other turn can get a version.
 */
export function replacedBy(messages: readonly Message[], messageId: string): string | undefined {
  if (messages.some(isOpen)) return undefined;
  const last = turnsOf(messages).at(-1);
  return last?.some(([question]) => question?.id === messageId) === true ? firstOf(last) : undefined;
}
