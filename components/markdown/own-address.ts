import { rightToLeft } from '../../lib/markdown/text-direction.ts';
import { normalText } from '../../lib/markdown/readable-host.ts';
import type { SafeUrl } from './safe-url.ts';

const withoutWww = (host: string): string => host.replace(/^www\./, '');

/**
 * Whether the words of a link are its own address, so that a reader knows where it leads. They are held to the letter: words
 * about an address, with a mark that nobody sees, a name in front of the host, another port, or letters that are read
 * from the right, are none, and the host is told beside them. Strict costs a few quiet words; lenient is a way to lie.
 * @param words as a reader sees them: references and escapes resolved
 */
export function isOwnAddress(words: string, { host }: SafeUrl): boolean {
  if (/[\p{Cf}\p{Cc}]/u.test(words) || rightToLeft.test(words)) return false;
  const told = normalText(words.trim());
  const [, claimed = ''] = /^(?:https?:\/\/|mailto:)?([^\s/?#\\]+)(?:[/?#]\S*)?$/.exec(told) ?? [];
  return withoutWww(claimed) === withoutWww(host);
}
