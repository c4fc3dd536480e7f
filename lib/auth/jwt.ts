import { z } from 'zod/mini';
import { boundedNumber, boundedText } from '../shared/bounded.ts';

/** What the extension reads from an access token (lib/auth/README.md). Read, not verified: only the platform can. */
export interface Claims {
  readonly tenantId?: string;
  readonly userId?: string;
  readonly scopes: readonly string[];
  /** ms from its issue to its end, by the issuer's clock alone: ours may be wrong by minutes. */
  readonly lifetime?: number;
  /** Epoch ms of its end, by the issuer's clock, where the issue is not told. */
  readonly endsAt?: number;
}

/** A time above this is in ms (some issuers do that): in seconds it would be after the year 5138. */
const millisecondsFrom = 1e11;

/** A real token is a few hundred characters. */
const tokenLimit = 16_384;

const id = z.union([boundedText(1), z.number()]);

const payload = z.lazy(() =>
  z.object({
    tenant_id: z.optional(z.string()),
    user_id: z.optional(id),
    sub: z.optional(id),
    scope: z.optional(z.union([z.string(), z.array(z.string())])),
    exp: z.optional(boundedNumber(Number.MIN_VALUE)),
    iat: z.optional(boundedNumber(Number.MIN_VALUE)),
  }),
);

const toMs = (time: number): number => (time > millisecondsFrom ? time : time * 1000);

function decode(segment: string): unknown {
  const binary = atob(segment.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
}

/** Null for anything that is not a JWT with claims of the right shape. Never throws. */
export function readClaims(token: string): Claims | null {
  const [, segment, signature, ...rest] = token.split('.', 4);
  if (token.length > tokenLimit || !segment || signature === undefined || rest.length > 0) return null;
  let decoded: unknown;
  try {
    decoded = decode(segment);
  } catch {
    // Not base64, UTF-8 or JSON: issuers may give tokens that say nothing to us.
    return null;
  }
  const parsed = payload.safeParse(decoded);
  if (!parsed.success) return null;

  const { tenant_id, user_id, sub, scope = [], exp, iat } = parsed.data;
  const userId = user_id ?? sub;
  const scopes = typeof scope === 'string' ? scope.split(/\s+/) : scope;
  return {
    scopes: scopes.filter((name) => name !== ''),
    ...(tenant_id === undefined ? {} : { tenantId: tenant_id }),
    ...(userId === undefined ? {} : { userId: String(userId) }),
    ...(exp === undefined || iat === undefined ? {} : { lifetime: toMs(exp) - toMs(iat) }),
    ...(exp === undefined || iat !== undefined ? {} : { endsAt: toMs(exp) }),
  };
}
