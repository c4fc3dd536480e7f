import type { Problem } from '../../shared/problem.ts';
import { accountTellings } from './account-problem-words.ts';
import { connectionWords } from './connection-problem-words.ts';
import { extensionWords } from './extension-problem-words.ts';
import { messageWords } from './message-problem-words.ts';
import { pageWords } from './page-problem-words.ts';
import type { ActionWords, ProblemTable } from './problem-telling.ts';
import { settingsWords } from './settings-problem-words.ts';
import type { signInWords } from './sign-in-problem-words.ts';

export interface ProblemWords {
  readonly title: string;
  /** What the extension is doing about it, and what the user can do. */
  readonly body: string;
  readonly action: ActionWords;
  /** The other side's own words. */
  readonly quotation: string | null;
}

type KeyOf<Table> = Table extends unknown ? keyof Table : never;

/** The codes that stand in more than one of the tables. */
type Repeated<Tables> = Tables extends readonly [infer First, ...infer Others]
  ? (keyof First & KeyOf<Others[number]>) | Repeated<Others>
  : never;

/** No requirement, unless a code would get its words twice: then one that nothing meets, and that names it. */
type Once<Tables> = [Repeated<Tables>] extends [never] ? object : { readonly twice: Repeated<Tables> };

/** Each code once, here or in `signInWords`, which few panels need: a forgotten one and a repeated one don't compile. */
const tellings: Required<Omit<ProblemTable, keyof typeof signInWords>> &
  Once<
    [
      typeof signInWords,
      typeof connectionWords,
      typeof settingsWords,
      typeof accountTellings,
      typeof messageWords,
      typeof pageWords,
      typeof extensionWords,
    ]
  > = {
  ...connectionWords,
  ...settingsWords,
  ...accountTellings,
  ...messageWords,
  ...pageWords,
  ...extensionWords,
};

/**
 * A failure, as a person who is no engineer reads it: what happened, what goes on, what to do.
 * @param further the words of codes that can come up where it is told, and nowhere else
 */
export function problemWords(
  { code, subject, count, origin, reason, detail, messageId }: Problem,
  further: ProblemTable = {},
): ProblemWords {
  const table: ProblemTable = { ...tellings, ...further };
  // A code that has no business here is a fault of ours, and told as such.
  const tell = table[code] ?? tellings.internal;
  const [title, body, action] = tell({
    subject,
    count,
    origin,
    reason,
    messageId,
    said: detail ?? '',
    or: (fallback) => subject || fallback,
    the: (fallback) => (subject ? `“${subject}”` : fallback),
  });
  // Of a tenant that it doesn't know a server has no more to say than that.
  return { title, body, action, quotation: code === 'tenant-unknown' ? null : inWords(detail) };
}

/** A code says nothing to whoever reads it: `tenant_mismatch`, `E1042`, `FORBIDDEN`. */
const asCode = /^(?=.*[_\d]|[A-Z]+$)[\w.:/-]+$/;

/** What a program says to another: a name in it that only programmers know, or the usual words of a status. */
const asProgram =
  /[a-z\d]_[a-z\d]|^(not found|bad request|unauthori[sz]ed|forbidden|method not allowed|(request|join|gateway) time-?out|conflict|payload too large|unprocessable (entity|content)|too many requests|internal server error|bad gateway|service unavailable)\.?$/i;

/** What somebody said, and not what a program did. */
function inWords(detail = ''): string | null {
  const said = detail.trim();
  return said === '' || asCode.test(said) || asProgram.test(said) ? null : said;
}

/** What the other side said that is no word for whoever reads it, and is for whoever helps; null: nothing. */
export function programsWords({ detail = '' }: Problem): string | null {
  return detail.trim() !== '' && inWords(detail) === null ? detail.trim() : null;
}
