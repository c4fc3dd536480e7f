/** The browser's window for signing in elsewhere (`identity.launchWebAuthFlow`). */
export interface WebAuthFlow {
  /** Where the provider has to send the user back to, and what has to be registered there. */
  redirectUrl(): string;
  /** Never rejects. */
  launch(url: string): Promise<WebAuthOutcome>;
}

/**
 * A redirect to our host · `closed`: by the user · `busy`: another window is open, and the browser allows one ·
 * `failed`: the page could not be shown.
 */
export type WebAuthOutcome = { readonly redirectedTo: string } | 'closed' | 'busy' | 'failed';
