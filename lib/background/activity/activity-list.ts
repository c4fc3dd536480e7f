import type { ActivityEntry, ActivityList, HostSum } from '../../shared/activity.ts';

/** What has just left. */
export type Left = Omit<ActivityEntry, 'id' | 'until' | 'count'>;

/** Enough to see a day's work in, and 150 kB at the most. */
export const mostActivity = 500;
/** More than anybody has; a page that tests one address after the other must not fill the list. */
export const mostHosts = 50;

/** The list with one more. Pings to a host are one entry, which grows where it stands; of all else each has its own. */
export function withLeft({ entries, hosts }: ActivityList, left: Left): ActivityList {
  const { kind, host, at, body, head } = left;
  const sums = withSum(hosts, { host, count: 1, bytes: body + head });
  const place = entries.findLastIndex(
    (entry) => kind === 'ping' && entry.kind === kind && entry.host === host,
  );
  const before = entries[place];
  if (before === undefined) {
    const id = (entries.at(-1)?.id ?? 0) + 1;
    return {
      entries: [...entries.slice(1 - mostActivity), { ...left, id, until: at, count: 1 }],
      hosts: sums,
    };
  }
  const count = before.count + 1;
  const grown = { ...before, until: at, count, body: before.body + body, head: before.head + head };
  return { entries: entries.with(place, grown), hosts: sums };
}

/** The list without the pages that went along: whose they were, is somebody else now (law 9). */
export function withoutPages(list: ActivityList): ActivityList {
  return { ...list, entries: list.entries.map((entry) => ({ ...entry, pages: [] })) };
}

/** A host that has not been used for longest goes into the sum of the others: no byte is ever left out. */
function withSum(hosts: readonly HostSum[], more: HostSum): HostSum[] {
  const sums = [...hosts.filter(({ host }) => host !== more.host), more];
  const before = hosts.find(({ host }) => host === more.host);
  if (before !== undefined) sums.splice(-1, 1, together(more.host, before, more));
  const [first, second] = sums;
  if (sums.length > mostHosts && first !== undefined && second !== undefined)
    sums.splice(0, 2, together('', first, second));
  return sums;
}

function together(host: string, one: HostSum, other: HostSum): HostSum {
  return { host, count: one.count + other.count, bytes: one.bytes + other.bytes };
}
