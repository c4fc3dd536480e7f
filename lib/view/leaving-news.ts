import { keysOf } from '../shared/record-of.ts';
import { leavingRecord, leavingVersion, type LeavingName } from './leaving-record.ts';

/** Of the page's own storage: of this installation, whatever profile is in use. */
export type LeavingMark = Pick<Storage, 'getItem' | 'setItem'>;

const key = 'leaving-told';

/** The version of the record that people here have been told of; null: none, so far. */
function toldVersion(kept: LeavingMark): number | null {
  const told = Number.parseInt(kept.getItem(key) ?? '', 10);
  return Number.isNaN(told) ? null : told;
}

/** Whether there can be nothing to tell: costs a panel that opens no more than a look. */
export function isLeavingTold(kept: LeavingMark): boolean {
  return toldVersion(kept) === leavingVersion;
}

export function leavingIsTold(kept: LeavingMark): void {
  kept.setItem(key, String(leavingVersion));
}

/**
 * What has been added to the record since people here were told of it. Nothing at a first installation, of which it is
 * noted silently what holds; an installation from before there was a record was told of its first version.
 * @param isUsed whether anything was ever said here
 */
export async function leavingNews(
  kept: LeavingMark,
  isUsed: () => Promise<boolean>,
): Promise<readonly LeavingName[]> {
  const told = toldVersion(kept) ?? ((await isUsed()) ? 1 : leavingVersion);
  const news = keysOf(leavingRecord).filter((name) => leavingRecord[name] > told);
  if (news.length === 0) leavingIsTold(kept);
  return news;
}
