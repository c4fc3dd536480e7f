import { completeApiUrl } from '../config/address-completion.ts';

/**
 * An address that somebody may be through with typing: its host is this computer, a number, or has a name and an end, as in
 * `api.example.com`. A host of one word may be the beginning of another: it is asked when its owner says so. null: not yet.
 */
export function wholeAddress(typed: string): URL | null {
  // What can't be completed is asked about as it stands: its refusal says what is wrong with it.
  const text = completeApiUrl(typed)?.address ?? typed.trim();
  if (!/^(https?|wss?):/i.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  return /(^|\.)localhost$|^\[|\.[^.\d][^.]+$|(\.\d+){3}$/.test(url.hostname) ? url : null;
}
