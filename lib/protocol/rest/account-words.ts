/** What an error says of the account that a call is about (rule R30). */
export type AccountHint =
  /** Nobody gets in with this account now, whatever the password. */
  | 'locked'
  /** There is one with this address already. */
  | 'taken'
  /** The password, or the address, is not right. */
  | 'wrong';

/** Characters. An error that is longer says it at the beginning, and the patterns need not see megabytes. */
const readable = 500;

const locked = /\b(locked|lockout|too many (\w+ ){0,3}attempts)\b/;
const closed = /\b(disabled|deactivated|suspended|blocked|banned|inactive)\b/;
const account = /\b(user(name)?|account|e-?mail|address)\b/;
const taken =
  /\balready (registered|exists|in use|taken)\b|\b(e-?mail|address|user(name)?|account)\b.*\b(exists|already|taken|in use|duplicate)\b|\bduplicate (e-?mail|user(name)?|account)\b/;
const wrong =
  /\bcredentials?\b|\b(wrong|incorrect|invalid|bad)\b.*\bpassword\b|\bpassword\b.*\b(wrong|incorrect|invalid)\b|\b(user|account|e-?mail|address) (not found|unknown|does not exist)\b|\b(no such|unknown) (user|account|e-?mail|address)\b/;

/** `ACCOUNT_LOCKED` and `accountLocked` are read as words. Case, and what joins the words, means nothing. */
const toWords = (code: string): string => code.replaceAll(/(?<=[a-z])(?=[A-Z])|[_.:-]+/g, ' ');

/** Undefined: nothing of the kind. Never a reason to show other words than the server's own. */
export function readAccountHint(code: string, message: string): AccountHint | undefined {
  const said = message.slice(0, readable);
  const words = [toWords(code.slice(0, readable)), said, toWords(said)].join('\n').toLowerCase();
  // A firewall blocks requests, and a deployment disables sign-in: only of an account is it what we mean.
  if (locked.test(words) || (closed.test(words) && account.test(words))) return 'locked';
  if (/\btenant\b/.test(words)) return undefined; // "Tenant already exists" says nothing of the account
  if (taken.test(words)) return 'taken';
  return wrong.test(words) ? 'wrong' : undefined;
}
