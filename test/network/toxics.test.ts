import fc from 'fast-check';
import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { scaled } from '../run/scale.ts';
import { callerOn, echoFixture, patterned, type Caller } from './echo-fixture.ts';
import type { Piece } from './effect.ts';
import type { Toxic } from './toxic.ts';
import { bandwidth, bandwidthEffect } from './toxics/bandwidth.ts';
import { down } from './toxics/down.ts';
import { halfOpen } from './toxics/half-open.ts';
import { latency, latencyEffect } from './toxics/latency.ts';
import { limitData } from './toxics/limit-data.ts';
import { reset } from './toxics/reset.ts';
import { slicer } from './toxics/slicer.ts';
import { slowClose } from './toxics/slow-close.ts';

const start = echoFixture();

/** A call over which something has gone already. */
async function talking(call: () => Promise<Caller>): Promise<Caller> {
  const caller = await call();
  caller.socket.write('!');
  await caller.has(1);
  return caller;
}

function pieceAt(arrivedAt: number): Piece {
  return { kind: 'bytes', bytes: patterned(1_000), arrivedAt };
}

describe.each<[string, Toxic]>([
  ['latency', latency(5, 4)],
  ['bandwidth', bandwidth(400_000)],
  ['slicer', slicer(1)],
  ['slicer with a delay', slicer(700, 1)],
  ['slow close', slowClose(5)],
])('%s', (_name, toxic) => {
  it('changes no byte, there and back, and lets both ends end', async () => {
    const { call, proxy } = await start();
    proxy.add(toxic);
    const caller = await call();
    const sent = patterned(20_000);
    caller.socket.end(sent);
    await caller.ended;
    expect(caller.received().equals(sent)).toBe(true);
    expect(await caller.closed).toBeNull();
  });

  it('added in the middle, and taken away in the middle: changes no byte', async () => {
    const { call, proxy } = await start();
    const caller = await call();
    const sent = patterned(30_000);
    caller.socket.write(sent.subarray(0, 10_000));
    await caller.has(1);
    proxy.add(toxic);
    caller.socket.write(sent.subarray(10_000, 20_000));
    await caller.has(10_500);
    proxy.clear();
    caller.socket.end(sent.subarray(20_000));
    await caller.ended;
    expect(caller.received().equals(sent)).toBe(true);
  });
});

describe('latency', () => {
  it('is counted from the arrival, within its jitter, and the same for the same seed', () => {
    const pieces = Array.from({ length: 50 }, (_, n) => pieceAt(n * 1_000));
    const delays = ([seed, asked]: readonly [number, number]): number[] => {
      const effect = latencyEffect(latency(100, 50, seed));
      return pieces.map((piece) => {
        for (let n = 1; n < asked; n += 1) effect.dueAt!(piece, 1);
        return effect.dueAt!(piece, 1) - piece.arrivedAt;
      });
    };
    const first = delays([7, 1]);
    expect(Math.min(...first)).toBeGreaterThanOrEqual(50);
    expect(Math.max(...first)).toBeLessThanOrEqual(150);
    expect(new Set(first).size).toBeGreaterThan(40);
    expect(delays([7, 3])).toEqual(first);
    expect(delays([8, 1])).not.toEqual(first);
  });

  it('holds back one direction and not the other; what it held leaves when it is taken away', async () => {
    const { call, proxy, serves } = await start(() => undefined);
    proxy.add(latency(600_000), 'up');
    const caller = await call();
    const server = callerOn(await serves());
    caller.socket.write('slow');
    server.socket.write('fast');
    await caller.has(4);
    expect(server.received()).toHaveLength(0);
    proxy.clear();
    await server.has(4);
    expect(server.received().toString()).toBe('slow');
  });

  it('lets nothing overtake, however much it jitters', async () => {
    const { call, proxy } = await start();
    proxy.add(latency(3, 3, 42));
    const caller = await call();
    const words = Array.from({ length: 60 }, (_, n) => `word ${n}, `);
    for (const word of words) {
      caller.socket.write(word);
      await setImmediate();
    }
    caller.socket.end();
    await caller.ended;
    expect(caller.received().toString()).toBe(words.join(''));
  });
});

describe('slicer', () => {
  it.each([0, 2])('to single bytes, %i ms apart: they come one by one', async (delay) => {
    const { call, proxy, serves } = await start(() => undefined);
    proxy.add(slicer(1, delay), 'up');
    const caller = await call();
    caller.socket.end(patterned(50));
    const server = callerOn(await serves());
    await server.ended;
    expect(server.received().equals(patterned(50))).toBe(true);
    expect(server.reads()).toBeGreaterThan(40);
  });
});

describe('bandwidth', () => {
  it('is a line: each portion leaves when those before it are through', () => {
    const effect = bandwidthEffect(bandwidth(2_000));
    const piece = pieceAt(performance.now() + 1_000);
    const dues = [100, 100, 300].map((bytes) => {
      const due = effect.dueAt!(piece, bytes);
      effect.left!(piece, bytes);
      return due - piece.arrivedAt;
    });
    expect(dues.map(Math.round)).toEqual([50, 100, 250]);
    // What comes when the line has long been free waits for itself only.
    expect(Math.round(effect.dueAt!(pieceAt(piece.arrivedAt + 5_000), 100) - piece.arrivedAt)).toBe(5_050);
  });

  it('lets the first of it through while the rest still waits', async () => {
    const { call, proxy } = await start();
    proxy.add(bandwidth(2_000), 'up');
    const caller = await call();
    caller.socket.write(patterned(1_000_000));
    await caller.has(200);
    // 2,000 bytes a second: the end is eight minutes away.
    const [connection] = proxy.connections();
    expect(connection!.up.passed).toBeLessThan(100_000);
    expect(connection!.up.waiting).toBeGreaterThan(0);
    proxy.clear();
    await caller.has(1_000_000);
    expect(caller.received().equals(patterned(1_000_000))).toBe(true);
  });
});

describe('reset', () => {
  it('lets no more than its bytes pass, and resets both sides', async () => {
    const { call, proxy, serves } = await start();
    const caller = await talking(call);
    const server = callerOn(await serves());
    proxy.add(reset(1_000), 'down');
    caller.socket.write(patterned(5_000));
    expect(await caller.closed).toBe('ECONNRESET');
    expect(await server.closed).toBe('ECONNRESET');
    const got = caller.received().subarray(1);
    expect(got.length).toBeLessThanOrEqual(1_000);
    expect(got.equals(patterned(5_000).subarray(0, got.length))).toBe(true);
  });

  it('after no byte at all is at once, also for new connections until it is taken away', async () => {
    const { call, proxy } = await start();
    const caller = await talking(call);
    proxy.add(reset());
    expect(await caller.closed).toBe('ECONNRESET');
    expect(await (await call()).closed).toBe('ECONNRESET');
    proxy.clear();
    await talking(call);
  });
});

describe('limit data', () => {
  it('lets exactly its bytes pass, then closes both sides in good order', async () => {
    const { call, proxy, serves } = await start();
    const caller = await talking(call);
    const server = callerOn(await serves());
    proxy.add(limitData(1_234), 'down');
    caller.socket.write(patterned(5_000));
    await caller.ended;
    await server.ended;
    expect(caller.received().subarray(1).equals(patterned(5_000).subarray(0, 1_234))).toBe(true);
  });

  it('counts each connection for itself', async () => {
    const { call, proxy } = await start();
    proxy.add(limitData(10), 'down');
    for (const caller of [await call(), await call()]) {
      caller.socket.write(patterned(100));
      await caller.ended;
      expect(caller.received().equals(patterned(10))).toBe(true);
    }
  });
});

describe('half-open', () => {
  it('swallows everything and closes nothing, and the connection stays dumb when it is taken away', async () => {
    const { call, proxy, serves } = await start();
    const caller = await talking(call);
    const server = callerOn(await serves());
    proxy.add(halfOpen());
    caller.socket.write('up');
    server.socket.write('down');
    const later = await call();
    later.socket.write('a new one');
    while (proxy.connections().length < 2) await setImmediate();
    proxy.clear();
    caller.socket.write('up again');
    server.socket.write('down again');

    // A connection that came after it works, so all that was sent before has had its chance.
    await talking(call);
    expect(caller.received().toString()).toBe('!');
    expect(server.received().toString()).toBe('');
    expect([caller.socket.closed, server.socket.closed, later.socket.closed]).toEqual([false, false, false]);
    expect(later.received()).toHaveLength(0);
  });

  it('swallows that a side has broken off, until it is taken away', async () => {
    const { call, proxy, served, serves } = await start();
    const caller = await talking(call);
    proxy.add(halfOpen(), 'down');
    (await serves()).resetAndDestroy();
    // A whole other connection comes about, and is used, before anybody hears of it.
    const other = await call();
    other.socket.write('up is open');
    while (served.length < 2) await setImmediate();
    await callerOn(served[1]!).has(10);
    expect(caller.socket.closed).toBe(false);
    proxy.clear();
    expect(await caller.closed).toBe('ECONNRESET');
  });

  it('taken away before anything passed: the connection has been through it all the same', async () => {
    const { call, proxy } = await start();
    const caller = await talking(call);
    proxy.add(halfOpen());
    proxy.clear();
    caller.socket.write('gone');
    await talking(call);
    expect(caller.received().toString()).toBe('!');
  });
});

describe('slow close', () => {
  it('holds back the end and not the bytes', async () => {
    const { call, proxy, serves } = await start();
    const caller = await talking(call);
    const server = callerOn(await serves());
    proxy.add(slowClose(600_000));
    caller.socket.end('last words');
    await server.has(10);
    await caller.has(11);
    await talking(call);
    expect(server.socket.readableEnded).toBe(false);
    proxy.clear();
    await server.ended;
    await caller.ended;
  });
});

describe('down', () => {
  it('drops what is there, takes nobody in, and is over when it is taken away', async () => {
    const { call, proxy, served } = await start();
    const callers = [await talking(call), await talking(call)];
    proxy.add(down());
    expect(await Promise.all(callers.map(({ closed }) => closed))).toEqual(['ECONNRESET', 'ECONNRESET']);
    expect(await (await call()).closed).toBe('ECONNRESET');
    expect(proxy.connections()).toEqual([]);
    expect(served).toHaveLength(2);
    proxy.clear();
    await talking(call);
    expect(served).toHaveLength(3);
  });
});

describe('several at once', () => {
  const harmless: fc.Arbitrary<Toxic> = fc.oneof(
    fc.tuple(fc.nat(4), fc.nat(4), fc.nat()).map(([ms, jitter, seed]) => latency(ms, jitter, seed)),
    fc.integer({ min: 100_000, max: 1_000_000 }).map(bandwidth),
    fc.tuple(fc.integer({ min: 20, max: 3_000 }), fc.nat(1)).map(([size, delay]) => slicer(size, delay)),
    fc.nat(5).map(slowClose),
  );

  it('that cut nothing change no byte, whatever they are and however it is written', async () => {
    const { call, proxy } = await start();
    const doses = fc.array(fc.tuple(harmless, fc.constantFrom('up', 'down', 'both')), { maxLength: 4 });
    const writes = fc.array(fc.uint8Array({ minLength: 1, maxLength: 2_000 }), {
      minLength: 1,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(doses, writes, async (chosen, pieces) => {
        proxy.clear();
        for (const [toxic, on] of chosen) proxy.add(toxic, on);
        const caller = await call();
        for (const piece of pieces) {
          if (!caller.socket.write(piece)) await once(caller.socket, 'drain');
          await setImmediate();
        }
        caller.socket.end();
        await caller.ended;
        expect(caller.received().equals(Buffer.concat(pieces))).toBe(true);
      }),
      { numRuns: scaled(60) },
    );
  });

  it('of which one cuts: exactly its bytes come through the others', async () => {
    const { call, proxy } = await start();
    for (const toxic of [slicer(3), latency(2, 2), limitData(500)]) proxy.add(toxic, 'down');
    const caller = await call();
    caller.socket.write(patterned(2_000));
    await caller.ended;
    expect(caller.received().equals(patterned(500))).toBe(true);
  });
});
