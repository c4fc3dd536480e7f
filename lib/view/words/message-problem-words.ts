import {
  dismiss,
  sendAgain,
  tryAgain,
  type About,
  type ActionWords,
  type ProblemTable,
} from './problem-telling.ts';

/** Only a problem that belongs to a message has one to try. */
function again({ messageId }: About, action: ActionWords): ActionWords {
  return messageId === undefined ? dismiss : action;
}

/** One message, and the answer to it. */
export const messageWords = {
  'message-too-long': ({ or }) => [
    'The message is too long',
    `The limit is ${or('set by your organisation')}. Shorten the message or the attached page, then send it again.`,
    dismiss,
  ],
  'message-rejected': (about) => [
    'The server did not take this message',
    'It was not delivered. Change it or try again.',
    again(about, tryAgain),
  ],
  'answer-failed': (about) => [
    'The assistant could not finish its answer',
    'Your question arrived. What came of the answer is kept. Ask again, or in other words.',
    again(about, tryAgain),
  ],
  'answer-too-long': (about) => [
    'The answer is too long',
    'It went on beyond all that can be kept. What arrived until then is kept. Ask again, for a shorter one.',
    again(about, tryAgain),
  ],
  'delivery-unknown': (about) => [
    'It is not certain that your message arrived',
    'The connection broke off right after it left, and the server cannot tell. It is not sent twice unless you ask for it.',
    again(about, sendAgain),
  ],
  'message-doubled': () => [
    'Your message arrived twice',
    'It was sent again because it could not be found. The first one came in late, so the assistant has read it twice.',
    dismiss,
  ],
  'chat-gone': ({ or }) => [
    `${or('The platform')} no longer has this chat`,
    'It may have been deleted there, or what was said in it is shown to nobody. List the chats again to see which there are.',
    dismiss,
  ],
  'chats-unlisted': ({ or }) => [
    `${or('This way to the platform')} does not list its chats`,
    'So only the chats of this browser are shown. They are not affected.',
    dismiss,
  ],
  'chat-renewed': () => [
    'This chat goes on in a new one on the platform',
    'The platform no longer has the one it was in. What was said is kept here, but the assistant does not know it any more. Say again what it should know.',
    dismiss,
  ],
  'conversation-changed': () => [
    'Another conversation is shown now',
    'So nothing was done. What you typed is still here: look where it would go, then send it again.',
    dismiss,
  ],
} satisfies ProblemTable;
