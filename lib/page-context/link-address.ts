import { addressOf, attributeOf, baseOf, documentOf, textIn } from './dom-access.ts';
import { seenAddress } from './invisible-characters.ts';

/** Characters. Longer ones are for programs: no text is made of them. */
const longest = 500;

/** Absolute, without a name or password in it; undefined: it leads nowhere else, or its words are its address. */
export function linkAddress(link: Element): string | undefined {
  const href = attributeOf(link, 'href')?.trim() ?? '';
  if (href === '' || href.startsWith('#') || href.length > longest) return undefined;
  const url = URL.parse(href, baseOf(link));
  if (url === null) return undefined;
  if (!/^(?:https?|mailto|tel):$/.test(url.protocol)) return undefined;
  if (withoutPlace(url.href) === withoutPlace(addressOf(documentOf(link)))) return undefined;
  url.username = '';
  url.password = '';
  const address = seenAddress(url.href).text.replace(/\s/g, encodeURIComponent).replace(/[()]/g, inHex);
  return address.length > longest || plain(textIn(link)) === plain(address) ? undefined : address;
}

const withoutPlace = (address: string): string => address.replace(/#.*$/s, '');

const inHex = (sign: string): string => (sign === '(' ? '%28' : '%29');

/** As people write addresses that they want to be read. */
function plain(address: string): string {
  return address
    .trim()
    .toLowerCase()
    .replace(/^(?:https?:\/\/(?:www\.)?|www\.|mailto:|tel:)/, '')
    .replace(/\/$/, '');
}
