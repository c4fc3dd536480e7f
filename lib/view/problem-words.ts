import type { Problem } from '../shared/problem.ts';

/** What the user can do about it, at the press of a button. */
export type ProblemAction =
  'open-settings' | 'reconnect' | 'retry-message' | 'attach-page' | 'bring-along' | 'restart' | 'dismiss';

export interface ProblemWords {
  readonly title: string;
  /** What the extension is doing about it, and what the user can do. */
  readonly body: string;
  readonly action: { readonly kind: ProblemAction; readonly label: string };
  /** The other side's own words. */
  readonly quotation: string | null;
}

const settings = { kind: 'open-settings', label: 'Open settings' } as const;
const reconnect = { kind: 'reconnect', label: 'Reconnect now' } as const;
const retry = { kind: 'retry-message', label: 'Try again' } as const;
const dismiss = { kind: 'dismiss', label: 'Got it' } as const;
const restart = { kind: 'restart', label: 'Restart the panel' } as const;

/** A failure, as a person who is no engineer reads it: what happened, what goes on, what to do. */
export function problemWords(problem: Problem): ProblemWords {
  return { ...cause(problem), quotation: problem.detail?.trim() || null };
}

function cause({ code, subject, messageId }: Problem): Omit<ProblemWords, 'quotation'> {
  const the = (fallback: string): string => (subject ? `“${subject}”` : fallback);
  const again = messageId === undefined ? dismiss : retry;
  switch (code) {
    case 'server-unreachable':
      return {
        title: `${subject ?? 'The assistant’s server'} does not answer`,
        body: 'It may be down, or your network may block it. The panel keeps trying, and your messages wait here. If it lasts, check the address in the settings.',
        action: reconnect,
      };
    case 'extension-blocked':
      return {
        title: `${subject ?? 'The server'} does not admit this extension`,
        body: 'Something answers there, but lets no extension read it. Mostly it is not the platform: check the API URL in the settings. If the address is right, the platform has to allow this extension (CORS).',
        action: settings,
      };
    case 'server-error':
      return {
        title: `${subject ?? 'The assistant’s server'} has a fault of its own`,
        body: 'The panel tried several times. Your messages are kept. Wait a minute, then reconnect.',
        action: reconnect,
      };
    case 'websocket-refused':
      return {
        title: 'The live connection was refused',
        body: `The server answers, but not at ${the('the WebSocket URL')}. Correct the WebSocket URL in the settings, or leave it empty so that it is derived.`,
        action: settings,
      };
    case 'wrong-path':
      return {
        title: 'That address leads somewhere else',
        body: `${subject ?? 'The server'} is there, but the MIPTech platform is not at this address. Correct the API URL in the settings.`,
        action: settings,
      };
    case 'unexpected-reply':
      return {
        title: 'The server’s reply makes no sense here',
        body: `${subject ?? 'The server'} may not be a MIPTech platform, or a newer one than this extension knows. Check the API URL, and update the extension.`,
        action: settings,
      };
    case 'platform-starting':
      return {
        title: 'The assistant is still starting up',
        body: 'The panel goes on by itself as soon as it is ready. Messages you write now wait here.',
        action: dismiss,
      };
    case 'settings-invalid':
      return {
        title: `${subject ?? 'A setting'} is not usable`,
        body: 'Nothing is sent until it is corrected. Open the settings; the field says what is wrong.',
        action: settings,
      };
    case 'tenant-unknown':
      return {
        title: `The platform does not know the tenant ${the('in your settings')}`,
        body: 'Check the spelling of the Tenant ID in the settings, or ask your administrator for it.',
        action: settings,
      };
    case 'tenant-mismatch':
      return {
        title: 'This account belongs to another tenant',
        body: `It has no access to ${the('the tenant in your settings')}. Change the Tenant ID, or use an account of that tenant.`,
        action: settings,
      };
    case 'scope-missing':
      return {
        title: 'Your account may not do this',
        body: `It lacks the permission ${the('to chat')}. Ask your administrator for it, then reconnect.`,
        action: reconnect,
      };
    case 'sign-in-needed':
      return {
        title: 'Sign-in needed',
        body: `${subject ?? 'The platform'} answers signed-in people only. Your messages are kept until then.`,
        action: settings,
      };
    case 'settings-rejected':
      return {
        title: 'The server refused your settings',
        body: `It objects to ${the('one of them')}. Correct it in the settings; the panel does not try again before that.`,
        action: settings,
      };
    case 'join-rejected':
      return {
        title: 'The server did not accept the start of the conversation',
        body: 'It may speak another protocol version. Check the Protocol in the settings, or reconnect.',
        action: reconnect,
      };
    case 'join-timeout':
      return {
        title: 'Joining the conversation took too long',
        body: 'The server gave up waiting. Your messages are kept. Reconnect to try once more.',
        action: reconnect,
      };
    case 'rate-limited':
      return {
        title: 'Too many messages in a short time',
        body: 'The server asks for a pause. The panel waits, counts down above, and then goes on by itself.',
        action: dismiss,
      };
    case 'message-too-long':
      return {
        title: 'The message is too long',
        body: `The limit is ${subject ?? 'set by your organisation'}. Shorten the message or the attached page, then send it again.`,
        action: dismiss,
      };
    case 'message-rejected':
      return {
        title: 'The server did not take this message',
        body: 'It was not delivered. Change it or try again.',
        action: again,
      };
    case 'answer-failed':
      return {
        title: 'The assistant could not finish its answer',
        body: 'Your question arrived. What came of the answer is kept. Ask again, or in other words.',
        action: again,
      };
    case 'delivery-unknown':
      return {
        title: 'It is not certain that your message arrived',
        body: 'The connection broke off right after it left, and the server cannot tell. It is not sent twice unless you ask for it.',
        action: messageId === undefined ? dismiss : { kind: 'retry-message', label: 'Send again' },
      };
    case 'left-behind':
      return {
        title: 'Something you wrote stayed behind',
        body: `It waits, unsent, under the settings you had before${subject ? ` (${subject})` : ''}. Bring it here to send it with the settings you have now, or leave it there: it is kept.`,
        action: { kind: 'bring-along', label: 'Bring it here' },
      };
    case 'page-access-needed':
      return {
        title: `No access to ${the('this page')} yet`,
        body: 'The browser lets the panel read a page only after you ask on it. Click the MIPTech button in the toolbar while the page is in front, then attach it.',
        action: { kind: 'attach-page', label: 'Attach again' },
      };
    case 'page-unreadable':
      return {
        title: `${subject ? `“${subject}”` : 'This page'} cannot be read`,
        body: 'Browsers keep their own pages, extension stores and some viewers closed to all extensions. You can copy the text and paste it into the message.',
        action: dismiss,
      };
    case 'page-empty':
      return {
        title: `There is no text on ${the('this page')}`,
        body: 'Nothing was attached. If the page is still loading, wait and attach it again, or select the part you mean.',
        action: { kind: 'attach-page', label: 'Attach again' },
      };
    case 'page-changed':
      return {
        title: 'The attached page has changed',
        body: `What is on screen for ${the('the page')} is not what would have been sent, so nothing was. Look at the preview, then send again.`,
        action: dismiss,
      };
    case 'conversation-changed':
      return {
        title: 'Another conversation is shown now',
        body: 'So nothing was done. What you typed is still here: look where it would go, then send it again.',
        action: dismiss,
      };
    case 'storage-full':
      return {
        title: 'This browser’s storage is full',
        body: 'New messages cannot be kept, so they are not sent. Free some disk space, or delete old conversations in the settings under Data. What you typed is still here.',
        action: settings,
      };
    case 'storage-failed':
      return {
        title: 'The browser could not store the conversation',
        body: 'A message that can’t be kept is not sent. What you typed is still here. Restart the panel, then try again.',
        action: restart,
      };
    case 'background-silent':
      return {
        title: 'The extension is not responding',
        body: 'Its background part gives no answer. What you type stays here. Restart the panel to bring it back.',
        action: restart,
      };
    case 'internal':
      return {
        title: 'Something went wrong in the extension',
        body: `That is our fault, not yours${subject ? ` (${subject})` : ''}. What you typed is kept. Try again, and restart the panel if it happens once more.`,
        action: restart,
      };
    default:
      return code satisfies never;
  }
}
