import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupChats, type CalendarDay } from '../../lib/view/chat-groups.ts';
import { chatTime, headingWords } from '../../lib/view/words/chat-words.ts';

type Chat = Parameters<typeof groupChats>[0][number];

/** As the calendar of that place has it. */
function calendarOf(timeZone: string): (at: number) => CalendarDay {
  const parts = new Intl.DateTimeFormat('en', {
    ...{ timeZone, year: 'numeric', month: 'numeric', day: 'numeric' },
  });
  return (at) => {
    const found = parts.formatToParts(at);
    const part = (type: string): number => Number(found.find((each) => each.type === type)?.value);
    return { year: part('year'), month: part('month') - 1, day: part('day') };
  };
}

function chat(at: string | number, more: Partial<Chat> = {}): Chat {
  const updatedAt = typeof at === 'number' ? at : Date.parse(at);
  return { id: String(at), title: String(at), updatedAt, isPinned: false, waiting: 0, ...more };
}

const headings = (now: string, zone: string, ...at: readonly string[]): string[] =>
  groupChats(
    at.map((each) => chat(each)),
    Date.parse(now),
    calendarOf(zone),
  ).map(({ heading, chats }) => `${headingWords(heading)} ${chats.length}`);

describe('chats by day', () => {
  it('are of today, yesterday, the seven days before that, and then of months, with the year where it is another', () => {
    expect(
      headings(
        '2026-03-10T12:00Z',
        'UTC',
        ...['2026-03-10T00:00Z', '2026-03-09T23:59Z', '2026-03-08T10:00Z', '2026-03-03T00:00Z'],
        ...[
          '2026-03-02T23:59Z',
          '2026-02-01T10:00Z',
          '2026-02-28T10:00Z',
          '2025-12-31T23:00Z',
          '2025-02-01T00:00Z',
        ],
      ),
    ).toEqual([
      'Today 1',
      'Yesterday 1',
      'Previous 7 days 2',
      'March 1',
      'February 2',
      'December 2025 1',
      'February 2025 1',
    ]);
  });

  it.each([
    // One moment, and what day it is there.
    ['UTC', ['Yesterday 1']],
    ['Pacific/Kiritimati', ['Today 1']],
    ['America/Los_Angeles', ['Today 1']],
    ['Asia/Kathmandu', ['Today 1']],
  ])('by the calendar of %s', (zone, wanted) => {
    expect(headings('2026-06-15T01:00Z', zone, '2026-06-14T22:30Z')).toEqual(wanted);
  });

  it('count a day of 23 hours, or of 25, as one', () => {
    const zone = 'Europe/Berlin';
    // The clock went forward on 2026-03-29, and back on 2026-10-25.
    expect(headings('2026-03-30T00:30+02:00', zone, '2026-03-29T00:30+01:00')).toEqual(['Yesterday 1']);
    expect(headings('2026-03-30T00:30+02:00', zone, '2026-03-28T23:30+01:00')).toEqual(['Previous 7 days 1']);
    expect(headings('2026-10-26T00:30+01:00', zone, '2026-10-25T00:30+02:00')).toEqual(['Yesterday 1']);
    expect(headings('2026-10-26T23:30+01:00', zone, '2026-10-25T00:30+02:00')).toEqual(['Yesterday 1']);
  });

  it('are of today where the clock was set back since', () => {
    expect(headings('2026-03-10T12:00Z', 'UTC', '2027-01-01T00:00Z', '2026-03-10T11:00Z')).toEqual([
      'Today 2',
    ]);
  });

  it('stand under Pinned, whatever their day, where they are pinned', () => {
    const groups = groupChats(
      [
        chat(1),
        chat(Date.parse('2026-03-10T11:00Z')),
        chat(2, { isPinned: true }),
        chat(3, { isPinned: true }),
      ],
      Date.parse('2026-03-10T12:00Z'),
      calendarOf('UTC'),
    );
    expect(groups.map(({ heading, chats }) => [headingWords(heading), chats.map(({ id }) => id)])).toEqual([
      ['Pinned', ['3', '2']],
      ['Today', [String(Date.parse('2026-03-10T11:00Z'))]],
      ['January 1970', ['1']],
    ]);
  });

  it('are each in one group, the newest first in it, and no heading stands twice', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 4e12 }), fc.boolean()), { maxLength: 60 }),
        fc.integer({ min: 0, max: 4e12 }),
        fc.constantFrom('UTC', 'America/St_Johns', 'Pacific/Chatham'),
        (all, now, zone) => {
          const chats = all.map(([at, isPinned], n) => chat(at, { id: String(n), isPinned }));
          const groups = groupChats(chats, now, calendarOf(zone));
          const ids = groups.flatMap((group) => group.chats.map(({ id }) => id));
          expect(ids.toSorted()).toEqual(chats.map(({ id }) => id).toSorted());
          expect(new Set(groups.map(({ heading }) => headingWords(heading))).size).toBe(groups.length);
          for (const group of groups) {
            const times = group.chats.map(({ updatedAt }) => updatedAt);
            expect(times).toEqual(times.toSorted((one, other) => other - one));
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it('have the time where the day stands in the heading, and else the day', () => {
    const now = new Date(2026, 2, 10, 12).getTime();
    const at = new Date(2026, 2, 10, 9, 5).getTime();
    const plain = (text: string): string => text.replaceAll(/\s/g, ' ');
    expect(plain(chatTime(at, 'today', now))).toBe('9:05 AM');
    expect(plain(chatTime(at, 'pinned', now))).toBe('9:05 AM');
    expect(chatTime(at, 'week', now)).toBe('Mar 10');
    expect(chatTime(at - 40 * 86_400_000, 'pinned', now)).toBe('Jan 29');
  });
});
