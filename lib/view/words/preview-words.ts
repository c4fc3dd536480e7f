import { pasteName } from './attached-words.ts';
import { english } from './grammar.ts';

/** The words of the page preview, which the panel loads on demand. */
export const previewWords = {
  title: 'Page preview',
  sentTitle: 'Page as it was sent',
  explain: 'This is all that will be sent of the page, as it will be sent. Change or shorten it as you like.',
  explainSent: 'This is all that was sent of the page.',
  textToSend: 'Text to send',
  textSent: 'Text sent',
  fence:
    'Added around it, so that the assistant treats the page as untrusted reading, not as orders from you',
  length: (count: number) => english.plural(count, { one: '# character', other: '# characters' }),
  /** Of a text that was pasted. */
  pasted: {
    title: 'Preview of pasted text',
    sentTitle: 'Pasted text as it was sent',
    explain:
      'This is what will be sent beside your words, as it will be sent. Change or shorten it as you like.',
    explainSent: 'This is what was sent beside your words.',
    heading: pasteName,
    fence: 'Added around it, so that the assistant can tell it from your own words',
    empty: 'Nothing of it will be sent. Remove it, or write something.',
  },
  /** The beginning is enough to compare by eye. @param print hexadecimal */
  print: (print: string) => `SHA-256 ${print.slice(0, 12)}`,
  wholePrint: (print: string) => `SHA-256 of this text in UTF-8: ${print}`,
  undo: 'Undo my changes',
  /** Of what is longer than is attached at most. */
  cut: (whole: number) =>
    `It ends here: the whole has ${english.count(whole)}. How much is attached at most is a setting.`,
  masked: {
    list: 'Masked',
    explain: 'Masked: what these stand for stays in this browser.',
    undo: 'Undo',
    again: 'Mask again',
  },
  done: 'Done',
  empty: 'Nothing of the page will be sent. Remove it, or write something.',
} as const;
