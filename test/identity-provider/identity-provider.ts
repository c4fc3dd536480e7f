import type { IncomingMessage, ServerResponse } from 'node:http';
import { Provider } from 'oidc-provider';
import { createListener } from '../platform/listener.ts';
import { configurationFor } from './configuration.ts';
import { createInteraction } from './interaction.ts';
import { createMemoryStore } from './memory-adapter.ts';
import { collectSecrets } from './secrets.ts';
import { complete, type IdentityProviderOptions, type IdentityUser } from './options.ts';

export interface IdentityProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly users: readonly IdentityUser[];
  /** Path and query of every request, in order. */
  readonly requests: readonly string[];
  /** Codes, verifiers and tokens that it has given or been given. */
  readonly secrets: ReadonlySet<string>;
  /** Who is there from now on, where the login asks nobody. */
  comes(user: IdentityUser): void;
  /** Answers requests to `path` so, until it is mended. */
  breaks(path: string, status: number, body?: string, headers?: Record<string, string>): void;
  mends(): void;
  /** Ends every sign-in: refresh tokens and sessions are unknown from now on. */
  forgetsEverybody(): void;
  /** Down, and up again on the same port. */
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

interface Breakage {
  readonly status: number;
  readonly body: string;
  readonly headers: Record<string, string>;
}

/** A real OpenID provider on this computer (README.md). */
export const createIdentityProvider = async (
  given: IdentityProviderOptions = {},
): Promise<IdentityProvider> => {
  const options = complete(given);
  const requests: string[] = [];
  const breakages = new Map<string, Breakage>();
  const store = createMemoryStore();
  let present = options.users[0]!;
  let handle: (request: IncomingMessage, response: ServerResponse) => Promise<void> = () => Promise.resolve();

  const listener = createListener({
    host: '127.0.0.1',
    port: options.port,
    request: async (request, response) => {
      const url = request.url ?? '/';
      requests.push(url);
      const breakage = breakages.get(url.replace(/\?.*/, ''));
      if (breakage === undefined) return handle(request, response);
      response.writeHead(breakage.status, breakage.headers).end(breakage.body);
    },
    upgrade: (_request, transport) => transport.destroy(),
  });
  await listener.start();

  // Only now is the port known, and with it the issuer.
  const issuer = `http://127.0.0.1:${listener.port}`;
  const provider = new Provider(issuer, await configurationFor(options, store));
  const { login, users } = options;
  const interact = createInteraction({ provider, login, users, present: () => present });
  const serve = provider.callback();
  handle = async (request, response) => {
    if (request.url?.startsWith('/interaction/') !== true) return serve(request, response);
    try {
      await interact(request, response);
    } catch {
      response.writeHead(400, { 'Content-Type': 'text/plain' }).end('No such interaction.');
    }
  };

  return {
    issuer,
    clientId: options.clientId,
    users,
    requests,
    secrets: collectSecrets(provider),
    comes: (user) => {
      present = user;
    },
    breaks: (path, status, body = '', headers = { 'Content-Type': 'application/json' }) =>
      void breakages.set(path, { status, body, headers }),
    mends: () => breakages.clear(),
    forgetsEverybody: () => store.forget(),
    stop: () => listener.stop(),
    start: () => listener.start(),
    close: () => listener.stop(),
  };
};
