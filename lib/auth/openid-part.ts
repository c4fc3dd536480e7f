import { definePart } from '../shared/background-part.ts';
import type { createOpenId } from './openid.ts';

/** OpenID Connect, which the background loads when somebody signs in by it, or a sign-in of it is renewed or revoked. */
export type OpenIdPart = typeof createOpenId;
export const openIdPart = definePart<OpenIdPart>('open-id');
