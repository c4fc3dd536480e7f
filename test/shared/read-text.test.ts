import { describe, expect, it } from 'vitest';
import { readText } from '../../lib/shared/read-text.ts';
import { passTime, settled } from '../doubles/pass-time.ts';
import { createVirtualClock } from '../doubles/virtual-clock.ts';

/** A body of these pieces; `endless` says whether more might come. */
function bodyOf(pieces: readonly string[], endless = false) {
  let isCancelled = false;
  const stream = new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
      if (!endless) controller.close();
    },
    cancel() {
      isCancelled = true;
    },
  });
  return { response: new Response(stream), isCancelled: () => isCancelled };
}

function open(response: Response, limit = 100) {
  const clock = createVirtualClock();
  const left = new AbortController();
  return { clock, left, read: readText(response, { limit, timeout: 1000, clock, signal: left.signal }) };
}

describe('a body', () => {
  it.each([
    ['of one piece', ['text'], 'text'],
    ['of several', ['te', 'xt'], 'text'],
    ['of nothing', [], ''],
    ['as long as may be', ['x'.repeat(100)], 'x'.repeat(100)],
  ])('%s is read', async (_name, pieces, text) => {
    const { read, clock } = open(bodyOf(pieces).response);
    expect(await read).toEqual({ ok: true, value: text });
    expect(clock.count()).toBe(0);
  });

  it('that is not there is empty', async () => {
    expect(await open(new Response(null)).read).toEqual({ ok: true, value: '' });
  });

  it('that is too long is not read to its end', async () => {
    const { response, isCancelled } = bodyOf(['x'.repeat(60), 'x'.repeat(41)], true);
    const { read, clock } = open(response);
    expect(await read).toEqual({ ok: false, failure: 'too-long' });
    await settled();
    expect(isCancelled()).toBe(true);
    expect(clock.count()).toBe(0);
  });

  it.each([
    ['not yet', 999, false],
    ['then', 1000, true],
  ])('that does not end is given up after its time: %s', async (_when, ms, isOver) => {
    const { response, isCancelled } = bodyOf(['te'], true);
    const { read, clock } = open(response);
    const outcomes: unknown[] = [];
    void read.then((outcome) => outcomes.push(outcome));
    await passTime(clock, ms);
    expect(outcomes).toEqual(isOver ? [{ ok: false, failure: 'timeout' }] : []);
    expect(isCancelled()).toBe(isOver);
    expect(clock.count()).toBe(isOver ? 0 : 1);
  });

  it('that nobody wants any more is given up at once', async () => {
    const { response, isCancelled } = bodyOf(['te'], true);
    const { read, left, clock } = open(response);
    left.abort();
    expect(await read).toEqual({ ok: false, failure: 'aborted' });
    await settled();
    expect(isCancelled()).toBe(true);
    expect(clock.count()).toBe(0);
  });

  it('that breaks off is a failure of the network', async () => {
    const stream = new ReadableStream({
      start: (controller) => controller.error(new TypeError('terminated')),
    });
    expect(await open(new Response(stream)).read).toEqual({ ok: false, failure: 'network' });
  });
});
