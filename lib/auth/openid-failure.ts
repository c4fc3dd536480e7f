import {
  AuthorizationResponseError,
  RESPONSE_IS_NOT_CONFORM,
  RESPONSE_IS_NOT_JSON,
  ResponseBodyError,
} from 'oauth4webapi';
import { quote } from '../protocol/quotation.ts';

/** Why a sign-in did not happen. None of them holds a code, a token or the URL that was redirected to. */
export type OpenIdFailure =
  /** The user closed the window, or whoever asked for the sign-in aborted it. */
  | { readonly kind: 'cancelled' }
  /** An earlier window is still open, and the browser allows one. */
  | { readonly kind: 'busy' }
  /** The code for it could not be loaded: nobody was asked. */
  | { readonly kind: 'not-loaded' }
  /** No answer from the provider in time. */
  | { readonly kind: 'network'; readonly host: string }
  /** It answers, but with 5xx or 429. */
  | { readonly kind: 'unavailable'; readonly host: string }
  /** Something answers, but not as an OpenID provider does: most often a wrong issuer URL. */
  | { readonly kind: 'no-provider'; readonly host: string }
  /**
   * The window could not show the sign-in page. After a discovery that succeeded it is most often the provider's
   * answer (HTTP 4xx) to a client ID or redirect URL that it does not know.
   */
  | { readonly kind: 'no-page'; readonly host: string }
  /** The provider said no. `detail` is its error code and words, fit to be quoted. */
  | { readonly kind: 'refused'; readonly detail?: string }
  | { readonly kind: 'untrusted'; readonly what: Untrusted };

/**
 * address: of the issuer or one of its endpoints, neither https nor loopback · issuer: the discovery document is
 * another issuer's · redirect: it led elsewhere than to us · response: it is not the answer to what we asked (state,
 * `iss`, tokens in the URL) · token: the ID token is not for us, not from the issuer, or not for this sign-in.
 */
export type Untrusted = 'address' | 'issuer' | 'redirect' | 'response' | 'token';

/** How a failure travels through oauth4webapi, which throws its own. */
export class OpenIdError extends Error {
  readonly failure: OpenIdFailure;

  constructor(failure: OpenIdFailure) {
    super(failure.kind);
    this.failure = failure;
  }
}

export function untrusted(what: Untrusted): OpenIdFailure {
  return { kind: 'untrusted', what };
}

/** RFC 6749 allows more; what is longer or stranger is no code that anyone could look up. */
const errorCode = /^[\w.:/-]{1,64}$/;

function refusal(
  { error, error_description: words }: { readonly error: string; readonly error_description?: string },
  secrets: readonly string[],
): OpenIdFailure {
  const code = errorCode.test(error) ? error : undefined;
  const said = [code, words].filter((part) => part !== undefined && part !== '');
  const detail = quote(said.join(': '), secrets);
  return { kind: 'refused', ...(detail === undefined ? {} : { detail }) };
}

export interface FailureContext {
  /** What it means where nothing was refused. */
  readonly otherwise: Untrusted;
  readonly host: string;
  /** Blotted out of the provider's words. */
  readonly secrets?: readonly string[];
}

/** Of whatever was thrown while the provider was asked, or its answer read. */
export function toOpenIdFailure(
  error: unknown,
  { otherwise, host, secrets = [] }: FailureContext,
): OpenIdFailure {
  if (error instanceof OpenIdError) return error.failure;
  if (error instanceof ResponseBodyError || error instanceof AuthorizationResponseError) {
    const { error: code, error_description: words } = error;
    return refusal({ error: code, ...(words === undefined ? {} : { error_description: words }) }, secrets);
  }
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === RESPONSE_IS_NOT_CONFORM || code === RESPONSE_IS_NOT_JSON
    ? { kind: 'no-provider', host }
    : untrusted(otherwise);
}
