import type { Attachment } from '../../shared/conversation.ts';
import { hostOf } from '../../shared/host-of.ts';
import type { ChatDamage, FileDamage } from '../../transfer/damage.ts';
import type { FileMessage } from '../../transfer/chat-file.ts';
import type { VersionNumber } from '../../transfer/chat-markdown.ts';
import { untitledChat } from './chat-names.ts';
import { between } from './counting.ts';
import { english } from './grammar.ts';

const { count, plural } = english;

const chats = (value: number): string => plural(value, { one: '# chat', other: '# chats' });

const states: Partial<Record<FileMessage['status'], string>> = {
  queued: 'not sent yet',
  sending: 'on its way',
  checking: 'may not have arrived',
  unknown: 'may not have arrived',
  failed: 'failed',
  pending: 'not answered yet',
  streaming: 'still being written',
  interrupted: 'cut off',
  stopped: 'stopped',
};

/** The words of *Export* and *Import*. They come with their dialogs. */
export const transferWords = {
  close: 'Close',
  cancel: 'Cancel',
  count: (done: number, of: number) => `${count(done)} of ${count(of)}`,
  exporting: {
    title: (chat: string | null) => (chat === null ? 'Export all chats' : `Export “${chat}”`),
    untitled: untitledChat,
    holds:
      'In the file: titles, questions and answers with their times, sources, and the text of the pages that you attached, with their addresses.',
    holdsNot:
      'Not in it: drafts, your account, passwords and keys, your settings, and where your messages go. The file is not encrypted: whoever has it can read it.',
    whose: 'These are the chats of the profile and account that are in use now.',
    json: 'Save as JSON',
    jsonHelp: 'JSON can be imported again.',
    markdown: 'Save as Markdown',
    markdownHelp: 'Markdown is for reading.',
    running: (of: number) => `Reading ${chats(of)}…`,
    done: (saved: number, gone: number) =>
      `${chats(saved)} handed to the browser’s downloads.${gone > 0 ? ` ${chats(gone)} deleted meanwhile, and not in it.` : ''}`,
    nothing: 'There is nothing to export.',
    cancelled: 'Cancelled. No file was saved.',
  },
  importing: {
    title: 'Import chats',
    choose: 'Choose a file',
    chooseOther: 'Choose another file',
    intro:
      'A JSON file that was exported here. You see what is in it before anything is stored, and nothing that is here is changed.',
    isPrivate:
      'This is a private window: what you import here is gone when the last private window is closed.',
    cancelled: 'Cancelled. Nothing was imported.',
    reading: (name: string) => `Reading ${name}…`,
    checking: (of: number) => `Comparing ${chats(of)}…`,
    found: (all: number, from: number, to: number) => `${chats(all)}, ${english.dates(from, to)}`,
    fresh: (value: number) => `${chats(value)} will be added.`,
    copies: (value: number) =>
      plural(value, {
        one: '# chat differs from what is here. It will be added beside it, and the one that is here stays as it is.',
        other:
          '# chats differ from what is here. They will be added beside them, and those that are here stay as they are.',
      }),
    here: (value: number) =>
      plural(value, { one: '# chat is here already.', other: '# chats are here already.' }),
    damaged: (value: number) =>
      plural(value, { one: '# chat can’t be read.', other: '# chats can’t be read.' }),
    nothingNew: 'There is nothing to add.',
    first: 'The first of them',
    untitled: untitledChat,
    more: (value: number) => `and ${count(value)} more`,
    platform:
      'The platform does not know imported chats. A question in one of them starts a new chat there, which knows nothing of what was said before. Nothing is sent by importing.',
    old: (value: number, days: number) =>
      plural(value, {
        one: `# chat is older than the ${count(days)} days for which chats are kept here, and will soon be deleted again.`,
        other: `# chats are older than the ${count(days)} days for which chats are kept here, and will soon be deleted again.`,
      }),
    confirm: (value: number) => `Import ${chats(value)}`,
    goOn: 'Go on',
    running: (of: number) => `Importing ${chats(of)}…`,
    done: (value: number) => `${chats(value)} imported.`,
    part: (done: number, of: number) =>
      `${count(done)} of ${chats(of)} imported, each of them whole. Going on imports the others.`,
    moved: (done: number) =>
      `The profile or account was changed meanwhile, or everything was deleted, so importing was stopped. ${chats(done)} imported before that.`,
    refused: (value: number) =>
      ` ${plural(value, { one: '# chat was refused.', other: '# chats were refused.' })}`,
  },
  /** Of what was asked of the background. */
  trouble: (code: string): string => {
    if (code === 'storage-full')
      return 'There is no room left on this computer. What was added is whole; make room, and go on.';
    if (code === 'storage-failed')
      return 'The browser can’t read or write its storage now. What was added is whole. Try again.';
    if (code === 'background-silent')
      return 'The extension’s background does not answer. Try again in a moment.';
    return `That did not work (${code}). Nothing that is here was changed. Try again.`;
  },
  file: (damage: FileDamage): string => {
    switch (damage.code) {
      case 'other-product':
        return `This is an export of ${damage.product}. Only files that were exported here can be imported.`;
      case 'too-new':
        return `A newer version of this extension made this file (format ${count(damage.version)}). Update the extension, and try again.`;
      default:
        return fileWords[damage.code];
    }
  },
  chat: ({ code, chat, title, message, field }: ChatDamage): string => {
    const which = title === null ? `Chat ${count(chat)}` : `Chat ${count(chat)}, “${title}”`;
    const where = message === undefined ? which : `${which}, message ${count(message)}`;
    return `${where}: ${code === 'field' ? `“${field}” is missing, or not what it should be.` : chatFaults[code]}`;
  },
} as const;

const fileWords: Readonly<Record<Exclude<FileDamage['code'], 'other-product' | 'too-new'>, string>> = {
  unreadable: 'The browser could not read this file. It may have been moved or changed: choose it again.',
  empty: 'This file is empty.',
  'too-large': 'This file is larger than 200 MB, which is more than can be imported.',
  compressed: 'This file is compressed. Unpack it, and choose the JSON file that is in it.',
  'utf-16': 'This file is in UTF-16. Save it as UTF-8, and choose it again.',
  binary: 'This is not a text file, so it holds no chats that can be imported.',
  'not-utf-8': 'Some of the characters in this file are damaged: it is not valid UTF-8.',
  markdown: 'This chat was exported as Markdown, which is for reading. Export it as JSON to import it.',
  'web-page': 'This is a web page, and not a file of exported chats.',
  truncated: 'This file ends in the middle: the download or copy was not finished.',
  'not-json': 'This is not a JSON file, or it was changed so that it can’t be read any more.',
  'not-chats': 'This JSON file holds something else than exported chats.',
  'no-version': 'This file does not say which version of the format it is in.',
  'chats-missing': 'The list of chats is missing in this file.',
  'no-chats': 'There is no chat in this file.',
  'too-many-chats':
    'There are more than 20,000 chats in this file, which is more than can be imported at once.',
};

const chatFaults: Readonly<Record<Exclude<ChatDamage['code'], 'field'>, string>> = {
  'not-a-chat': 'this is no chat.',
  'double-chat': 'a chat before it in this file has the same id.',
  'unknown-role': 'nobody knows who said it.',
  'unknown-status': 'what became of it is not known.',
  'no-time': 'its time is missing, or can’t be read.',
  'text-too-long': 'its text is too long.',
  'no-messages': 'nothing was said in it.',
  'too-many-messages': 'it has more than 20,000 messages.',
  'too-long': 'it is longer than a chat can be.',
  'double-message': 'another message has the same id.',
  'reply-out-of-order': 'it answers something that was not asked before it.',
  future: 'its time is in the future.',
};

/** What a chat exported as Markdown says by itself. */
export const markdownWords = {
  untitled: untitledChat,
  exported: (at: string, messages: number) =>
    `Exported on ${english.minute(Date.parse(at))}${between}${plural(messages, { one: '# message', other: '# messages' })}`,
  speaker: (message: FileMessage, version: VersionNumber | undefined) => {
    const who = message.role === 'user' ? 'You' : 'Assistant';
    const state = states[message.status];
    return [
      who,
      english.minute(Date.parse(message.at)),
      ...(version === undefined ? [] : [`Version ${count(version.at)} of ${count(version.of)}`]),
      ...(state === undefined ? [] : [state]),
    ].join(between);
  },
  page: ({ title, url, text, source }: Attachment) =>
    [
      ...(source === 'paste' ? ['Pasted text'] : [`Attached page: ${title}`, hostOf(url)]),
      plural(text.length, { one: '# character', other: '# characters' }),
    ].join(between),
  sources: 'Sources:',
};
