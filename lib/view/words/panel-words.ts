import { english } from './grammar.ts';

const { count, plural } = english;

const characters = (length: number): string => plural(length, { one: '# character', other: '# characters' });

/**
 * Every word of the panel that is not a problem (problem-words.ts) or a status (status-words.ts). What it loads on demand,
 * and the settings, have their words elsewhere: account-words.ts, options-words.ts and others.
 * Accessible names among them are the panel's public interface: tests and screen-reader users rely on them.
 */
export const words = {
  panel: {
    title: 'MIPTech',
    chats: 'Chats',
    newChat: 'New chat',
    newChatKinds: 'Kinds of new chat',
    temporary: 'Temporary chat',
    temporaryHint: 'Not kept on this computer. Closing it, or opening another chat, deletes it.',
    temporaryBadge: 'Temporary',
    temporaryNote: 'Not kept on this computer; the platform may keep it.',
    settings: 'Settings',
    connection: 'Connection',
    connectionDetails: 'Connection details',
    reconnect: 'Reconnect',
    conversation: 'Conversation',
    welcome: 'What would you like to know?',
    /** What the composer below says already, asking and attaching, is not said here once more. */
    welcomeHint: 'No word of yours, or of a page, leaves before you send it.',
    earlier: 'Earlier messages',
    later: 'Later messages',
    isPart: 'What was said before this is on the platform only.',
    earlierLoading: 'Loading…',
    unprinted: {
      earlier: 'Earlier messages of this chat are not printed.',
      later: 'Later messages of this chat are not printed.',
    },
    latest: 'Jump to latest',
    profile: 'Profile',
    account: (who: string) => `Account: ${who}`,
    signIn: 'Sign in',
    signedIn: 'Signed in',
    destination: (where: string) => `Goes to ${where}`,
    alsoOpen: 'Also open in another window',
  },
  composer: {
    message: 'Message',
    placeholder: 'Ask anything',
    /** In the placeholder, where Enter alone breaks the line. */
    sendsWith: (placeholder: string, isMac: boolean) =>
      `${placeholder} (${isMac ? '⌘ Enter' : 'Ctrl+Enter'} sends)`,
    send: 'Send',
    stop: 'Stop',
    attach: 'Attach this page',
    counter: (length: number, limit: number) => `${count(length)} / ${count(limit)}`,
    tooLong: (excess: number) => `${characters(excess)} too long. Shorten it to send.`,
  },
  message: {
    you: 'You',
    assistant: 'Assistant',
    copy: 'Copy',
    retry: 'Retry',
    edit: 'Edit',
    editAndResend: 'Edit and resend',
    regenerate: 'Regenerate',
    /** Of the turn that a message is of. */
    remove: 'Delete',
    /** Of a message that may have arrived: the user chooses. */
    sendAgain: 'Send again',
    /** Of a message that this browser did not send. */
    elsewhere: 'Written elsewhere',
    /** Of one that may still arrive. */
    sendAgainNow: 'Send again now',
    discard: 'Discard',
    thinking: 'Thinking…',
    /** *Details* alone are those of a problem. */
    details: 'Answer details',
    status: {
      /** What it waits for is said behind it (queue-words.ts). */
      queued: '',
      sending: 'Sending…',
      checking: 'Checking whether it arrived',
      sent: '',
      failed: 'Not sent',
      unknown: 'May not have arrived',
    },
    /** Its answer was stopped before anything came, and the server can't say whether it has the question. */
    handedOver: 'Handed over, then stopped. Whether it arrived is not known.',
    answerStatus: {
      pending: '',
      streaming: '',
      complete: '',
      interrupted: 'Connection lost here. The rest could not be fetched.',
      stopped: 'Stopped by you',
      failed: 'No answer',
    },
    /** Of a failed answer of which something came. */
    unfinished: 'Not finished',
    /** Of one that ended for a reason that stands beside it. */
    cutOff: 'Cut off here. What arrived is kept.',
    /** At the end of what has come of an answer. */
    connectionLost: 'Connection lost here. Fetching the rest …',
  },
  markdown: {
    code: 'code',
    codeBlock: (language: string) => (language ? `Code: ${language}` : 'Code'),
    copyCode: 'Copy code',
    table: 'Table',
    taskDone: 'Done',
    taskOpen: 'Not done',
    refused: 'No link: an address of this kind can mislead or do harm.',
    image: (description: string) => `Image: ${description || 'no description'}`,
    rest: 'Too much to lay out: from here on as it was written.',
  },
  crash: {
    title: 'This part of the panel stopped working',
    body: 'Your conversation and what you typed are kept. Try again; if it happens once more, restart the panel.',
    again: 'Try again',
    restart: 'Restart',
  },
} as const;
