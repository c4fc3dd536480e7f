import type { OpenIdFailure } from '../../auth/openid-failure.ts';
import type { SsoSettings } from '../../config/sso.ts';
import type { Problem } from '../../shared/problem.ts';
import { knock, type KnockOptions } from '../../transport/http/knock.ts';

/** A provider's failure as a person meets it. Never rejects. */
export async function ssoProblem(
  failure: OpenIdFailure,
  { issuer }: SsoSettings,
  asking: KnockOptions,
): Promise<Problem> {
  const { origin, host } = new URL(issuer);
  // What a provider says of itself, any page may read.
  const isThere = async (): Promise<boolean> =>
    (await knock(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, asking)) === 'answered';
  switch (failure.kind) {
    case 'cancelled':
      return { code: 'sign-in-cancelled' };
    case 'busy':
      return { code: 'sign-in-open' };
    case 'not-loaded':
      return { code: 'part-missing' };
    case 'network':
      // For the browser "nobody there" and "you may not read this" are one error: both cures are offered.
      return (await isThere())
        ? { code: 'extension-blocked', subject: host, origin }
        : { code: 'server-unreachable', subject: failure.host, ...(failure.host === host && { origin }) };
    case 'unavailable':
      return { code: 'server-error', subject: failure.host };
    case 'no-provider':
      return { code: 'unexpected-reply', subject: failure.host };
    case 'no-page':
      // A window says the same of a provider that is gone, and what it is was known from before.
      return (await isThere())
        ? { code: 'sso-refused', subject: failure.host }
        : { code: 'server-unreachable', subject: failure.host };
    case 'refused':
      return {
        code: 'sso-refused',
        subject: host,
        ...(failure.detail === undefined ? {} : { detail: failure.detail }),
      };
    case 'untrusted':
      return { code: 'sso-untrusted', subject: host };
    default:
      return failure satisfies never;
  }
}
