import type { Problem } from '../../lib/shared/problem.ts';
import type { PanelState } from '../../lib/view/panel-state.ts';

/** The gravest first: one alert at a time. */
export function currentProblem({ trouble, refusal, problem }: PanelState): Problem | null {
  return trouble ?? refusal ?? problem;
}
