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
  'conversation-changed': () => [
    'Another conversation is shown now',
    'So nothing was done. What you typed is still here: look where it would go, then send it again.',
    dismiss,
  ],
} satisfies ProblemTable;
