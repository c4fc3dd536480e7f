import { readableText } from '../../lib/view/readable-address.ts';

/** What is loaded where a host has letters that an address has not (Readable.tsx). */
export function WrittenHosts({ text }: { text: string }): string {
  return readableText(text);
}
