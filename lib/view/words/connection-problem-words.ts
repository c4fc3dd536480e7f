import { hostOf } from '../../shared/host-of.ts';
import { dismiss, grantAccess, reconnect, settings, type ProblemTable } from './problem-telling.ts';

const server = 'The server';
const assistant = 'The assistant’s server';

/** Reaching the platform, and staying with it. */
export const connectionWords = {
  'server-unreachable': ({ or, origin }) => [
    `${or(assistant)} does not answer`,
    `It may be down, or your network may block it. The panel keeps trying, and your messages wait here. ${
      origin === undefined
        ? 'If it lasts, check the address in the settings.'
        : 'If it runs, it allows no extensions (CORS): check the API URL, or allow access.'
    }`,
    reconnect,
  ],
  'extension-blocked': ({ or }) => [
    `${or(server)} does not admit this extension`,
    `The server allows no extensions (CORS). Allow the extension to reach ${or('it')} directly. If that is not your platform’s address, correct the API URL in the settings.`,
    grantAccess,
  ],
  'server-error': ({ or }) => [
    `${or(assistant)} has a fault of its own`,
    'The panel tried several times. Your messages are kept. Wait a minute, then reconnect.',
    reconnect,
  ],
  'websocket-refused': ({ the }) => [
    'The live connection was refused',
    `The server answers, but not at ${the('the WebSocket URL')}. If that was typed, correct it in the settings, or leave it empty so that it is derived. A proxy or firewall on the way may also keep live connections out: REST as the protocol needs none.`,
    settings,
  ],
  'websocket-blocked': ({ subject = '', count }) => [
    'Live connections are kept out',
    `${
      count === undefined
        ? `Something between you and ${hostOf(subject) || 'the server'}, such as a proxy, does not let them through.`
        : `Whatever stands at ${hostOf(subject) || 'the WebSocket URL'} ${
            count === 401 ? 'asks for a sign-in of its own before it takes them' : 'forbids them'
          }, although the server answers otherwise.`
    } The address is not to blame. Ask your administrator, or choose REST as the protocol in the settings.`,
    settings,
  ],
  'chat-refused': ({ or }) => [
    `${or(assistant)} did not create this conversation`,
    'It refused the conversation itself, not what you wrote: your messages wait here. Reconnect to try once more; the next message tries, too.',
    reconnect,
  ],
  'wrong-path': ({ or }) => [
    'That address leads somewhere else',
    `${or(server)} is there, but the MIPTech platform is not at this address. Correct the API URL in the settings.`,
    settings,
  ],
  'unexpected-reply': ({ or }) => [
    'The server’s reply makes no sense here',
    `${or(server)} may not be a MIPTech platform, or a newer one than this extension knows. Check the API URL, and update the extension.`,
    settings,
  ],
  'platform-starting': () => [
    'The assistant is still starting up',
    'The panel goes on by itself as soon as it is ready. Messages you write now wait here.',
    dismiss,
  ],
  'join-rejected': () => [
    'The server did not accept the start of the conversation',
    'It may speak another protocol version. Check the Protocol in the settings, or reconnect.',
    reconnect,
  ],
  'join-timeout': () => [
    'Joining the conversation took too long',
    'The server gave up waiting. Your messages are kept. Reconnect to try once more.',
    reconnect,
  ],
  'token-in-url-only': ({ or }) => [
    `${or(server)} is too old to sign in to`,
    'It takes a sign-in in the address of the connection only, where others could read it, so none is sent. Whoever runs it has to update it. Without a sign-in, or with REST as the protocol, it may work.',
    settings,
  ],
  'rate-limited': () => [
    'Too many messages in a short time',
    'The server asks for a pause. The panel waits, counts down above, and then goes on by itself.',
    dismiss,
  ],
} satisfies ProblemTable;
