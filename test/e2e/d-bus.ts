/*
 * As much of D-Bus (https://dbus.freedesktop.org/doc/dbus-specification.html) as it takes to show notifications: messages,
 * little-endian, with strings and numbers in them.
 */

export const kinds = { call: 1, reply: 2, error: 3, signal: 4 } as const;

/** Of a message's header, the fields that are used here. */
const fields = {
  path: 1,
  interface: 2,
  member: 3,
  error: 4,
  replyTo: 5,
  destination: 6,
  sender: 7,
  signature: 8,
} as const;
type Field = keyof typeof fields;

/** s: a text · u: a number · as: texts */
type Value = string | number | readonly string[];

export interface BusMessage {
  readonly kind: number;
  readonly serial: number;
  readonly header: Partial<Record<Field, string | number>>;
  readonly body: Buffer;
}

const aligned = (at: number, to: number): number => Math.ceil(at / to) * to;

interface Writer {
  readonly bytes: number[];
  pad(to: number): void;
  number(value: number): void;
  text(value: string): void;
  signature(value: string): void;
}

function createWriter(): Writer {
  const bytes: number[] = [];
  const pad = (to: number): void => {
    while (bytes.length % to !== 0) bytes.push(0);
  };
  function number(value: number): void {
    pad(4);
    const four = Buffer.alloc(4);
    four.writeUInt32LE(value);
    bytes.push(...four);
  }
  return {
    ...{ bytes, pad, number },
    text(value) {
      const letters = Buffer.from(value);
      number(letters.length);
      bytes.push(...letters, 0);
    },
    signature: (value) => void bytes.push(value.length, ...Buffer.from(value), 0),
  };
}

function bodyOf(values: readonly Value[]): { readonly signature: string; readonly bytes: readonly number[] } {
  const writer = createWriter();
  let signature = '';
  for (const value of values) {
    signature += typeof value === 'string' ? 's' : typeof value === 'number' ? 'u' : 'as';
    if (typeof value === 'string') writer.text(value);
    else if (typeof value === 'number') writer.number(value);
    else {
      const texts = createWriter();
      for (const text of value) texts.text(text);
      writer.number(texts.bytes.length);
      writer.bytes.push(...texts.bytes);
    }
  }
  return { signature, bytes: writer.bytes };
}

/** As it goes over the wire. */
export function busMessage(
  kind: number,
  serial: number,
  header: Partial<Record<Field, string | number>>,
  values: readonly Value[] = [],
): Buffer {
  const body = bodyOf(values);
  const told = Object.entries({ ...header, ...(body.signature === '' ? {} : { signature: body.signature }) });
  const list = createWriter();
  for (const [name, value] of told) {
    list.pad(8);
    list.bytes.push(fields[name as Field]);
    list.signature(
      name === 'path' ? 'o' : name === 'signature' ? 'g' : typeof value === 'number' ? 'u' : 's',
    );
    if (typeof value === 'number') list.number(value);
    else if (name === 'signature') list.signature(value);
    else list.text(value);
  }
  const message = createWriter();
  // Little-endian; to be answered where it is a call; the version of the protocol.
  message.bytes.push('l'.charCodeAt(0), kind, 0, 1);
  message.number(body.bytes.length);
  message.number(serial);
  message.number(list.bytes.length);
  message.bytes.push(...list.bytes);
  message.pad(8);
  message.bytes.push(...body.bytes);
  return Buffer.from(message.bytes);
}

/** The first message of what has come, and how long it is; null: it hasn't come whole. */
export function readBusMessage(
  data: Buffer,
): { readonly message: BusMessage; readonly length: number } | null {
  if (data.length < 16) return null;
  const end = 16 + data.readUInt32LE(12);
  const begin = aligned(end, 8);
  const length = begin + data.readUInt32LE(4);
  if (data.length < length) return null;
  const header: Partial<Record<Field, string | number>> = {};
  for (let at = 16; at < end;) {
    at = aligned(at, 8);
    const name = (Object.keys(fields) as Field[]).find((each) => fields[each] === data[at]);
    // A signature of one letter: its length, the letter, a zero.
    const type = String.fromCharCode(data[at + 2] ?? 0);
    at += 4;
    let value: string | number;
    if (type === 'g') {
      const size = data[at] ?? 0;
      value = data.toString('utf8', at + 1, at + 1 + size);
      at += size + 2;
    } else {
      at = aligned(at, 4);
      value = data.readUInt32LE(at);
      at += 4;
      if (type !== 'u') {
        const letters = data.toString('utf8', at, at + value);
        at += value + 1;
        value = letters;
      }
    }
    if (name !== undefined) header[name] = value;
  }
  const message = {
    kind: data[1] ?? 0,
    serial: data.readUInt32LE(8),
    header,
    body: data.subarray(begin, length),
  };
  return { message, length };
}

/** The texts at the beginning of a body of that signature, numbers between them left out. */
export function leadingTexts(body: Buffer, signature: string): string[] {
  const texts: string[] = [];
  let at = 0;
  for (const type of /^[su]*/.exec(signature)?.[0] ?? '') {
    at = aligned(at, 4);
    const value = body.readUInt32LE(at);
    at += 4;
    if (type !== 's') continue;
    texts.push(body.toString('utf8', at, at + value));
    at += value + 1;
  }
  return texts;
}
