import type { IncomingMessage } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { isAllowedOrigin } from './cors.ts';
import type { CorsOrigins } from './cors.ts';
import { looseJson } from './http-body.ts';
import { record } from './received.ts';
import { hasTokenInUrl, requestUrl } from './request-url.ts';
import { createSocketLine } from './socket-line.ts';
import type { SocketLine } from './socket-line.ts';
import type { SocketServices } from './socket-services.ts';
import { openSocketSession } from './socket-session.ts';
import type { V1Habits } from './v1-habits.ts';
import { openV1Session } from './v1-session.ts';

export const socketPath = '/api/v1/ws/chat';

/** Where older servers have theirs: plain ones mostly the first, the others the second (§7). */
const v1Paths = ({ path }: V1Habits): string[] => (path === null ? [socketPath, '/api/v1/ws'] : [path]);

/** Largest frame that a client may send. */
const maxPayload = 1024 * 1024;

export interface SocketServerOptions extends SocketServices {
  readonly tenants: ReadonlySet<string>;
  readonly corsOrigins: CorsOrigins;
  readonly path: string;
}

/** What is to become of a connection attempt. */
export interface Admitted {
  /** The HTTP status that it is refused with; null: it opens. */
  readonly status: number | null;
  /** Neither: nothing is answered, as by a firewall that drops what it doesn't let pass. */
  readonly isSwallowed: boolean;
  /** Opens, and is cut at once. */
  readonly isDropped: boolean;
  /** Its index in `received.connections`. */
  readonly connection: number;
}

/** What the far end of a line says. */
export interface Served {
  receive(text: string): void;
  /** The line is gone. */
  end(): void;
}

export interface SocketServer {
  upgrade(request: IncomingMessage, transport: Duplex, head: Buffer): void;
  /** The first half of an upgrade, for lines that need no TCP. */
  admit(attempt: { readonly url: URL; readonly origin: string | undefined }): Admitted;
  /** The second half: the session of one open line. */
  serve(
    line: SocketLine,
    attempt: { readonly url: URL; readonly address: string },
    connection: number,
  ): Served;
  openSockets(): number;
  /** Of one session of an older dialect. */
  linesOf(sessionId: string): SocketLine[];
  /** Every open socket. */
  lines(): SocketLine[];
}

export const createSocketServer = (options: SocketServerOptions): SocketServer => {
  const { received, script, tenants, corsOrigins } = options;
  const isServed = (path: string): boolean => {
    const { speaks, v1 } = options.spoken();
    return speaks === 'v3' ? path === options.path : v1Paths(v1).includes(path);
  };
  const server = new WebSocketServer({ noServer: true, maxPayload });
  const open = new Map<SocketLine, { readonly sessionId: string | null }>();
  let attempts = 0;

  /** The HTTP status to refuse the upgrade with, or null. A missing tenant is told by a close code instead. */
  const refusal = (url: URL, origin: string | undefined): number | null => {
    if (hasTokenInUrl(url)) {
      record(received.violations, `token in the WebSocket URL ${url.pathname}`);
      return 400;
    }
    if (!isServed(url.pathname)) return 404;
    if (options.spoken().v1.wantsToken === 'at-upgrade') return 401;
    // The wire has no CORS for WebSockets: without this any web site could talk to a local platform.
    if (corsOrigins === 'extensions' && origin !== undefined && !isAllowedOrigin(origin, corsOrigins))
      return 403;
    const tenant = url.searchParams.get('tenant_id');
    return tenant && !tenants.has(tenant) ? 403 : null;
  };

  const admit: SocketServer['admit'] = ({ url, origin }) => {
    const connection = attempts;
    attempts += 1;
    const fault = script.take('connection', 'refuses-upgrade', 'swallows-upgrade', 'accepts-then-drops');
    const status = refusal(url, origin) ?? (fault?.kind === 'refuses-upgrade' ? fault.status : null);
    record(received.connections, {
      url: `${url.pathname}${url.search}`,
      origin,
      at: Date.now(),
      accepted: status === null,
    });
    const isSwallowed = fault?.kind === 'swallows-upgrade';
    return { status, isSwallowed, isDropped: fault !== undefined, connection };
  };

  const serve: SocketServer['serve'] = (line, { url, address }, connection) => {
    const tenant = url.searchParams.get('tenant_id');
    if (!tenant) {
      line.close(1008, 'tenant_id required');
      return { receive: () => undefined, end: () => undefined };
    }
    const { speaks, v1 } = options.spoken();
    const session =
      speaks === 'v3'
        ? openSocketSession(line, { tenant, connection, address }, options)
        : openV1Session(line, { tenant, connection, address, url, dialect: speaks, v1 }, options);
    open.set(line, { sessionId: url.searchParams.get('session_id') });
    return {
      receive: (text) => {
        record(received.frames, { connection, at: Date.now(), frame: looseJson(text) });
        session.receive(text);
      },
      end: () => {
        open.delete(line);
        session.end();
      },
    };
  };

  return {
    admit,
    serve,
    upgrade: (request, transport, head) => {
      const url = requestUrl(request);
      const { status, isSwallowed, isDropped, connection } = admit({ url, origin: request.headers.origin });
      transport.on('error', () => transport.destroy());
      if (isSwallowed) return;
      if (status !== null) return refuseUpgrade(transport, status);
      server.handleUpgrade(request, transport, head, (socket) => {
        // A frame over maxPayload, a reset connection: ws closes the socket itself.
        socket.on('error', () => undefined);
        const line = createSocketLine(socket, request.socket);
        if (isDropped) return line.cut();
        const served = serve(line, { url, address: request.socket.remoteAddress ?? '' }, connection);
        socket.on('message', (data) => served.receive((data as Buffer).toString('utf8')));
        socket.on('close', served.end);
      });
    },
    openSockets: () => open.size,
    linesOf: (sessionId) => [...open].flatMap(([line, of]) => (of.sessionId === sessionId ? [line] : [])),
    lines: () => [...open.keys()],
  };
};

const refuseUpgrade = (transport: Duplex, status: number): void => {
  const reason = STATUS_CODES[status] ?? 'Refused';
  transport.end(`HTTP/1.1 ${status} ${reason}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () =>
    transport.destroy(),
  );
};
