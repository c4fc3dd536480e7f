import { failed, type Finding, type TestBench } from './stage.ts';
import { problemOfEnd, problemOfFailure, type WayTold } from './test-way.ts';
import { firstTold } from './way-stage.ts';

/** ms. A model that thinks for longer works, too; the person who waits for the test wants to be told. */
const answerTimeout = 120_000;

/** What a test asks, in a chat of its own: no word of a person. */
const testQuestion = 'This is a connection test. Please answer with the word OK.';

/** Is a question answered, by the way that the panel would go? Asked only where a person wants it. */
export async function messageStage(bench: TestBench): Promise<Finding> {
  const { way, signal, clock, newId } = bench;
  const sessionId = newId();
  const created = await way.createChat(sessionId, null, signal);
  if (!created.ok) return failed(problemOfFailure(created.failure));
  const startedAt = clock.now();
  const asked = { chatId: created.value, sessionId, timeout: answerTimeout };
  const told = await firstTold(bench, asked, (event, send) => {
    if (event.type === 'ready') send({ text: testQuestion, clientMessageId: newId() });
    return ['completed', 'refused', 'limited', 'closed'].includes(event.type);
  });
  return told === null
    ? failed({ code: 'answer-failed' }, { code: 'no-answer', ms: answerTimeout })
    : ended(told, Math.round(clock.now() - startedAt), bench);
}

function ended(told: WayTold, ms: number, { quote }: TestBench): Finding {
  switch (told.type) {
    case 'completed':
      return { outcome: 'passed', note: { code: 'answered', ms } };
    case 'limited':
      return failed({ code: 'rate-limited' });
    case 'closed':
      return failed(problemOfEnd(told.end));
    default: {
      const detail = told.type === 'refused' && told.detail !== null ? quote(told.detail) : undefined;
      return failed({ code: 'message-rejected', ...(detail === undefined ? {} : { detail }) });
    }
  }
}
