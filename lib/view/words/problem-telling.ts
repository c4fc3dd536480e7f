import type { Problem, ProblemCode } from '../../shared/problem.ts';

/** What the user can do about it, at the press of a button. */
export type ProblemAction =
  | 'open-settings'
  | 'sign-in'
  | 'grant-access'
  | 'reconnect'
  | 'retry-message'
  | 'attach-page'
  | 'replace-page'
  | 'bring-along'
  | 'confirm-host'
  | 'restart'
  | 'dismiss';

export interface ActionWords {
  readonly kind: ProblemAction;
  readonly label: string;
}

export const settings: ActionWords = { kind: 'open-settings', label: 'Open settings' };
export const signIn: ActionWords = { kind: 'sign-in', label: 'Sign in' };
export const grantAccess: ActionWords = { kind: 'grant-access', label: 'Allow access' };
export const reconnect: ActionWords = { kind: 'reconnect', label: 'Reconnect now' };
/** Beside another button, and where there is no alert. */
export const reconnectToo: ActionWords = { kind: 'reconnect', label: 'Reconnect' };
export const tryAgain: ActionWords = { kind: 'retry-message', label: 'Try again' };
export const sendAgain: ActionWords = { kind: 'retry-message', label: 'Send again' };
export const attachAgain: ActionWords = { kind: 'attach-page', label: 'Attach again' };
/** Attaches it, once the browser has asked a person about its site. */
export const allowAndAttach: ActionWords = { kind: 'attach-page', label: 'Allow access' };
export const replacePage: ActionWords = { kind: 'replace-page', label: 'Replace my version' };
export const bringAlong: ActionWords = { kind: 'bring-along', label: 'Bring it here' };
export const restart: ActionWords = { kind: 'restart', label: 'Restart the panel' };
export const dismiss: ActionWords = { kind: 'dismiss', label: 'Got it' };

/** Whether access to `origin` is the cure, or may be it. */
export function mayNeedAccess({ code, origin }: Problem): boolean {
  return origin !== undefined && (code === 'extension-blocked' || code === 'server-unreachable');
}

/** Whether a test of the connection may say more of it: not of what befell a message, a page, or the extension itself. */
export function mayTest({ code }: Problem): boolean {
  return /^(server|extension|websocket|wrong|unexpected|platform|chat|settings|tenant|scope|not-auth|sign-in|host|join|rate)/.test(
    code,
  );
}

/** What a problem is about, as its words need it. */
export interface About extends Pick<Problem, 'subject' | 'count' | 'origin' | 'messageId' | 'reason'> {
  /** The other side's own words; it need not have any. */
  readonly said: string;
  /** The subject, or these words where there is none. */
  readonly or: (fallback: string) => string;
  /** The same, with the subject in quotation marks. */
  readonly the: (fallback: string) => string;
}

/** `body`: what the extension is doing about it, and what the user can do. */
export type Told = readonly [title: string, body: string, action: ActionWords];

/** The words of one noun's problems. problem-words.ts sees to it that each code has its words once. */
export type ProblemTable = { readonly [Code in ProblemCode]?: (about: About) => Told };
