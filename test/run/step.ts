import { spawn } from 'node:child_process';

export interface Step {
  name: string;
  /** The first word is a file in node_modules/.bin or `node`. */
  command: readonly string[];
  env?: Readonly<Record<string, string>>;
  /** Seconds, after which the step is ended and has failed. Default: none. */
  timeout?: number;
}

export interface Outcome {
  ok: boolean;
  output: string;
  /** Seconds. */
  took: number;
}

/** Runs one command in the project's folder and collects what it says, both streams in order of arrival. */
export function runStep({ command, env, timeout }: Step): Promise<Outcome> {
  const [file = 'node', ...args] = command;
  const started = performance.now();
  return new Promise((done) => {
    const pieces: Buffer[] = [];
    let timer: NodeJS.Timeout | undefined;
    const end = (ok: boolean, last = ''): void => {
      clearTimeout(timer);
      const output = Buffer.concat(pieces).toString('utf8') + last;
      done({ ok, output: output.trim(), took: (performance.now() - started) / 1000 });
    };
    const child = spawn(file, args, {
      // CI: no spinners, no `.only`, no snapshot written on the way.
      env: { ...process.env, CI: '1', NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // On Windows the tools of node_modules/.bin are scripts for the shell.
      shell: process.platform === 'win32',
    });
    child.stdout.on('data', (piece: Buffer) => pieces.push(piece));
    child.stderr.on('data', (piece: Buffer) => pieces.push(piece));
    if (timeout !== undefined) {
      timer = setTimeout(() => {
        pieces.push(Buffer.from(`\nEnded after ${timeout} s.\n`));
        child.kill('SIGKILL');
      }, timeout * 1000);
    }
    child.on('error', (error) => end(false, String(error)));
    child.on('close', (code) => end(code === 0));
  });
}

/** One line per step, and its output where it failed. */
export function report(name: string, { ok, output, took }: Outcome, note = ''): void {
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name} (${took.toFixed(1)} s)${note === '' ? '' : `  ${note}`}`);
  if (!ok && output !== '') console.log(output.replaceAll(/^/gm, '     '));
}
