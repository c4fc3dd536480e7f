import { describe, expect, it } from 'vitest';
import type { KnownPath, KnownWay } from '../../../lib/config/known-way.ts';
import { webSocketAliases } from '../../../lib/config/platform-paths.ts';
import type { PlatformWay, Way } from '../../../lib/shared/connection-way.ts';
import {
  afterFailure,
  afterLook,
  beginCourse,
  firstTry,
  knownFrom,
  nextLookAt,
  type Course,
  type FailureFacts,
  type Move,
  type RestSeen,
  type SocketFailure,
} from '../../../lib/transport/automatic/way-choice.ts';

const ways = ['v3', 'v1', 'rest'] as const;
const all = { allowed: ways, isDerived: true };
const knownBy = (way: Way, change: Partial<KnownWay> = {}): KnownWay => ({
  way,
  path: null,
  why: null,
  socket: way === 'v3' || way === 'v1' ? way : null,
  lookedAt: 1000,
  looks: 0,
  ...change,
});
const facts: FailureFacts = { ...all, known: null, drops: 1, isLate: false };
const course = (change: Partial<Course> = {}): Course => ({ ...beginCourse(null, all), ...change });
/** In one word: what is done, or which way is tried. */
const said = (move: Move): string =>
  move.do === 'try' ? [move.next.at.way, move.next.at.path ?? ''].join(' ').trim() : move.do;

describe('the first way that is tried', () => {
  it.each<[string, KnownWay | null, readonly [PlatformWay, ...PlatformWay[]], string]>([
    ['of a place that nothing is known of', null, ways, 'v3'],
    ['where v3 was seen', knownBy('v3'), ways, 'v3'],
    ['where v3 was seen at another path', knownBy('v3', { path: '/ws/' }), ways, 'v3 /ws/'],
    ['where v1 was seen', knownBy('v1'), ways, 'v1'],
    ['where no socket opened', knownBy('rest', { why: 'refused' }), ways, 'rest'],
    ['where none opened and one did before, elsewhere', knownBy('rest', { path: '/ws' }), ways, 'rest'],
    ['of what was a secure proxy', knownBy('proxy'), ways, 'v3'],
    ['where the policy allows REST alone', null, ['rest'], 'rest'],
    ['where what is known is not allowed any more', knownBy('v3'), ['v1', 'rest'], 'v1'],
    ['where the policy allows v1 and REST', null, ['v1', 'rest'], 'v1'],
  ])('%s', (_, known, allowed, first) => {
    const { way, path } = firstTry(known, { allowed });
    expect([way, path ?? ''].join(' ').trim()).toBe(first);
  });
});

describe('other paths', () => {
  it.each<[string, KnownWay | null, boolean, readonly KnownPath[]]>([
    ['are all of them where nothing is known', null, true, webSocketAliases],
    ['are none where somebody has typed the address', null, false, []],
    ['are none where the right one is known', knownBy('v3'), true, []],
    [
      'are the others where one of them is known',
      knownBy('v3', { path: '/ws' }),
      true,
      [null, ...webSocketAliases.filter((path) => path !== '/ws')],
    ],
    ['are none for REST', knownBy('rest'), true, []],
  ])('%s', (_, known, isDerived, left) => {
    expect(beginCourse(known, { ...all, isDerived }).left).toEqual(left);
  });
});

describe('a socket that is not ready', () => {
  it.each<[SocketFailure, string, Partial<FailureFacts>, Partial<Course>, string]>([
    ['refused', 'REST is looked at', {}, {}, 'look'],
    ['silent', 'REST is looked at', {}, {}, 'look'],
    ['dropped', 'once, that is for the session', { drops: 1 }, {}, 'tell'],
    ['dropped', 'twice, REST is looked at', { drops: 2 }, {}, 'look'],
    ['dropped', 'twice where v3 is known: a restart', { drops: 3, known: knownBy('v3') }, {}, 'tell'],
    ['dropped', 'four times', { drops: 4, known: knownBy('v3') }, {}, 'look'],
    ['unanswered', 'it may speak v1', {}, {}, 'v1'],
    ['unanswered', 'v1 was known here', { known: knownBy('rest', { socket: 'v1' }) }, {}, 'v1'],
    ['unanswered', 'v1 was tried', {}, { hasTriedV1: true }, 'tell'],
    ['unanswered', 'v3 is known: slow today', { known: knownBy('v3') }, {}, 'tell'],
    ['unanswered', 'v3 is known, four times in a row', { known: knownBy('v3'), drops: 4 }, {}, 'v1'],
    ['objected', 'v3 was known, and is no more', { known: knownBy('v3') }, {}, 'v1'],
    ['unanswered', 'v1 is not allowed', { allowed: ['v3', 'rest'] }, {}, 'tell'],
    ['refused', 'the next path, once REST was seen', {}, { isRestSeen: true }, 'v3 /api/v1/ws'],
    ['refused', 'no path left', {}, { isRestSeen: true, left: [] }, 'rest'],
    ['refused', 'no time left', { isLate: true }, { isRestSeen: true }, 'rest'],
    ['silent', 'the others would be, too', {}, { isRestSeen: true }, 'rest'],
    ['refused', 'REST is not allowed', { allowed: ['v3'] }, { isRestSeen: true, left: [] }, 'tell'],
    ['refused', 'it was no socket', {}, { at: { way: 'rest', path: null } }, 'tell'],
  ])('%s: %s', (how, _, change, of, move) => {
    expect(said(afterFailure(course(of), how, { ...facts, ...change }))).toBe(move);
  });
});

describe('once REST has been looked at', () => {
  it.each<[RestSeen, SocketFailure, string, Partial<FailureFacts & { isHopeless: boolean }>, string]>([
    ['works', 'refused', 'another path', {}, 'v3 /api/v1/ws'],
    ['works', 'refused', 'no other path would help', { isHopeless: true }, 'rest'],
    ['works', 'refused', 'no time for it', { isLate: true }, 'rest'],
    ['works', 'silent', 'REST', {}, 'rest'],
    ['works', 'dropped', 'REST', {}, 'rest'],
    ['works', 'silent', 'REST is forbidden', { allowed: ['v3'] }, 'tell'],
    ['fails', 'refused', 'down, starting, nobody signed in: no fault of sockets', {}, 'tell'],
    ['fails', 'silent', 'the same', {}, 'tell'],
    ['absent', 'refused', 'no platform, perhaps a proxy: that is no transport’s business', {}, 'tell'],
  ])('%s, %s: %s', (seen, how, _, change, move) => {
    expect(said(afterLook(course(), how, seen, { ...facts, isHopeless: false, ...change }))).toBe(move);
  });
});

describe('the next look for a socket', () => {
  const minutes = (known: KnownWay): number | null => {
    const at = nextLookAt(known);
    return at === null ? null : (at - known.lookedAt) / 60_000;
  };

  it.each<[string, KnownWay, number | null]>([
    ['refused, and never seen: ten minutes', knownBy('rest', { why: 'refused' }), 10],
    ['swallowed on the way: a quarter of a minute', knownBy('rest', { why: 'silent' }), 0.25],
    ['seen before: as soon', knownBy('rest', { why: 'refused', socket: 'v3' }), 0.25],
    ['the third time', knownBy('rest', { why: 'dropped', looks: 2 }), 1],
    ['never later than ten minutes', knownBy('rest', { why: 'dropped', looks: 60 }), 10],
    ['none where a socket is in use', knownBy('v3'), null],
    ['none where REST alone is allowed', knownBy('rest'), null],
    ['none for a proxy', knownBy('proxy'), null],
  ])('%s', (_, known, expected) => {
    expect(minutes(known)).toBe(expected);
  });
});

describe('what is kept', () => {
  it.each<[string, PlatformWay, KnownWay | null, KnownWay['why'], Partial<KnownWay>]>([
    ['a socket', 'v3', null, null, { way: 'v3', socket: 'v3', lookedAt: 5000, looks: 0 }],
    ['REST, and why', 'rest', null, 'stripped', { why: 'stripped', socket: null, lookedAt: 5000 }],
    [
      'that sockets have worked, and where',
      'rest',
      knownBy('v3', { path: '/ws' }),
      'refused',
      { socket: 'v3', path: '/ws' },
    ],
    [
      'REST that goes on: when it was looked last',
      'rest',
      knownBy('rest', { why: 'silent', looks: 3 }),
      null,
      { why: 'silent', lookedAt: 1000, looks: 3 },
    ],
  ])('%s', (_, way, before, why, kept) => {
    expect(knownFrom({ way, path: null }, before, 5000, why)).toMatchObject(kept);
  });
});
