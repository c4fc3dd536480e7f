import { readableHost } from '../markdown/readable-host.ts';
import { decodePunycode } from './punycode.ts';

/** What keeps the labels of a host in order where both ways of reading meet; a field is read from the left anyway. */
const mark = /\u200e/g;

/**
 * A label in Cyrillic or Greek with a letter that has no like in Latin: nobody takes `пример` for a Latin name. Links in
 * answers are judged harder than the addresses that a person or an organisation has set (readable-host.ts).
 */
const unmistakable =
  /^(?:(?=.*[джилфцщэюя])[\d\p{sc=Cyrillic}-]+|(?=.*[δθλξφψ])[\d\p{sc=Greek}-]+|[a-z\d-]+)$/u;

/**
 * An address as its owner writes it: `https://xn--bcher-kva.example` → `https://bücher.example`, where its host can be taken
 * for no other. It leads to the same place; what doesn't stays as it is.
 */
export function readableAddress(address: string): string {
  if (!/\bxn--/i.test(address) || !URL.canParse(address)) return address;
  const url = new URL(address);
  const labels = url.hostname
    .split('.')
    .map((label) => (label.startsWith('xn--') ? (decodePunycode(label.slice(4)) ?? label) : label));
  const asWeb = new URL(address.replace(/^ws/i, 'http'));
  const name = labels.join('.') + (url.port && `:${url.port}`);
  const written = `${asWeb.protocol}//${name}`;
  const isOwn =
    labels.every((label) => unmistakable.test(label)) &&
    URL.canParse(written) &&
    new URL(written).host === asWeb.host;
  const host = isOwn ? name : readableHost(written, asWeb).replace(mark, '');
  return address.replace(/^([a-z]+:\/\/)[^/?#]*/i, (_, scheme: string) => scheme + host);
}

/** The same of a host, with its port or without. */
export function readableName(host: string): string {
  return /(^|\.)xn--/i.test(host) ? readableAddress(`https://${host}`).replace(/^https:\/\//, '') : host;
}

/** The same of words that name hosts. */
export function readableText(text: string): string {
  return text.replaceAll(/(?:[\w-]+\.)*xn--[\w-]+(?:\.[\w-]+)*/gi, readableName);
}
