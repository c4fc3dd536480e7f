import type { Readable, Writable } from 'node:stream';
import type { ConnectionTransport } from 'puppeteer-core';

interface AutoAttach {
  method?: string;
  params?: { filter?: readonly { type?: string; exclude?: boolean }[] };
}

/**
 * DevTools over a pipe (messages of JSON, each ended by a zero byte) that keeps its hands off the service workers: one
 * with a debugger attached never sleeps, and puppeteer attaches to all that it sees. They are left out of its requests
 * to do so; that they exist can still be asked for.
 */
export function withoutWorkers(write: Writable, read: Readable): ConnectionTransport {
  let received = Buffer.alloc(0);

  const transport: ConnectionTransport = {
    send(message) {
      write.write(`${leaveOutWorkers(message)}\0`);
    },
    close: () => write.end(),
  };

  read.on('data', (piece: Buffer) => {
    received = Buffer.concat([received, piece]);
    for (let end = received.indexOf(0); end !== -1; end = received.indexOf(0)) {
      const message = received.toString('utf8', 0, end);
      received = received.subarray(end + 1);
      // In a turn each: what one resolves has to be in place for the next.
      setImmediate(() => transport.onmessage?.(message));
    }
  });
  read.on('close', () => transport.onclose?.());
  // The browser went before us: its end is noticed by `close`.
  write.on('error', () => undefined);
  return transport;
}

function leaveOutWorkers(message: string): string {
  if (!message.includes('"Target.setAutoAttach"')) return message;
  const request = JSON.parse(message) as AutoAttach;
  const { filter = [{}] } = request.params ?? {};
  const params = { ...request.params, filter: [{ type: 'service_worker', exclude: true }, ...filter] };
  return JSON.stringify({ ...request, params });
}
