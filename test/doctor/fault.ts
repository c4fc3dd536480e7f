import { signedOut, type TokenSource } from '../../lib/auth/token-source.ts';
import type { TestStage } from '../../lib/messaging/test-stage.ts';
import type { Platform } from '../platform/platform.ts';
import { json, type Fixture, type Routes } from './doctor-fixture.ts';
import type { Behaviour } from './scripted-socket.ts';

/** Something that is wrong with a deployment, a network, a browser or the settings; and what the test has to say of it. */
export interface Fault {
  readonly what: string;
  readonly stage: TestStage['name'];
  readonly outcome?: 'warned';
  /** Of the problem, the note, or both: `problem/note`. */
  readonly code: string;
  /** Said in words: the cause. */
  readonly says: RegExp;
  /** And what to do. */
  readonly next: RegExp;
}

/** Scripted, by the virtual clock. */
export interface ScriptedFault extends Fault {
  readonly by: Fixture;
}

/** A platform that has this fault, by a network and the real clock. */
export interface RealFault extends Fault {
  readonly by: (platform: Platform) => void;
  readonly settings?: (platform: Platform) => Fixture['settings'];
}

const base64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token that says this of itself. */
export const tokenOf = (claims: object): string => `${base64({ alg: 'none' })}.${base64(claims)}.c2ln`;

export const signedIn = (
  claims: object = { tenant_id: 'acme', scope: 'chat:create chat:send' },
): TokenSource => ({
  ...signedOut,
  accessToken: () => Promise.resolve(tokenOf(claims)),
  refresh: () => Promise.resolve('refused'),
});

export const health = (answer: Routes[string]): Routes => ({ '/api/v1/health': answer });
export const tenant = (status: number, body: unknown): Routes => ({
  '/api/v1/auth/tenant/acme': () => json(status, body),
});

/** Opens, and closes like that on the join. */
export const closesJoin =
  (code: number, reason = '', said?: object): Behaviour =>
  (server) => {
    server.open();
    server.frame({ type: 'connection_ready' });
    server.onFrame = () => {
      if (said !== undefined) server.frame(said);
      server.drop(code, reason);
    };
  };
