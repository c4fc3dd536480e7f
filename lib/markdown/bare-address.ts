import { characterBefore, isCjkCharacter } from './character-class.ts';

/** An address that stands in the text without brackets. */
export interface BareAddress {
  readonly start: number;
  readonly end: number;
  readonly href: string;
}

/** Characters. Longer ones are no address that anybody reads, and searching for their end has to end. */
const longestAddress = 2_000;

/** What begins one: looked for once, so that a text without any costs no more than that. */
const beginning = /(?<![a-z])https?:\/\/|(?<![\da-z./@_-])www\.|@/gi;

const quotes = '"“”„‟‘’‚‛«»‹›「」『』';
/**
 * No reader takes these for a part of it: spaces, quotation marks, angle brackets, code's marks, stops of scripts that put no
 * space behind them, full-width punctuation, and what has no shape.
 */
const body = new RegExp(
  `[^\\s<>\`\\\\${quotes}\\p{Cc}\\p{Cf}\\u3000-\\u3004\\u3008-\\u3020\\u3030\\uff01-\\uff0f\\uff1a-\\uff20\\uff3b-\\uff40\\uff5b-\\uff65،؛؟۔।॥…]{1,${longestAddress + 1}}`,
  'uy',
);
/** `www.` or what is behind `//`, up to its path. */
const host = /[^\s\p{P}\p{S}](?:[^\s\p{P}\p{S}]|[-._]){0,252}/uy;
const entityWithin = /&(?:lt|gt|quot|apos|nbsp|#\d+|#x[\da-f]+);/i;
const entityBehind = /&[a-z\d]{1,31};$/i;
const sentenceMark = /[?!.,:;*_~'’&–—|]$/;

const closers: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/** Every address of the text, in order, none within another. */
export function bareAddresses(text: string): BareAddress[] {
  const found: BareAddress[] = [];
  let from = 0;
  for (const { 0: mark, index } of text.matchAll(beginning)) {
    if (index < from) continue;
    const address = mark === '@' ? mailAt(text, index, from) : webAt(text, index, mark);
    if (!address) continue;
    found.push(address);
    from = address.end;
  }
  return found;
}

function webAt(text: string, start: number, mark: string): BareAddress | null {
  const isWww = mark.endsWith('.');
  const hostStart = isWww ? start : start + mark.length;
  const hostEnd = hostStart + hostAt(text, hostStart);
  if (hostEnd - hostStart <= (isWww ? 4 : 0)) return null;
  body.lastIndex = hostEnd;
  const behind = text[hostEnd] ?? '';
  const path = /[/?#:]/.test(behind) ? (body.exec(text)?.[0] ?? '') : /[@)\]}]/.test(behind) ? behind : '';
  if (path.length > longestAddress) return null;
  const whole = text.slice(start, hostEnd) + path;
  const address = withoutTrail(withoutQuote(whole, text[start - 1] ?? ''));
  if (address.length <= hostStart - start + (isWww ? 4 : 0)) return null;
  return { start, end: start + address.length, href: isWww ? `http://${address}` : address };
}

/** Characters of the host at `at`; 0: there is none. */
function hostAt(text: string, at: number): number {
  host.lastIndex = at;
  const all = (host.exec(text)?.[0] ?? '').replace(/[-._]+$/, '');
  const labels = all.split('.');
  const last = labels.at(-1) ?? '';
  // No host ends in two scripts: what follows its last Latin letter is the sentence.
  const latin = /^[a-z]{2,}/i.exec(last)?.[0] ?? '';
  const rest = last.slice(latin.length);
  const isMixed =
    latin !== '' && labels.length > 1 && isCjkCharacter(String.fromCodePoint(rest.codePointAt(0) ?? 0));
  if (isMixed) return all.length - rest.length;
  return labels.slice(-2).join('').includes('_') ? 0 : all.length;
}

/** `'https://…','…'`: the quotation mark in front says which one ends it. */
function withoutQuote(address: string, before: string): string {
  const end = before === "'" ? address.indexOf("'") : -1;
  return end === -1 ? address : address.slice(0, end);
}

/** Up to the first bracket that the address has not opened, and without the marks of the sentence that it stands in. */
function withoutTrail(whole: string): string {
  const entity = whole.search(entityWithin);
  let address = balanced(entity === -1 ? whole : whole.slice(0, entity)).replace(/'s$/, '');
  for (;;) {
    const shorter = address.replace(entityBehind, '').replace(sentenceMark, '');
    if (shorter === address) return address;
    address = shorter;
  }
}

function balanced(address: string): string {
  const open: Record<string, number> = { '(': 0, '[': 0, '{': 0 };
  for (let at = 0; at < address.length; at += 1) {
    const character = address[at] ?? '';
    const opener = closers[character];
    if (character in open) open[character] = (open[character] ?? 0) + 1;
    else if (opener !== undefined) {
      const count = open[opener] ?? 0;
      if (count === 0) return address.slice(0, at);
      open[opener] = count - 1;
    }
  }
  return address;
}

const mailScheme = /(?:mailto|xmpp):$/i;
const mailbox = /[\da-z.+_-]{0,64}$/i;
const domain = /[\da-z_-]{1,63}(?:\.[\da-z_-]{1,63}){1,8}/iy;

function mailAt(text: string, at: number, from: number): BareAddress | null {
  const name = (mailbox.exec(text.slice(Math.max(from, at - 64), at))?.[0] ?? '').replace(/^[._-]+/, '');
  const nameStart = at - name.length;
  domain.lastIndex = at + 1;
  const whole = domain.exec(text)?.[0] ?? '';
  // `_me@x.example_`: the marks around it are emphasis.
  const behind = text[nameStart - 1] === '_' ? whole.replace(/_+$/, '') : whole;
  const end = at + 1 + behind.length;
  const before = characterBefore(text, nameStart);
  if (name === '' || before === '/' || text[end] === '@' || !/\.[\da-z-]*[a-z]$/i.test(behind)) return null;
  const scheme =
    before === ':' ? (mailScheme.exec(text.slice(Math.max(from, nameStart - 7), nameStart))?.[0] ?? '') : '';
  // It addresses somebody, but not by mail.
  if (scheme.toLowerCase() === 'xmpp:') return null;
  const start = nameStart - scheme.length;
  return { start, end, href: `mailto:${text.slice(nameStart, end)}` };
}

const inBrackets = /<([a-z][a-z\d+.-]{1,31}:[^\s<>\p{Cc}]*)>/iuy;
const mailInBrackets =
  /<([\w.!#$%&'*+/=?^`{|}~-]{1,256}@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?){0,30})>/iy;
const openInBrackets =
  /<([a-z][a-z\d+.-]{1,31}:[^\s<>\p{Cc}]{0,2000}|[\w.!#$%&'*+/=?^`{|}~-]{1,256}@[a-z\d.-]{0,256})$/iuy;

/** `<https://…>` or `<me@…>` at `at`: its address as written, and where it leads; null where there is none. */
export function bracketedAddress(
  text: string,
  at: number,
): { readonly address: string; readonly href: string } | null {
  inBrackets.lastIndex = at;
  const address = inBrackets.exec(text)?.[1];
  if (address !== undefined) return { address, href: address };
  mailInBrackets.lastIndex = at;
  const mail = mailInBrackets.exec(text)?.[1];
  return mail === undefined ? null : { address: mail, href: `mailto:${mail}` };
}

/** What may become one, at the end of a text that is still being written. */
export function openBracketedAddress(text: string, at: number): string | null {
  openInBrackets.lastIndex = at;
  return openInBrackets.exec(text)?.[1] ?? null;
}
