import type { Problem } from '../../lib/shared/problem.ts';
import type { PanelState } from '../../lib/view/panel-state.ts';
import { isSameCause } from '../../lib/view/same-cause.ts';

/** The gravest first: one alert at a time. */
export function currentProblem({ trouble, refusal, problem, dismissed }: PanelState): Problem | null {
  const isPutAway = problem !== null && dismissed !== null && isSameCause(dismissed, problem);
  return trouble ?? refusal ?? (isPutAway ? null : problem);
}
