/**
 * Sites whose pages may be read without a press of the toolbar button on them. The browser keeps them, and a person can change
 * them in its own settings at any time.
 */
export interface SiteAccess {
  /** As match patterns: `https://example.com/*`. Never rejects. */
  allowed(): Promise<readonly string[]>;
  /** Whether this origin is among them, by itself or with others. Never rejects. */
  has(origin: string): Promise<boolean>;
  /** Has the browser ask for one origin. Only in the turn of a press, before any `await`. Resolves with whether it is allowed. */
  request(origin: string): Promise<boolean>;
  /** Takes back one of `allowed`. Resolves with whether it is gone: what an organisation has granted stays. Never rejects. */
  withdraw(pattern: string): Promise<boolean>;
  /** Calls back whenever they have changed, here or in the browser's own settings, until it is ended by what it returns. */
  onChanged(listener: () => void): () => void;
}
