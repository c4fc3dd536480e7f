import { isJpeg } from './opaque-picture.ts';

/** Characters of an address that hold the beginning of its picture. */
const beginning = 4_000;

/** Whether a background's picture covers its box and has no holes, by what its address holds: nothing is asked for. */
export function isOpaqueImage({
  backgroundImage,
  backgroundSize,
  backgroundRepeat,
}: CSSStyleDeclaration): boolean {
  const [, address] = /^url\("([^"]*)"\)$/.exec(backgroundImage) ?? [];
  if (address === undefined) return false;
  if (!/^(cover|100% 100%)$/.test(backgroundSize) && backgroundRepeat !== 'repeat') return false;
  if (address.startsWith('data:image/png;base64,')) return isSolidPng(address);
  return isJpeg(address) && (address.startsWith('data:') || hasCome(address));
}

/** As far as the browser tells: of another origin's it doesn't, unless that allows it. */
function hasCome(address: string): boolean {
  return performance
    .getEntriesByName(address, 'resource')
    .some((entry) => Reflect.get(entry, 'responseStatus') === 200);
}

/** A PNG of a kind without alpha, and without a colour that stands for it: both are said before its pixels (RFC 2083). */
function isSolidPng(address: string): boolean {
  const encoded = address.slice(address.indexOf(',') + 1, beginning).replaceAll('%3D', '=');
  let bytes: string;
  try {
    bytes = atob(encoded.slice(0, encoded.length - (encoded.length % 4)));
  } catch {
    // Not what it says it is.
    return false;
  }
  const kind = bytes.charCodeAt(25);
  const pixels = bytes.indexOf('IDAT');
  return (
    bytes.startsWith('\x89PNG') &&
    /^[023]$/.test(String(kind)) &&
    pixels > 0 &&
    !bytes.slice(0, pixels).includes('tRNS')
  );
}
