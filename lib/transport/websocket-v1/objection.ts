import type { SaidError } from '../websocket/close-policy.ts';

/** In the words of many a server: `unknown_type`, "Invalid message format", "not supported", "Field required". */
const kindWords =
  /(?:unknown|unsupported|unrecogni[sz]ed|invalid|unexpected|bad|not a)[ _](?:\w+[ _]){0,2}(?:message|frame|event|type|format)|not (?:supported|recogni[sz]ed|implemented)|field required/i;

const wordsOf = ({ code, detail }: SaidError): string => `${code ?? ''} ${detail ?? ''}`;

/** An `error` that is about the kind of a frame, and not about what was in it (P47). */
export function isAboutKind(said: SaidError): boolean {
  return kindWords.test(wordsOf(said));
}

/** Whose kind it is about, as far as its words say. null: they don't. */
export function aboutWhich(said: SaidError): 'auth' | 'message' | 'ping' | null {
  const words = wordsOf(said);
  if (/chat_message/i.test(words)) return 'message';
  if (/\bping\b/i.test(words)) return 'ping';
  return /\bauth\b/i.test(words) ? 'auth' : null;
}

/** A close that may mean that a frame was of no known kind (P47), unless its reason says otherwise. */
export function isCloseAboutKind(code: number, reason: string): boolean {
  if (![1002, 1003, 1007, 1008, 4400, 4408].includes(code)) return false;
  return !/\brate|too many|limit exceeded|tenant/i.test(reason);
}

/** A close that wants a token, which this dialect has no frame for (P49). */
export function isCloseAboutToken(code: number, reason: string): boolean {
  if (code === 4401) return true;
  return (
    (code === 1008 || code === 4400 || code === 4403) && /token|unauthori[sz]ed|credentials/i.test(reason)
  );
}
