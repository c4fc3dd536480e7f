import type { TestNote } from '../../messaging/settings-shapes.ts';
import type { ProblemCode } from '../../shared/problem.ts';
import { foundAddress } from '../found-address.ts';

const inTab = 'Open the address in a tab: there the browser says which it is.';
const signInToNetwork = 'If your network wants a sign-in, give it that, then test again.';

/** What to do about a problem that a test finds, where its own words are about a panel that waits. */
export const problemSteps: Readonly<Partial<Record<ProblemCode, string>>> = {
  'server-error': 'Wait a minute, then test again. If it stays so, tell the server’s operator.',
  'platform-starting': 'Wait a minute, then test again. The panel goes on by itself as soon as it is ready.',
  'rate-limited': 'The server asks for a pause. Wait a minute, then test again.',
  'sign-in-needed': 'Sign in below, then test again.',
  'settings-rejected': 'It objects to one of them. Correct it above, then test again.',
  'settings-invalid': 'Correct the marked fields, then test again.',
  'server-unreachable':
    'Check the API URL. If it is right, the server may be down, your network may block it, or it admits no extensions (CORS): then allow access.',
  'extension-blocked':
    'Allow access, or have the server’s operator admit extensions. If that is not your platform’s address, correct the API URL.',
  'wrong-path': 'Something answers there, but it is no MIPTech platform. Correct the API URL.',
  'unexpected-reply':
    'Check the API URL. If it is right, the platform may be newer than this extension: update the extension.',
  'websocket-refused':
    'The server answers, but not at that address. Correct the WebSocket URL under Advanced, or leave it empty. If a proxy or firewall keeps live connections out, choose REST as the protocol.',
  'tenant-unknown': 'Check the spelling of the Tenant ID, or ask your administrator for it.',
  'join-rejected':
    'It may speak another version of the protocol. Choose another Protocol under Advanced, then test again.',
  'join-timeout': 'The server gave up waiting. Test once more; if it stays so, tell its operator.',
};

/**
 * What to do about what a stage of *Test connection* found; null: nothing, or what the words of its problem say. It stands
 * in the place of those: they are about the panel, and this knows more.
 */
export function nextStepWords(note: TestNote): string | null {
  switch (note.code) {
    case 'no-answer':
      return 'Something on the way may swallow it: a firewall, or a VPN that is not connected. Check that, then test again.';
    case 'no-way-in':
      return `${inTab} Then correct the API URL, have the server’s certificate mended, or allow access.`;
    case 'nothing-here':
      return 'Start it, or correct the API URL. If it runs, it admits no extensions (CORS): then allow access.';
    case 'nothing-listens':
      return 'Start the platform, or correct the API URL.';
    case 'offline':
      return 'Connect to a network, then test again.';
    case 'name-reserved':
      return 'Correct the API URL.';
    case 'socket-answers':
      return 'Allow access, or have the server’s operator admit extensions.';
    case 'administration':
      return 'Ask whoever manages this browser to allow it (ExtensionSettings: runtime_blocked_hosts). The browser’s own page of policies shows what is set.';
    case 'web-page':
      return `Open the address in a tab to see the page. ${signInToNetwork} Otherwise correct the API URL.`;
    case 'redirected':
      return `Open the address in a tab to see where it leads. ${signInToNetwork} If the platform has moved, type its new address.`;
    case 'network-login':
      return 'Open any web page, sign in to the network, then test again.';
    case 'headers-refused':
      return 'Allow access, or have the server’s operator admit these headers: Authorization, Content-Type, X-Tenant-ID.';
    case 'clock':
      return 'Set it by the network’s time: sign-ins may seem to have ended before they have.';
    case 'tenants-untold':
    case 'accounts-untold':
      return 'That is no fault where the rest works.';
    case 'tenant-inactive':
      return 'Ask your organisation’s administrator: the platform may refuse what is asked for such a tenant.';
    case 'signed-out':
      return 'If joining a chat fails, sign in below.';
    case 'elsewhere-signed-in':
      return 'Save these settings. The panel then asks whether your sign-in may go to that host.';
    case 'token-in-url':
      return 'Ask its operator for a newer version of the platform, or choose REST as the protocol.';
    case 'accepts-then-drops':
      return 'Test again in a minute. If it stays so, a proxy may cut live connections: choose REST as the protocol, or ask the server’s operator.';
    case 'no-greeting':
      return 'That is no fault where joining works.';
    case 'no-pong':
      return 'That is no fault where chats work. If connections are lost often, tell the server’s operator.';
    case 'restarting':
      return 'Test again in a minute.';
    case 'join-unanswered':
      return 'Test again in a minute. If it stays so, the platform’s chat service hangs: tell its operator.';
    case 'socket-elsewhere':
      return 'Keep it as the WebSocket URL, or choose “Automatic” as the protocol, which finds it by itself.';
    case 'health-elsewhere':
      return foundAddress(note) !== null
        ? 'That is no fault where the rest works. Keep it in the settings, so that the panel sees there when the platform starts up.'
        : 'That is no fault where the rest works: the panel needs no setting for it.';
    default:
      // Nothing is wrong, or the words of the problem say what to do.
      return null;
  }
}
