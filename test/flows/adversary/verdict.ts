import type { Message } from '../../../lib/shared/conversation.ts';
import type { Ledger } from '../../platform/ledger.ts';
import { tell } from '../../chaos/tally.ts';

/** What a person typed. */
export interface Typed {
  readonly id: string;
  readonly text: string;
  /** A person has had it sent under another id, and it is shown under that one only. */
  isReplaced?: boolean;
}

/** What is shown, held against what the platform did: counts of typed messages. */
export interface Verdict {
  readonly typed: number;
  /** Neither stored nor told to have failed, or perhaps not to have arrived. */
  readonly lost: number;
  /** Stored more than once, by nobody's wish. */
  readonly doubled: number;
  /** Half of an answer, or more than it, shown as complete. */
  readonly wronglyComplete: number;
  /** Another question's answer shown as this one's. */
  readonly wronglyMatched: number;
  /** Still under way. */
  readonly open: number;
  /** Told: may not have arrived. */
  readonly unknown: number;
  readonly failed: number;
  /** With a whole answer. */
  readonly answered: number;
}

export interface Shown {
  readonly ledger: Ledger;
  readonly typed: readonly Typed[];
  readonly messages: readonly Message[];
}

const none: Verdict = {
  ...{ typed: 0, lost: 0, doubled: 0, wronglyComplete: 0, wronglyMatched: 0 },
  ...{ open: 0, unknown: 0, failed: 0, answered: 0 },
};

export function judge(shown: Shown): Verdict {
  return sumOf(shown.typed.map((message) => judgeOne(message, shown)));
}

/** Comes to another status without anybody's wish. */
export const underWay: ReadonlySet<string> = new Set([
  'queued',
  'sending',
  'checking',
  'pending',
  'streaming',
]);

function judgeOne({ id, isReplaced = false }: Typed, { ledger, messages }: Shown): Verdict {
  const status = messages.find((message) => message.id === id)?.status;
  const answer = messages.find((message) => message.role === 'assistant' && message.replyTo === id);
  const entry = ledger.of(id);
  const stored = entry?.stored ?? 0;
  const isComplete = answer?.status === 'complete';
  const isExact = isComplete && entry?.answers.includes(answer.text) === true;
  const isForeign =
    isComplete && !isExact && ledger.entries().some(({ answers }) => answers.includes(answer.text));
  return {
    typed: 1,
    lost: Number((status === 'sent' || (status === undefined && !isReplaced)) && stored === 0),
    doubled: Number(stored > 1),
    wronglyComplete: Number(isComplete && !isExact && !isForeign),
    wronglyMatched: Number(isForeign),
    open: Number([status, answer?.status].some((one) => one !== undefined && underWay.has(one))),
    unknown: Number(status === 'unknown'),
    failed: Number(status === 'failed'),
    answered: Number(isExact),
  };
}

export function sumOf(verdicts: readonly Verdict[]): Verdict {
  const sum: Record<keyof Verdict, number> = { ...none };
  for (const verdict of verdicts) {
    for (const [what, count] of Object.entries(verdict)) sum[what as keyof Verdict] += count;
  }
  return sum;
}

/** What must be nought, whatever the platform and the network did. */
export function faultsOf({ lost, doubled, wronglyComplete, wronglyMatched, open }: Verdict) {
  return { lost, doubled, wronglyComplete, wronglyMatched, open };
}

export const faultless = faultsOf(none);

/** The figures of a suite, for the report. */
export function tellVerdict(suite: string, conversations: number, sum: Verdict): void {
  tell(
    `${suite}: ${conversations} conversations, ${sum.typed} typed: ${sum.lost} lost, ${sum.doubled} doubled, ` +
      `${sum.wronglyComplete} wrongly complete, ${sum.wronglyMatched} wrongly matched, ${sum.open} left open ` +
      `(${sum.answered} answered, ${sum.unknown} may not have arrived, ${sum.failed} failed)`,
  );
}
