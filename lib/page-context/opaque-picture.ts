import { opaqueParts } from './alpha-map.ts';
import { boxOf, isHtml, localNameOf } from './dom-access.ts';
import { opaqueDrawing } from './opaque-drawing.ts';
import type { Rectangle } from './rectangle.ts';
import type { Shape } from './clip-shape.ts';

/** What paints a picture, and nothing that its style tells. */
export function isPicture(element: Element): boolean {
  return pictures.has(localNameOf(element));
}

const pictures: ReadonlySet<string> = new Set('img video canvas svg picture iframe object embed'.split(' '));

/**
 * Where a picture lets nothing through; undefined where that can't be told: of a frame or plug-in, of one that has not
 * loaded, of another origin's but a JPEG, which has no holes.
 */
export function opaquePicture(element: Element, style: CSSStyleDeclaration): Shape | undefined {
  if (!isHtml(element)) return localNameOf(element) === 'svg' ? opaqueDrawing(element) : undefined;
  if (isNamed(element, 'img')) {
    const size = { width: property(element, 'naturalWidth'), height: property(element, 'naturalHeight') };
    if (property(element, 'complete') === 0 || size.width === 0) return undefined;
    const address = Reflect.get(HTMLImageElement.prototype, 'currentSrc', element);
    return drawnAt(element, size, style, isJpeg(address));
  }
  if (isNamed(element, 'video')) {
    const size = { width: property(element, 'videoWidth'), height: property(element, 'videoHeight') };
    const isThere = property(element, 'readyState') >= 2 && size.width > 0;
    return isThere ? drawnAt(element, size, style, false) : undefined;
  }
  if (!isNamed(element, 'canvas')) return undefined;
  const size = { width: property(element, 'width'), height: property(element, 'height') };
  return size.width > 0 && size.height > 0 ? drawnAt(element, size, style, false) : undefined;
}

function isNamed<Name extends 'img' | 'video' | 'canvas'>(
  element: HTMLElement,
  name: Name,
): element is HTMLElementTagNameMap[Name] {
  return localNameOf(element) === name;
}

/** By its address: of another origin's, nothing else can be told. */
export function isJpeg(address: string): boolean {
  return /^data:image\/jpeg[;,]/.test(address) || /^https?:[^?#]*\.jpe?g(?=$|[?#])/i.test(address);
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function drawnAt(
  picture: HTMLImageElement | HTMLVideoElement | HTMLCanvasElement,
  size: Size,
  style: CSSStyleDeclaration,
  isWhole: boolean,
): Shape | undefined {
  const room = contentBox(picture, style);
  const place = fitted(room, size, style);
  const isInside = (x: number, y: number): boolean =>
    x >= Math.max(room.left, place.left) &&
    x <= Math.min(room.right, place.right) &&
    y >= Math.max(room.top, place.top) &&
    y <= Math.min(room.bottom, place.bottom);
  const parts = opaqueParts(picture, place);
  if (parts === undefined) return isWhole ? isInside : undefined;
  return (x, y) => isInside(x, y) && parts(x, y);
}

/** Where `object-fit` and `object-position` put it. */
function fitted(room: Rectangle, { width, height }: Size, style: CSSStyleDeclaration): Rectangle {
  const [across, down] = [room.right - room.left, room.bottom - room.top];
  const [least, most] = [Math.min(across / width, down / height), Math.max(across / width, down / height)];
  const scales: Readonly<Record<string, number>> = {
    contain: least,
    cover: most,
    none: 1,
    'scale-down': Math.min(1, least),
  };
  const scale = scales[style.objectFit];
  if (scale === undefined) return room;
  const [x = '50%', y = '50%'] = style.objectPosition.split(' ');
  const left = room.left + offset(x, across - width * scale);
  const top = room.top + offset(y, down - height * scale);
  return { left, top, right: left + width * scale, bottom: top + height * scale };
}

function offset(value: string, room: number): number {
  const length = Number.parseFloat(value) || 0;
  return value.endsWith('%') ? (room * length) / 100 : length;
}

function contentBox(element: Element, style: CSSStyleDeclaration): Rectangle {
  const { left, top, right, bottom } = boxOf(element);
  const px = (value: string): number => Number.parseFloat(value) || 0;
  return {
    left: left + px(style.borderLeftWidth) + px(style.paddingLeft),
    top: top + px(style.borderTopWidth) + px(style.paddingTop),
    right: right - px(style.borderRightWidth) - px(style.paddingRight),
    bottom: bottom - px(style.borderBottomWidth) - px(style.paddingBottom),
  };
}

/** A number or a flag: the element's own, whatever the page has put in front of it. */
function property(element: Element, name: string): number {
  for (let at: unknown = Object.getPrototypeOf(element); at !== null; at = Object.getPrototypeOf(at)) {
    const getter = Object.getOwnPropertyDescriptor(at, name)?.get;
    if (getter !== undefined) return Number(Reflect.apply(getter, element, []));
  }
  return 0;
}
