import type { IncomingMessage } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import { isAllowedOrigin } from './cors.ts';
import type { CorsOrigins } from './cors.ts';
import { looseJson } from './http-body.ts';
import { record } from './received.ts';
import { hasTokenInUrl, requestUrl } from './request-url.ts';
import { createSocketLine } from './socket-line.ts';
import type { SocketLine } from './socket-line.ts';
import type { SocketServices } from './socket-services.ts';
import { openSocketSession } from './socket-session.ts';

export const socketPath = '/api/v1/ws/chat';

/** Largest frame that a client may send. */
const maxPayload = 1024 * 1024;

export interface SocketServerOptions extends SocketServices {
  readonly tenants: ReadonlySet<string>;
  readonly corsOrigins: CorsOrigins;
}

export interface SocketServer {
  upgrade(request: IncomingMessage, transport: Duplex, head: Buffer): void;
  openSockets(): number;
  /** Every open socket. */
  lines(): SocketLine[];
}

export const createSocketServer = (options: SocketServerOptions): SocketServer => {
  const { received, script, tenants, corsOrigins } = options;
  const server = new WebSocketServer({ noServer: true, maxPayload });
  const open = new Set<SocketLine>();
  let attempts = 0;

  /** The HTTP status to refuse the upgrade with, or null. A missing tenant is told by a close code instead. */
  const refusal = (url: URL, origin: string | undefined): number | null => {
    if (hasTokenInUrl(url)) {
      record(received.violations, `token in the WebSocket URL ${url.pathname}`);
      return 400;
    }
    if (url.pathname !== socketPath) return 404;
    // The wire has no CORS for WebSockets: without this any web site could talk to a local platform.
    if (corsOrigins === 'extensions' && origin !== undefined && !isAllowedOrigin(origin, corsOrigins))
      return 403;
    const tenant = url.searchParams.get('tenant_id');
    return tenant && !tenants.has(tenant) ? 403 : null;
  };

  const serve = (
    socket: WebSocket,
    request: IncomingMessage,
    tenant: string | null,
    connection: number,
  ): void => {
    const line = createSocketLine(socket, request.socket);
    // A frame over maxPayload, a reset connection: ws closes the socket itself.
    socket.on('error', () => undefined);
    if (!tenant) return line.close(1008, 'tenant_id required');
    const address = request.socket.remoteAddress ?? '';
    const session = openSocketSession(line, { tenant, connection, address }, options);
    open.add(line);
    socket.on('message', (data) => {
      const text = (data as Buffer).toString('utf8');
      record(received.frames, { connection, at: Date.now(), frame: looseJson(text) });
      session.receive(text);
    });
    socket.on('close', () => {
      open.delete(line);
      session.end();
    });
  };

  return {
    upgrade: (request, transport, head) => {
      const url = requestUrl(request);
      const { origin } = request.headers;
      const connection = attempts;
      attempts += 1;
      const fault = script.take('connection', 'refuses-upgrade', 'accepts-then-drops');
      const status = refusal(url, origin) ?? (fault?.kind === 'refuses-upgrade' ? fault.status : null);
      record(received.connections, {
        url: request.url ?? '',
        origin,
        at: Date.now(),
        accepted: status === null,
      });
      transport.on('error', () => transport.destroy());
      if (status !== null) return refuseUpgrade(transport, status);
      server.handleUpgrade(request, transport, head, (socket) => {
        if (fault === undefined) return serve(socket, request, url.searchParams.get('tenant_id'), connection);
        socket.on('error', () => undefined);
        createSocketLine(socket, transport).cut();
      });
    },
    openSockets: () => open.size,
    lines: () => [...open],
  };
};

const refuseUpgrade = (transport: Duplex, status: number): void => {
  const reason = STATUS_CODES[status] ?? 'Refused';
  transport.end(`HTTP/1.1 ${status} ${reason}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () =>
    transport.destroy(),
  );
};
