import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { busMessage, kinds, leadingTexts, readBusMessage, type BusMessage } from './d-bus.ts';
import { until } from './until.ts';

/** A notification as the system was asked to show it. */
export interface ShownNotification {
  readonly id: number;
  readonly title: string;
  readonly text: string;
}

/** What shows notifications on a Linux desktop, so that they can be pressed as a person does: the browser counts that as one. */
export interface NotificationServer {
  /** All that were shown, the newest last. */
  readonly shown: readonly ShownNotification[];
  press(id: number): void;
  close(): Promise<void>;
}

const daemon = (process.env['PATH'] ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'dbus-daemon'))
  .find((file) => existsSync(file));

/** ms */
const longestStart = 20_000;

const name = 'org.freedesktop.Notifications';
const path = '/org/freedesktop/Notifications';

interface Bus {
  readonly socketPath: string;
  close(): Promise<void>;
}

/** A bus of its own. @throws where the daemon does not start, with its words */
async function openBus(command: string): Promise<Bus> {
  const folder = await mkdtemp(join(tmpdir(), 'bus-'));
  const socketPath = join(folder, 'bus');
  // The address is printed once it listens: its file is there before that.
  const bus = spawn(
    command,
    ['--session', '--nofork', '--print-address', `--address=unix:path=${socketPath}`],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const close = async (): Promise<void> => {
    bus.kill();
    await rm(folder, { recursive: true, force: true });
  };
  let said = '';
  bus.stderr.on('data', (piece: Buffer) => (said += piece.toString()));
  try {
    await Promise.race([
      once(bus.stdout, 'data', { signal: AbortSignal.timeout(longestStart) }),
      once(bus, 'exit').then(([code]) => Promise.reject(new Error(`It ended with ${code}: ${said}`))),
    ]);
  } catch (cause) {
    await close();
    throw cause;
  }
  return { socketPath, close };
}

/**
 * On a bus of its own. Browsers that are started until it is closed find it, and no other.
 * @returns null where this machine has no bus that starts, and says why
 */
export async function openNotificationServer(): Promise<NotificationServer | null> {
  const bus = await (
    process.platform === 'linux' && daemon !== undefined
      ? openBus(daemon)
      : Promise.reject(new Error('There is no dbus-daemon.'))
  ).catch((cause: unknown) => {
    process.stderr.write(`No notification can be pressed as a person does: ${String(cause)}\n`);
    return null;
  });
  return bus === null ? null : serveNotifications(bus);
}

async function serveNotifications({ socketPath, close }: Bus): Promise<NotificationServer> {
  const socket = connect(socketPath);
  await once(socket, 'connect');
  const shown: ShownNotification[] = [];
  let serial = 0;
  let isNamed = false;
  let rest: Buffer = Buffer.alloc(0);

  function send(
    ...[kind, header, values]: [number, Parameters<typeof busMessage>[2], Parameters<typeof busMessage>[3]?]
  ): void {
    serial += 1;
    socket.write(busMessage(kind, serial, header, values));
  }

  function callBus(member: string, ...values: (string | number)[]): void {
    const destination = 'org.freedesktop.DBus';
    send(kinds.call, { path: '/org/freedesktop/DBus', interface: destination, member, destination }, values);
  }

  function answer({ header, serial: replyTo, body }: BusMessage): void {
    const { sender: destination = '', member, signature = '' } = header;
    const reply = (...values: Parameters<typeof busMessage>[3] & object): void =>
      send(kinds.reply, { replyTo, destination }, values);
    if (member === 'GetCapabilities') return reply(['actions', 'body', 'persistence']);
    if (member === 'GetServerInformation') return reply('test', 'test', '1', '1.2');
    if (member === 'Notify') {
      const [, , title = '', text = ''] = leadingTexts(body, String(signature));
      const id = shown.length + 1;
      shown.push({ id, title, text });
      return reply(id);
    }
    if (member !== 'CloseNotification') return reply();
    reply();
    // 3: because it was asked to.
    send(kinds.signal, { path, interface: name, member: 'NotificationClosed' }, [body.readUInt32LE(0), 3]);
  }

  socket.on('data', (data) => {
    rest = Buffer.concat([rest, data]);
    if (!isNamed) {
      if (!rest.includes('\r\n')) return;
      rest = Buffer.alloc(0);
      isNamed = true;
      socket.write('BEGIN\r\n');
      callBus('Hello');
      return callBus('RequestName', name, 0);
    }
    for (let read = readBusMessage(rest); read !== null; read = readBusMessage(rest)) {
      rest = rest.subarray(read.length);
      if (read.message.kind === kinds.call) answer(read.message);
    }
  });
  const uid = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex');
  socket.write(`\0AUTH EXTERNAL ${uid}\r\n`);

  const before = process.env['DBUS_SESSION_BUS_ADDRESS'];
  process.env['DBUS_SESSION_BUS_ADDRESS'] = `unix:path=${socketPath}`;
  await until('its name', () => isNamed);

  return {
    shown,
    press: (id) => send(kinds.signal, { path, interface: name, member: 'ActionInvoked' }, [id, 'default']),
    async close() {
      if (before === undefined) delete process.env['DBUS_SESSION_BUS_ADDRESS'];
      else process.env['DBUS_SESSION_BUS_ADDRESS'] = before;
      socket.destroy();
      await close();
    },
  };
}
