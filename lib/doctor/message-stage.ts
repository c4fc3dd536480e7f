import { toProblem } from '../transport/http/failure.ts';
import { refusedBy } from './ready-stage.ts';
import { closedFinding, isSaid } from './socket-problem.ts';
import type { SocketProbe } from './socket-probe.ts';
import { failed, type Finding, type TestBench } from './stage.ts';

/** ms. A model that thinks for longer works, too; the person who waits for the test wants to be told. */
const answerTimeout = 60_000;

/** What a test asks, in a chat of its own: no word of a person. */
const testQuestion = 'This is a connection test. Please answer with the word OK.';

/** The title of the test's own chat. */
const testChatTitle = 'Connection test';

/** A chat for the test alone; null with why there is none. */
export async function createTestChat(bench: TestBench): Promise<string | Finding> {
  const { rest, profile, tokens, signal, newId } = bench;
  // Asked as nobody, a platform without sign-in would make a chat that nobody can find again.
  if (await tokens?.hasEnded()) return failed({ code: 'sign-in-needed' });
  const created = await rest.createChat({ title: testChatTitle, sessionId: newId() }, signal);
  if (created.ok) return created.value.chatId;
  const problem = toProblem(created.failure, profile);
  return failed(created.failure.kind === 'validation' ? { ...problem, code: 'chat-refused' } : problem);
}

/** Is a question answered? Asked only where a person wants it. @param probe joined; null: by request */
export async function messageStage(
  bench: TestBench,
  probe: SocketProbe | null,
  chatId: string,
): Promise<Finding> {
  const { rest, profile, signal, clock, newId } = bench;
  const message = { text: testQuestion, clientMessageId: newId() };
  const startedAt = clock.now();
  const answered = (): Finding => ({
    outcome: 'passed',
    note: { code: 'answered', ms: Math.round(clock.now() - startedAt) },
  });
  if (probe === null) {
    const posted = await rest.sendMessage(chatId, message, signal);
    if (!posted.ok) return failed(toProblem(posted.failure, profile));
    return posted.value.role === 'assistant'
      ? answered()
      : { outcome: 'passed', note: { code: 'message-taken' } };
  }
  probe.send({ type: 'message', chatId, ...message });
  const answer = await probe.wait(
    (event) => isSaid(event) || (event.kind === 'frame' && event.frame.type === 'complete'),
    answerTimeout,
  );
  switch (answer.kind) {
    case 'frame':
      return isSaid(answer) ? refusedBy(bench, probe, answer.frame) : answered();
    case 'closed':
      return closedFinding(bench, answer);
    case 'silence':
      return failed({ code: 'answer-failed' }, { code: 'no-answer', ms: answerTimeout });
    case 'open':
    case 'aborted':
      return { outcome: 'skipped' };
    default:
      return answer satisfies never;
  }
}
