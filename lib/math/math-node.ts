/** A formula as plain data, as it passes from the worker to the page: MathML that nobody has judged yet. */
export type MathNode = string | MathElement;

export interface MathElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly style: Readonly<Record<string, string>>;
  readonly classes: readonly string[];
  readonly children: readonly MathNode[];
}
