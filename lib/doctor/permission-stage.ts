import { failed, type Finding, type TestBench } from './stage.ts';

/** May the extension go there at all: by the organisation's policy, and by what the browser was told? */
export async function permissionStage({ profile, forbids, hasAccess }: TestBench): Promise<Finding> {
  const problem = await forbids(profile);
  if (problem !== null) return failed(problem);
  // Most servers let extensions in: whether this one does is the next stage's to find.
  const isGiven = await hasAccess(profile.apiUrl);
  return { outcome: 'passed', note: { code: isGiven ? 'access-given' : 'access-unasked' } };
}
