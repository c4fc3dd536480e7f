import type { ReactElement } from 'react';
import { useRich } from './use-rich.ts';

/** A formula: as it is written until it can be drawn, and where it can't be. */
export function MathText({ tex, isDisplay }: { tex: string; isDisplay: boolean }): ReactElement {
  const rich = useRich();
  const written = <code className={isDisplay ? 'math-source is-display' : 'math-source'}>{tex}</code>;
  return rich ? <rich.DrawnMath tex={tex} isDisplay={isDisplay} written={written} /> : written;
}
