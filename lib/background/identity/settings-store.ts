import { mayUseProtocol } from '../../config/allowed-protocols.ts';
import type { ConnectionSettings } from '../../config/endpoint-rules.ts';
import { offerProfiles, type OfferedProfiles } from '../../config/offered-profiles.ts';
import { unreadPolicy, type Policy } from '../../config/policy.ts';
import type { Profile, ProfileBook } from '../../config/profile.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Items } from '../../storage/items.ts';

/** What was saved, as the organisation's policy has it. */
export interface Settings extends OfferedProfiles {
  readonly policy: Policy;
  /** Neither a person nor their organisation has said yet where the assistant is: the profile in use is our default, which nobody has chosen. */
  readonly isUnset: boolean;
}

/** What is told of a profile that the organisation's policy lets nobody use. */
function policyForbids({ name }: Pick<Profile, 'name'>): Problem {
  return {
    code: 'policy-forbids',
    subject: name,
  };
}

/**
 * Why nobody may use the profile in use; null: the policy allows it. It does not where it is not known yet, nor where it gives only profiles that can't
 * be understood, too: our own default would lead to a stranger.
 */
export function prohibition({
  current,
  policy,
  isUnset = false,
}: Pick<Settings, 'current' | 'policy'> & Partial<Settings>): Problem | null {
  if (policy === unreadPolicy) return { code: 'policy-unread' };
  if (isUnset) return { code: 'not-set-up' };
  const isOwn = !current.isManaged && !policy.ownProfiles;
  const isForbidden = isOwn || !mayUseProtocol(current.profile.protocol, policy.allowedProtocols);
  return isForbidden ? policyForbids(current.profile) : null;
}

export interface SettingsStore {
  read(): Promise<Settings>;
  /** The profile in use. */
  profile(): Promise<Profile>;
  /** Made where there is none of that id; in use from then on. */
  save(id: string, connection: ConnectionSettings): Promise<void>;
  use(id: string): Promise<void>;
  remove(id: string): Promise<void>;
  /** What there would be without that profile. */
  without(id: string): Promise<OfferedProfiles>;
}

export function createSettingsStore(
  item: Items['profiles'],
  readPolicy: () => Promise<Policy>,
): SettingsStore {
  async function read(): Promise<Settings> {
    const [book, policy] = await Promise.all([item.read(), readPolicy()]);
    const isUnset = book === null && policy.ownProfiles && policy.profiles.length === 0;
    return { ...offerProfiles(book, policy), policy, isUnset };
  }

  /** As saved; before anything was: what would be offered without. */
  async function saved(): Promise<ProfileBook> {
    const book = await item.read();
    if (book !== null) return book;
    const { all, current } = await read();
    const own = all.filter(({ isManaged }) => !isManaged).map(({ profile }) => profile);
    return { profiles: own, currentId: current.profile.id };
  }

  return {
    read,
    profile: async () => (await read()).current.profile,
    async save(id, connection) {
      const book = await saved();
      const profile: Profile = { ...connection, id };
      const isNew = !book.profiles.some((own) => own.id === id);
      await item.write({
        profiles: isNew
          ? [...book.profiles, profile]
          : book.profiles.map((own) => (own.id === id ? profile : own)),
        currentId: id,
      });
    },
    async use(id) {
      const book = await saved();
      if (book.currentId !== id) await item.write({ ...book, currentId: id });
    },
    async remove(id) {
      await item.write(withoutProfile(await saved(), id));
    },
    without: async (id) => offerProfiles(withoutProfile(await saved(), id), await readPolicy()),
  };
}

function withoutProfile(book: ProfileBook, id: string): ProfileBook {
  const profiles = book.profiles.filter((own) => own.id !== id);
  // Whatever comes first then: a policy's, one's own, the default.
  return { profiles, currentId: book.currentId === id ? (profiles[0]?.id ?? '') : book.currentId };
}
