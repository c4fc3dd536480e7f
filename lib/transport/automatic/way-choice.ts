import type { KnownPath, KnownWay } from '../../config/known-way.ts';
import { webSocketAliases } from '../../config/platform-paths.ts';
import type { PlatformWay, Way, WhyNoSocket } from '../../shared/connection-way.ts';

/*
 * Protocol: automatic, as a pure decision: which way is tried first, and what follows from what became of it. Sockets come
 * first, and what they do decides; nothing is asked before. REST alone is concluded only where REST was seen to work.
 */

/** One way, tried. `path`: of a socket; null: the profile's own. */
export interface Try {
  readonly way: PlatformWay;
  readonly path: KnownPath;
}

/**
 * What became of a socket before it was ready. `unanswered`: it is open, and nothing confirms the join. `objected`: another first
 * frame than a join is wanted (4400).
 */
export type SocketFailure = 'refused' | 'silent' | 'dropped' | 'unanswered' | 'objected';

/** What a look at REST has found. `absent`: something answers, and is no platform. */
export type RestSeen = 'works' | 'absent' | 'fails';

/** One connection on its way to ready. */
export interface Course {
  readonly at: Try;
  /** Paths that are still to be tried should this one be refused. */
  readonly left: readonly KnownPath[];
  /** REST was seen to work since the connection was asked for. */
  readonly isRestSeen: boolean;
  /** v1 was tried. */
  readonly hasTriedV1: boolean;
}

export interface Setting {
  /** By the organisation's policy, from the best on. */
  readonly allowed: readonly [PlatformWay, ...PlatformWay[]];
  /** The WebSocket URL follows from the API URL: nobody has said that it is this path and no other. */
  readonly isDerived: boolean;
}

/** `look`: at REST, and how the address itself answers. `tell`: the connection is over, as the socket's end says. */
export type Move = { readonly do: 'try'; readonly next: Course } | { readonly do: 'look' | 'tell' };

const isSocket = (way: Way): boolean => way === 'v3' || way === 'v1';

/** What is known to work, else the first that is allowed. */
export function firstTry(known: KnownWay | null, { allowed }: Pick<Setting, 'allowed'>): Try {
  const way = allowed.find((one) => one === known?.way);
  if (way !== undefined && known !== null) return { way, path: isSocket(way) ? known.path : null };
  return { way: allowed[0], path: null };
}

/** Other paths are tried where nothing is known yet, or where what was known is one of them. */
export function beginCourse(known: KnownWay | null, setting: Setting): Course {
  const at = firstTry(known, setting);
  const mayBeElsewhere = setting.isDerived && (known === null || known.path !== null);
  const paths: readonly KnownPath[] = [null, ...webSocketAliases];
  return {
    at,
    left: isSocket(at.way) && mayBeElsewhere ? paths.filter((path) => path !== at.path) : [],
    isRestSeen: false,
    hasTriedV1: at.way === 'v1',
  };
}

/** A server that restarts drops sockets, too; one that does nothing else is gone on from. */
const dropsBeforeRest = 2;
const dropsBeforeRestWhereKnown = 4;

export interface FailureFacts extends Setting {
  readonly known: KnownWay | null;
  /** Sockets that were opened and ended before they were ready, in a row, this one included. */
  readonly drops: number;
  /** There is no time left to try other paths. */
  readonly isLate: boolean;
}

/** What follows where a socket did not become ready. */
export function afterFailure(course: Course, how: SocketFailure, facts: FailureFacts): Move {
  const { at } = course;
  if (!isSocket(at.way)) return { do: 'tell' };
  const spoken = facts.known?.socket ?? null;
  if (how === 'unanswered' || how === 'objected') {
    // A deployment that has spoken v3 is slow today, and no other one; again and again, or in so many words, it has been put back to an older one.
    const isOther = spoken !== 'v3' || how === 'objected' || facts.drops >= dropsBeforeRestWhereKnown;
    const mayBeV1 = at.way === 'v3' && isOther && !course.hasTriedV1 && facts.allowed.includes('v1');
    return mayBeV1 ? go({ ...course, at: { ...at, way: 'v1' }, hasTriedV1: true }) : { do: 'tell' };
  }
  if (how === 'dropped' && facts.drops < (spoken === null ? dropsBeforeRest : dropsBeforeRestWhereKnown))
    return { do: 'tell' };
  return course.isRestSeen ? onwards(course, how, facts) : { do: 'look' };
}

/** What follows once REST has been looked at. */
export function afterLook(
  course: Course,
  how: SocketFailure,
  seen: RestSeen,
  facts: FailureFacts & {
    /** What the address itself answers says that no other path will do better. */
    readonly isHopeless: boolean;
  },
): Move {
  switch (seen) {
    // Server down, starting up, nobody signed in: that is for the session to hear, and no fault of sockets.
    case 'fails':
    case 'absent':
      return { do: 'tell' };
    case 'works':
      return onwards({ ...course, isRestSeen: true }, how, {
        ...facts,
        isLate: facts.isLate || facts.isHopeless,
      });
    default:
      return seen satisfies never;
  }
}

const go = (next: Course): Move => ({ do: 'try', next });
const overRest: Try = { way: 'rest', path: null };

/** The next path of a socket that was refused, else REST. */
function onwards(course: Course, how: SocketFailure, { allowed, isLate }: FailureFacts): Move {
  const [path, ...left] = course.left;
  if (how === 'refused' && path !== undefined && !isLate) {
    const way = allowed.includes('v3') ? 'v3' : 'v1';
    return go({ ...course, at: { way, path }, left });
  }
  return allowed.includes('rest') ? go({ ...course, at: overRest, left: [] }) : { do: 'tell' };
}

/** ms. A socket that can't be opened today is looked for again this often at the least. */
const longestLookMs = 10 * 60_000;
/** ms. Where sockets have worked, or were not refused in so many words, what keeps them away may pass soon. */
const firstLookMs = 15_000;

/** Epoch ms of the next look for a socket; null: none is looked for. */
export function nextLookAt({ way, why, socket, lookedAt, looks }: KnownWay): number | null {
  if (way !== 'rest' || why === null) return null;
  const mayPass = socket !== null || why === 'silent' || why === 'dropped';
  return lookedAt + (mayPass ? Math.min(longestLookMs, firstLookMs * 2 ** looks) : longestLookMs);
}

/** What is kept of a way that has become ready. @param why no socket: what the one that was tried came to */
export function knownFrom(
  at: Try,
  before: KnownWay | null,
  now: number,
  why: WhyNoSocket | null = null,
): KnownWay {
  const { way, path } = at;
  const { variant } = before ?? {};
  if (way === 'v3') return { way, path, why: null, socket: way, lookedAt: now, looks: 0 };
  if (way === 'v1') return { way, path, why: null, socket: way, lookedAt: now, looks: 0, variant };
  const isFresh = why !== null || before?.way !== way;
  return {
    way,
    path: before?.path ?? null,
    why: why ?? (before?.way === way ? before.why : null),
    socket: before?.socket ?? null,
    lookedAt: isFresh ? now : before.lookedAt,
    looks: before?.way === way ? before.looks : 0,
    variant,
  };
}
