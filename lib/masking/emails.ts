import type { Sighting } from './sighting.ts';

/** The sign itself, as an address of the web has it, and as people hide it from machines. */
const sign = /@|%40| ?[[({] ?(?:at|ät|arroba|arobase) ?[\])}] ?/gi;

/** RFC 5321: characters before and behind the sign. */
const longestLocal = 64;
const longestDomain = 253;

/** Latin letters with accents included, as SMTPUTF8 allows them; signs that nobody's address has are not worth a mistake. */
const latinLocal = /[\p{Script=Latin}\d._+'-]/u;
const anyLocal = /[\p{L}\p{M}\p{N}._+-]/u;
const latinDomain = /[\p{Script=Latin}\d.-]/u;
const anyDomain = /[\p{L}\p{M}\p{N}.-]/u;

/** `icon@2x.png` and `app@main.js` are names of files. */
const fileEnding =
  /\.(?:png|jpe?g|gif|svg|webp|avif|ico|bmp|tiff?|mp[34]|webm|pdf|m?js|cjs|[jt]sx|ts|css|scss|json|ya?ml|xml|html?|txt|log|exe|dll|map|lock|tgz|gz|whl|jar)$/i;

/** E-mail addresses, in every script. A handle (`@name@host`), a version (`react@18.2.0`) and a login (`//user@host`) are none. */
export function findEmails(plain: string): Sighting[] {
  const found: Sighting[] = [];
  let free = 0;
  for (const { index, 0: written } of plain.matchAll(sign)) {
    const behind = index + written.length;
    const start = startOfLocal(plain, index, Math.max(free, index - longestLocal));
    free = index + 1;
    if (start === undefined) continue;
    const end = endOfDomain(plain, behind, written.length > 3);
    if (end === undefined || isLogin(plain, start, end)) continue;
    found.push({ kind: 'email', start, end });
    free = end;
  }
  return found;
}

function startOfLocal(plain: string, end: number, least: number): number | undefined {
  const allowed = latinLocal.test(plain.charAt(end - 1)) ? latinLocal : anyLocal;
  let start = end;
  while (start > least && allowed.test(plain.charAt(start - 1))) start -= 1;
  while (start < end && /[.'+-]/.test(plain.charAt(start))) start += 1;
  const isWhole = start < end && !/[.]/.test(plain.charAt(end - 1));
  return isWhole && plain.charAt(start - 1) !== '@' ? start : undefined;
}

const hiddenPoint = / ?[[({] ?(?:dot|punkt|punto|ponto|point) ?[\])}] ?/giy;

function endOfDomain(plain: string, start: number, isHidden: boolean): number | undefined {
  const allowed = latinDomain.test(plain.charAt(start)) ? latinDomain : anyDomain;
  let end = start;
  const most = start + longestDomain;
  for (;;) {
    while (end < most && allowed.test(plain.charAt(end))) end += 1;
    hiddenPoint.lastIndex = end;
    const point = isHidden && end < most ? hiddenPoint.exec(plain) : null;
    if (point === null) break;
    end += point[0].length;
  }
  while (end > start && /[.-]/.test(plain.charAt(end - 1))) end -= 1;
  const domain = plain.slice(start, end).replace(/ ?[[({] ?\p{L}+ ?[\])}] ?/gu, '.');
  return isDomain(domain) ? end : undefined;
}

function isDomain(domain: string): boolean {
  if (!domain.includes('.') || fileEnding.test(domain)) return false;
  const labels = domain.split('.');
  if (labels.some((label) => label === '' || label.length > 63 || label.startsWith('-'))) return false;
  // A version: `name@1.0.0-beta.rc`.
  if (/^v?\d+$/.test(labels[0] ?? '') && /^\d/.test(labels[1] ?? '')) return false;
  return /^(?:\p{Script=Latin}{2,24}|xn--[a-z\d-]+|[\p{L}\p{M}]{2,24})$/iu.test(labels.at(-1) ?? '');
}

/** Who logs in where: a place, not a person. */
function isLogin(plain: string, start: number, end: number): boolean {
  const before = plain.slice(Math.max(0, start - 80), start);
  return /\/\/[^\s/]*$/.test(before) || /^:[\w~.-]*\/[\w.-]/.test(plain.slice(end, end + 80));
}
