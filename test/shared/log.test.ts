import { describe, expect, expectTypeOf, it } from 'vitest';
import { checkedRequestId, type CheckedName } from '../../lib/shared/checked-name.ts';
import { levelOf, type LogEntry } from '../../lib/shared/log.ts';

/** The values that entries can have, of all kinds of them. */
type Values<Entry> = Entry extends unknown ? Entry[keyof Entry] : never;
/** Those that are open text: a union of names is not, nor is a name that was checked. */
type OpenText<Value> = Value extends CheckedName ? never : string extends Value ? Value : never;

describe('what may be logged', () => {
  it('is no text that anybody could fill', () => {
    expectTypeOf<OpenText<Values<LogEntry>>>().toBeNever();
    // The test itself would see one.
    expectTypeOf<OpenText<Values<LogEntry | { event: 'x'; words: string }>>>().toBeString();
  });

  it('is names and numbers, and nothing with parts', () => {
    expectTypeOf<Exclude<Values<LogEntry>, string | number | undefined>>().toBeNever();
  });

  it.each([
    [{ event: 'frame-dropped', fault: 'not-json' }, 'errors'],
    [{ event: 'storage', trouble: 'full', where: 'session' }, 'errors'],
    [{ event: 'way', way: 'v3' }, 'info'],
    [{ event: 'frame-unknown' }, 'debug'],
  ] as const)('%o is of the level %s', (entry, level) => {
    expect(levelOf(entry)).toBe(level);
  });
});

describe('a request id may be logged', () => {
  const uuid = '6f1c2a34-0000-4000-8000-1234567890ab';
  it.each([uuid, uuid.toUpperCase(), 'req_8Hk2', 'req-abc123', '0123456789abcdef', 'a'.repeat(32)])(
    '%s',
    (id) => {
      expect(checkedRequestId(id, ['{"content":"words"}', 'token'])).toBe(id);
    },
  );

  it.each([
    ['words', 'my password is'],
    ['a token', `eyJhbGciOiJub25lIn0.e30.${'x'.repeat(30)}`],
    ['an opaque token', 'hV3kq-9dJ0sQm2LrXw8T_fYbNc5uGz1e'],
    ['an address', 'https://api.example.test/'],
    ['too long', `req_${'a'.repeat(33)}`],
    ['nothing', ''],
    ['none', undefined],
  ])('but not %s', (_what, id) => {
    expect(checkedRequestId(id, [])).toBeUndefined();
  });

  it('but not one that the server has from us', () => {
    expect(checkedRequestId(uuid, [`{"refresh_token":"${uuid}"}`, ''])).toBeUndefined();
    expect(checkedRequestId(uuid, ['', uuid])).toBeUndefined();
  });
});
