import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Answer, Question, TestRun } from './test-run.ts';

export interface TestRunner {
  /** Test files that import the file, directly or not; browser tests are not among them. */
  related(file: string): Promise<readonly string[]>;
  /** Undefined: it took longer than `limit`, ms, and was ended. */
  run(question: Omit<Extract<Question, { ask: 'run' }>, 'ask'>, limit: number): Promise<TestRun | undefined>;
  /** Ends all processes at once. */
  close(): void;
}

const program = fileURLToPath(new URL('test-process.ts', import.meta.url));

/** The tests of the tree in `folder`. A process that hangs, or dies, is replaced by a new one. */
export function createTestRunner(folder: string): TestRunner {
  let running: Promise<ChildProcess> | undefined;
  let child: ChildProcess | undefined;

  function start(): Promise<ChildProcess> {
    // In a group of its own: its workers can be ended with it.
    const started = fork(program, [], {
      cwd: folder,
      detached: true,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, CI: '1', NO_COLOR: '1' },
    });
    child = started;
    return answerOf(started).then(() => started);
  }

  function end(): void {
    const { pid } = child ?? {};
    child = undefined;
    running = undefined;
    if (pid === undefined) return;
    try {
      if (process.platform === 'win32') process.kill(pid);
      else process.kill(-pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }

  async function ask(question: Question, limit: number): Promise<Answer | undefined> {
    running ??= start();
    const asked = await running;
    const answer = answerOf(asked);
    asked.send(question);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((over) => {
      timer = setTimeout(() => over(undefined), limit);
    });
    const first = await Promise.race([answer, late]);
    clearTimeout(timer);
    if (first === undefined) end();
    return first;
  }

  return {
    async related(file) {
      const answer = await ask({ ask: 'related', file }, 120_000);
      if (answer?.ask !== 'related') throw new Error(`Which tests see ${file} can't be said.`);
      return answer.tests;
    },
    async run(question, limit) {
      const answer = await ask({ ask: 'run', ...question }, limit);
      return answer?.ask === 'run' ? answer : undefined;
    },
    close: end,
  };
}

/** Undefined: the process ended instead. */
function answerOf(child: ChildProcess): Promise<Answer | undefined> {
  return new Promise((told) => {
    const done = (answer: Answer | undefined): void => {
      child.off('message', hear);
      child.off('exit', leave);
      told(answer);
    };
    const hear = (answer: unknown): void => done(answer as Answer);
    const leave = (): void => done(undefined);
    child.on('message', hear);
    child.on('exit', leave);
  });
}
