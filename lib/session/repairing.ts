import { changeBudget } from './connection.ts';
import { firstPollMs } from './delivery.ts';
import { auditDoubles } from './double.ts';
import { answerAfter, knownOf, weigh, type Known } from './evidence.ts';
import { finishAnswer } from './exchange.ts';
import type { Exchange } from './exchange-state.ts';
import type { History } from './history.ts';
import { giveUp, goOn, lookAgain, mostReads } from './look-again.ts';
import { fingerprint } from './trace.ts';
import { commit, setExchange, setTimer, type Turn } from './turn.ts';

type Repairing = Extract<Exchange, { at: 'repairing' }>;

/** An answer that is stored while it is written has grown by then. */
const unchangedForMs = 3000;

/** What a history says of the answer to a message that has arrived (D12, D13). */
export function repaired(turn: Turn, exchange: Repairing, history: History): void {
  const { message, answer, text } = exchange;
  setExchange(turn, exchange);
  // It is one of the accepted: what is known of those before it tells where it stands.
  const { accepted, said, ...more } = knownOf(turn.state);
  const before: Known = { ...more, accepted: accepted - 1, said: said.slice(0, -1) };
  const evidence = weigh(history, message, before);
  const found =
    evidence.says === 'found'
      ? answerAfter(
          history.items,
          evidence.index,
          { ...before, dropped: turn.state.dropped },
          answer.serverId,
        )
      : undefined;
  if (evidence.says === 'found' && found === undefined && isNewest(history, evidence.index)) {
    learnReceipt(turn);
  }
  if (found === undefined || isCut(found.content, exchange)) {
    return exchange.reads < mostReads ? lookAgain(turn, exchange.reads) : giveUp(turn);
  }
  const { id, content } = found;
  const print = fingerprint(content);
  const isSame = exchange.seen?.id === id && exchange.seen.print === print;
  const isUnchanged = isSame && turn.now - (exchange.seen?.at ?? turn.now) >= unchangedForMs;
  if (!exchange.hasEnded && !isUnchanged) {
    if (exchange.reads >= mostReads) return giveUp(turn);
    const seen = isSame ? exchange.seen : { id, print, at: turn.now };
    if (!isSame) commit(turn, { type: 'answer-seen', messageId: answer.id, seen });
    setExchange(turn, { ...exchange, seen });
    return setTimer(turn, 'poll', Math.max(firstPollMs, seen.at + unchangedForMs - turn.now));
  }
  finishAnswer(
    turn,
    { ...answer, serverId: id },
    {
      status: 'complete',
      text: content,
      replaces: content !== text,
      sources: found.sources ?? [],
      totalTokens: found.totalTokens ?? null,
    },
  );
  auditDoubles(turn, message.id);
  goOn(turn, exchange.hasTail);
}

/** A question stands in the history, and its answer does not: this deployment stores one when it comes. */
function learnReceipt(turn: Turn): void {
  const { budget } = turn.state;
  if (budget.storesAtReceipt !== true) changeBudget(turn, { ...budget, storesAtReceipt: true });
}

/** Whether nothing was asked or answered behind it. */
function isNewest({ items, isWhole }: History, index: number): boolean {
  return isWhole && items.slice(index + 1).every(({ role }) => role === 'other');
}

/** A platform that stores an answer as it writes it shows less of it than we have seen already. */
function isCut(content: string, { text, hasEnded }: Repairing): boolean {
  return !hasEnded && content.length < text.length && text.startsWith(content);
}
