import { connect } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { callerOn, echoFixture, patterned } from './echo-fixture.ts';
import { createFaultProxy } from './fault-proxy.ts';
import { halfOpen } from './toxics/half-open.ts';
import { latency } from './toxics/latency.ts';

const start = echoFixture();

describe('without a toxic', () => {
  it('a megabyte goes up and comes back to the byte, and both ends end in good order', async () => {
    const { call } = await start();
    const caller = await call();
    const sent = patterned(1_000_000);
    caller.socket.end(sent);
    await caller.ended;
    expect(caller.received().equals(sent)).toBe(true);
    expect(await caller.closed).toBeNull();
  });

  it('a side that has ended still hears the other', async () => {
    const { call, serves } = await start(() => undefined);
    const caller = await call();
    caller.socket.end('question');
    const server = callerOn(await serves());
    await server.ended;
    server.socket.end('answer, said after the question had ended');
    await caller.ended;
    expect(caller.received().toString()).toBe('answer, said after the question had ended');
  });

  it.each(['client', 'server'] as const)('a reset by the %s is a reset for the other', async (from) => {
    const { call, serves } = await start();
    const client = await call();
    const server = callerOn(await serves());
    const [breaks, suffers] = from === 'client' ? [client, server] : [server, client];
    breaks.socket.resetAndDestroy();
    expect(await suffers.closed).toBe('ECONNRESET');
  });

  it('a side that has ended and then breaks off is a reset for the other', async () => {
    const { call, serves } = await start(() => undefined);
    const client = await call();
    client.socket.end('question');
    const server = callerOn(await serves());
    await server.ended;
    client.socket.resetAndDestroy();
    // Of a side that has said all, nobody hears before something is said to it.
    while (!server.socket.destroyed) {
      server.socket.write('answer');
      await setImmediate();
    }
    expect(await server.closed).toMatch(/^(ECONNRESET|EPIPE)$/);
  });

  it('who reads nothing is not read for: the sender waits, and nothing is lost when they go on', async () => {
    const { call, serves, proxy } = await start(() => undefined);
    const { socket } = await call();
    // More than all the buffers of the system on the way.
    const sent = Buffer.alloc(32 * 1024 * 1024, patterned(65_537));
    socket.end(sent);
    const [connection] = proxy.connections();
    while (connection!.up.waiting < 256 * 1024) await setImmediate();
    expect(connection!.up.waiting).toBeLessThan(512 * 1024);
    expect(connection!.up.passed).toBeLessThan(sent.length);

    const hearer = callerOn(await serves());
    await hearer.ended;
    expect(hearer.received().equals(sent)).toBe(true);
  });

  it('a server that is not there is a reset', async () => {
    const nobody = await createFaultProxy({ target: { host: '127.0.0.1', port: 1 } });
    const proxy = await createFaultProxy({ target: { host: '127.0.0.1', port: nobody.port } });
    await nobody.close();
    const caller = callerOn(connect(proxy.port, '127.0.0.1'));
    expect(await caller.closed).toBe('ECONNRESET');
    await proxy.close();
  });
});

describe('connections', () => {
  it('are there while a side is left', async () => {
    const { call, proxy } = await start();
    const callers = [await call(), await call()];
    for (const { socket } of callers) socket.write('hello');
    await Promise.all(callers.map((caller) => caller.has(5)));
    expect(proxy.connections().map(({ up, down }) => [up.passed, down.passed])).toEqual([
      [5, 5],
      [5, 5],
    ]);
    callers[0]!.socket.end();
    await callers[0]!.closed;
    while (proxy.connections().length > 1) await setImmediate();
    callers[1]!.socket.write('!');
    await callers[1]!.has(6);
  });

  it('are all reset by cut, and new ones are as good as ever', async () => {
    const { call, proxy } = await start();
    const callers = [await call(), await call()];
    for (const { socket } of callers) socket.write('hello');
    await Promise.all(callers.map((caller) => caller.has(5)));
    proxy.cut();
    expect(await Promise.all(callers.map(({ closed }) => closed))).toEqual(['ECONNRESET', 'ECONNRESET']);

    const next = await call();
    next.socket.end('again');
    await next.ended;
    expect(next.received().toString()).toBe('again');
  });
});

describe('what is added to open connections', () => {
  it('leaves later ones free, and what it held back comes late, whole, before the end', async () => {
    const { call, proxy } = await start();
    const held = await call();
    held.socket.write('before ');
    await held.has(7);
    proxy.addToOpen(latency(600_000));
    held.socket.end('late');
    const free = await call();
    free.socket.end('at once');
    await free.ended;
    expect(free.received().toString()).toBe('at once');
    expect(held.received().toString()).toBe('before ');
    proxy.clear();
    await held.ended;
    expect(held.received().toString()).toBe('before late');
  });
});

describe('close', () => {
  const openSockets = (): number =>
    process.getActiveResourcesInfo().filter((kind) => kind.startsWith('TCPSocket')).length;
  afterEach(() => vi.restoreAllMocks());

  it('leaves no socket and no timer, whatever was under way', async () => {
    const held = 600_000;
    const set = vi.spyOn(globalThis, 'setTimeout');
    const cleared = vi.spyOn(globalThis, 'clearTimeout');
    const { call, proxy } = await start();
    const first = await call();
    first.socket.write('before');
    await first.has(6);
    proxy.add(latency(held));
    const second = await call();
    for (const { socket } of [first, second]) socket.write('held back for ten minutes');
    while (proxy.connections().some(({ up }) => up.waiting === 0)) await setImmediate();

    await proxy.close();
    expect(proxy.connections()).toEqual([]);
    const timers = set.mock.results.filter((_, n) => (set.mock.calls[n]?.[1] ?? 0) > held / 2);
    expect(timers.length).toBeGreaterThanOrEqual(2);
    for (const { value } of timers) expect(cleared).toHaveBeenCalledWith(value);
    await Promise.all([first.closed, second.closed]);
    // A leak would stay: the system takes a turn or two to let go of what is closed.
    while (openSockets() > 0) await setImmediate();
  });

  it('ends half-open connections too, and may be called again', async () => {
    const { call, proxy } = await start();
    const caller = await call();
    caller.socket.write('x');
    await caller.has(1);
    proxy.add(halfOpen());
    await proxy.close();
    expect(await caller.closed).toBe('ECONNRESET');
    await proxy.close();
  });
});
