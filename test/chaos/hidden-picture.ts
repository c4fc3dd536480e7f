import { inflateSync } from 'node:zlib';

/** A screenshot, 8 bits for each of red, green, blue and, where there is one, alpha. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  readonly data: Uint8Array;
}

/**
 * Of a PNG as Chromium takes screenshots: true colour, not interlaced.
 * @throws of any other.
 */
export function decodePicture(png: Uint8Array): Picture {
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  const width = bytes.readUInt32BE(16);
  const height = bytes.readUInt32BE(20);
  const [depth, type, , , interlaced] = bytes.subarray(24, 29);
  if (depth !== 8 || (type !== 2 && type !== 6) || interlaced !== 0)
    throw new Error(`This PNG is of another kind: depth ${depth}, type ${type}.`);
  const channels = type === 2 ? 3 : 4;

  const parts: Buffer[] = [];
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(bytes.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return {
    width,
    height,
    channels,
    data: unfiltered(inflateSync(Buffer.concat(parts)), width * channels, channels),
  };
}

/** Each line begins with how it was predicted: not, by what is left, above, their mean, or the nearest of three (RFC 2083). */
function unfiltered(raw: Buffer, line: number, step: number): Uint8Array {
  const rows = raw.length / (line + 1);
  const data = new Uint8Array(rows * line);
  for (let row = 0; row < rows; row += 1) {
    const filter = raw[row * (line + 1)] ?? 0;
    const from = row * (line + 1) + 1;
    const to = row * line;
    for (let at = 0; at < line; at += 1) {
      const left = at >= step ? (data[to + at - step] ?? 0) : 0;
      const up = row > 0 ? (data[to + at - line] ?? 0) : 0;
      const corner = row > 0 && at >= step ? (data[to + at - line - step] ?? 0) : 0;
      data[to + at] = (raw[from + at] ?? 0) + predicted(filter, left, up, corner);
    }
  }
  return data;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    default: {
      const guess = left + up - corner;
      const [toLeft, toUp, toCorner] = [
        Math.abs(guess - left),
        Math.abs(guess - up),
        Math.abs(guess - corner),
      ];
      return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }
  }
}

/** By how much the pixel differs: the largest of its channels' differences. */
export function differenceAt(one: Picture, other: Picture, pixel: number): number {
  const at = pixel * one.channels;
  return Math.max(
    Math.abs((one.data[at] ?? 0) - (other.data[at] ?? 0)),
    Math.abs((one.data[at + 1] ?? 0) - (other.data[at + 1] ?? 0)),
    Math.abs((one.data[at + 2] ?? 0) - (other.data[at + 2] ?? 0)),
  );
}
