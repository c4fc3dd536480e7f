import type { TestSocket } from '../../lib/doctor/socket-probe.ts';

/** What a server does with one socket: each step is heard by the client in a later turn, as from a network. */
export interface ServerEnd {
  open(): void;
  frame(frame: unknown): void;
  text(data: unknown): void;
  drop(code: number, reason?: string): void;
  /** Called with each frame the client sends. */
  onFrame: (frame: unknown) => void;
}

export type Behaviour = (server: ServerEnd, url: URL) => void;

/** Opens, greets, lets in, answers pings and questions. */
export const faithful: Behaviour = (server) => {
  server.open();
  server.frame({ type: 'connection_established', data: { client_id: 'x', tenant_id: 'acme' } });
  server.frame({ type: 'connection_ready' });
  server.onFrame = letsIn(server);
};

export const letsIn =
  (server: ServerEnd) =>
  (frame: unknown): void => {
    const { type } = frame as { type: string };
    if (type === 'join_chat') server.frame({ type: 'chat_joined', data: {} });
    if (type === 'ping') server.frame({ type: 'pong', data: { ts: 1 } });
    if (type === 'user_message') server.frame({ type: 'response_complete', data: { content: 'OK' } });
  };

export const refuses: Behaviour = (server) => server.drop(1006);

/** A factory of sockets that behave so, and a record of each: where it went, what it sent, how it was closed. */
export const scriptedSockets = (behaviour: Behaviour) => {
  const sockets: { url: URL; sent: unknown[]; closedWith: number | null }[] = [];

  const openSocket = (address: string): TestSocket => {
    const record = { url: new URL(address), sent: [] as unknown[], closedWith: null as number | null };
    sockets.push(record);
    const target = new EventTarget();
    const later = (event: Event): void => queueMicrotask(() => target.dispatchEvent(event));
    const server: ServerEnd = {
      open: () => later(new Event('open')),
      frame: (frame) => server.text(JSON.stringify(frame)),
      text: (data) => later(new MessageEvent('message', { data })),
      drop: (code, reason = '') => later(Object.assign(new Event('close'), { code, reason })),
      onFrame: () => undefined,
    };
    behaviour(server, record.url);
    return {
      addEventListener: target.addEventListener.bind(target),
      send: (data) => {
        const frame: unknown = JSON.parse(data as string);
        record.sent.push(frame);
        server.onFrame(frame);
      },
      close: (code) => {
        record.closedWith ??= code ?? 0;
      },
    };
  };
  return { openSocket, sockets };
};
