import type { Rectangle } from './rectangle.ts';
import type { Shape } from './clip-shape.ts';

/** Squares that a picture is looked at in, along each side: text is seen through a hole that is larger than one. */
const fineness = 64;
const opaque = 252;
/** Painted first, and read again: against fingerprinting, some browsers make canvases lie. */
const probe = [12, 200, 99, 255];

/**
 * Where a picture that is drawn at a place lets nothing through, by its own pixels, never the page's. Undefined: it can't be
 * told, as of another origin's. What isn't drawn yet lets all through.
 */
export function opaqueParts(picture: CanvasImageSource, place: Rectangle): Shape | undefined {
  const pixels = pixelsOf(picture);
  if (pixels === undefined) return undefined;
  const [width, height] = [place.right - place.left, place.bottom - place.top];
  return (x, y) => {
    const column = Math.floor(((x - place.left) / width) * fineness);
    const row = Math.floor(((y - place.top) / height) * fineness);
    if (column < 0 || row < 0 || column >= fineness || row >= fineness) return false;
    return (pixels[(row * fineness + column) * 4 + 3] ?? 0) >= opaque;
  };
}

function pixelsOf(picture: CanvasImageSource): Uint8ClampedArray | undefined {
  if (typeof OffscreenCanvas === 'undefined') return undefined;
  const context = new OffscreenCanvas(fineness, fineness).getContext('2d', { willReadFrequently: true });
  if (context === null) return undefined;
  context.fillStyle = `rgb(${probe.slice(0, 3).join(' ')})`;
  context.fillRect(0, 0, 1, 1);
  const told = context.getImageData(0, 0, 1, 1).data;
  if (told.join() !== probe.join()) return undefined;
  context.clearRect(0, 0, fineness, fineness);
  if (context.getImageData(0, 0, 1, 1).data.some((channel) => channel !== 0)) return undefined;
  try {
    context.drawImage(picture, 0, 0, fineness, fineness);
    return context.getImageData(0, 0, fineness, fineness).data;
  } catch {
    // Of another origin, broken, or without a size: its pixels are not ours to see.
    return undefined;
  }
}
