import { spawn, type ChildProcess } from 'node:child_process';
import { afterEach } from 'vitest';

const running: ChildProcess[] = [];
afterEach(() => running.splice(0).forEach((child) => child.kill('SIGKILL')));

/**
 * The proxy as a process of its own: as `npm run proxy` starts it, or as another command does, in a folder of its own. It ends
 * with its test at the latest.
 */
export function startProxyProcess(
  env: Readonly<Record<string, string>>,
  { args = ['lib/proxy-server/main.ts'], cwd = process.cwd() } = {},
) {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  let out = '';
  const heard = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (piece: string) => {
      out += piece;
      heard.forEach((look) => look());
    });
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  return {
    child,
    ended,
    out: () => out,
    /** Waits until it has said that. */
    says: (pattern: RegExp): Promise<RegExpExecArray> =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = pattern.exec(out);
          if (found === null) return;
          heard.delete(look);
          resolve(found);
        };
        heard.add(look);
        look();
        void ended.then(() => reject(new Error(`Ended without: ${pattern.source}\n${out}`)));
      }),
  };
}
