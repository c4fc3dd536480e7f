import { spawn } from 'node:child_process';
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

export const hasNotificationBus = process.platform === 'linux' && daemon !== undefined;

const name = 'org.freedesktop.Notifications';
const path = '/org/freedesktop/Notifications';

/** On a bus of its own. Browsers that are started until it is closed find it, and no other. */
export async function openNotificationServer(): Promise<NotificationServer> {
  const folder = await mkdtemp(join(tmpdir(), 'notification-bus-'));
  const socketPath = join(folder, 'bus');
  const bus = spawn(daemon ?? 'dbus-daemon', ['--session', '--nofork', `--address=unix:path=${socketPath}`], {
    stdio: 'ignore',
  });
  await until('the bus', () => existsSync(socketPath));
  const socket = connect(socketPath);
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
      bus.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
