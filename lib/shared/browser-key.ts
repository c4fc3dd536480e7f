/** A key that the browser keeps for us, wherever a person is in it. */
export interface BrowserKey {
  /** As the manifest calls what it does. */
  readonly name: string;
  /** As the browser writes it: `Alt+Shift+Y`, or `⌃⇧Y`. Empty: a person has taken it away, or something else has it. */
  readonly keys: string;
}
