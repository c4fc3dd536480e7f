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

/**
 * Whether there can be nothing to tell: costs a panel that opens no more than a look.
 * @param kept throws in a browser that denies storage: each opening is a first installation there, as in a private window
 */
export function isLeavingTold(kept: () => LeavingMark): boolean {
  try {
    return toldVersion(kept()) === leavingVersion;
  } catch {
    // What was told could not be kept, and would be told each time.
    return true;
  }
}

export function leavingIsTold(kept: () => LeavingMark): void {
  try {
    kept().setItem(key, String(leavingVersion));
  } catch {
    // It is put away all the same, in this page.
  }
}

/**
 * What has been added to the record since people here were told of it. Nothing at a first installation, of which it is
 * noted silently what holds; an installation from before there was a record was told of its first version.
 * @param isUsed whether anything was ever said here
 */
export async function leavingNews(
  kept: () => LeavingMark,
  isUsed: () => Promise<boolean>,
): Promise<readonly LeavingName[]> {
  if (isLeavingTold(kept)) return [];
  const told = toldVersion(kept()) ?? ((await isUsed()) ? 1 : leavingVersion);
  const news = keysOf(leavingRecord).filter((name) => leavingRecord[name] > told);
  if (news.length === 0) leavingIsTold(kept);
  return news;
}
