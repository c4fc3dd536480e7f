import { textCharacters } from './characters.ts';
import { bodyOf, contentTypeOf, documentElementOf, findIn } from './dom-access.ts';

/** Types that browsers show as they stand: they wrap the text of the file in a page of one `pre`. */
const types =
  /^(text\/(?!html|xml)[\w.+-]+|application\/([\w.+-]+\+)?(json|yaml|x-yaml|javascript|x-sh|toml|sql))$/;

export function isTextDocument(document: Document): boolean {
  return types.test(contentTypeOf(document));
}

/** The file, line by line as it stands, whatever it looks like. Nobody has styled it, so nothing in it is hidden. */
export function textOfDocument(document: Document): string {
  const holder = findIn(document, 'body > pre') ?? bodyOf(document) ?? documentElementOf(document);
  return textCharacters(holder.textContent ?? '').replace(/^\n+|\s+$/g, '');
}
