import { placeKey, type Place, type SignIn } from '../../auth/sign-in.ts';
import type { Tokens } from '../../auth/tokens.ts';
import type { StorageItem } from '../../storage/item.ts';
import type { Items } from '../../storage/items.ts';
import { createKeyedRecord } from '../../storage/keyed-record.ts';
import { partitionOf, partitionOfPlace } from '../../storage/partition.ts';
import { hostOf } from '../../shared/host-of.ts';
import { createSerialQueue } from '../../shared/serial-queue.ts';

export interface KeptSignIn {
  readonly signIn: SignIn;
  /** Survives the browser. */
  readonly isLasting: boolean;
}

/** Who is signed in where: at most one person to a tenant of a platform. Calls reject where storage is broken. */
export interface SignInStore {
  read(place: Place): Promise<KeptSignIn | null>;
  keep(place: Place, kept: KeptSignIn): Promise<void>;
  /**
   * null: they ended. Nothing where that person is not the one who is signed in any more.
   * @param issuer who vouches for them; null: the platform itself
   */
  replaceTokens(
    place: Place,
    userId: string | null,
    tokens: Tokens | null,
    issuer?: string | null,
  ): Promise<void>;
  /** Their token may be shown to that host, too. Nothing where somebody else is signed in by now. */
  confirmHost(place: Place, signIn: SignIn, host: string): Promise<void>;
  forget(place: Place): Promise<void>;
}

/** Where the conversations of whoever is at that place are. */
export function partitionFor({ apiUrl, tenantId }: Place, kept: KeptSignIn | null): string {
  if (kept === null) return partitionOf(apiUrl, tenantId, null);
  const { user } = kept.signIn;
  return user.id === null
    ? partitionOfPlace(apiUrl, tenantId)
    : partitionOf(apiUrl, tenantId, user.id, issuerOf(kept.signIn));
}

const issuerOf = ({ sso }: SignIn): string | null => sso?.issuer ?? null;

export function createSignInStore({
  signIns,
  keptSignIns,
}: Pick<Items, 'signIns' | 'keptSignIns'>): SignInStore {
  const ofSession = createKeyedRecord(remembered(signIns));
  const lasting = createKeyedRecord(remembered(keptSignIns));
  // What concerns both of them, or depends on what is there, is done as a whole.
  const inOrder = createSerialQueue();

  async function read(place: Place): Promise<KeptSignIn | null> {
    const key = placeKey(place);
    const [passing, kept] = await Promise.all([ofSession.read(key), lasting.read(key)]);
    const signIn = passing ?? kept;
    return signIn === null ? null : { signIn, isLasting: passing === null };
  }

  /** Late, from a refresh that another person's sign-in has overtaken, it changes nothing. */
  const change = (
    place: Place,
    userId: string | null,
    issuer: string | null,
    next: (signIn: SignIn) => SignIn,
  ): Promise<void> =>
    inOrder(async () => {
      const found = await read(place);
      if (found === null || found.signIn.user.id !== userId || issuerOf(found.signIn) !== issuer) return;
      const changed = next(found.signIn);
      await (found.isLasting ? lasting : ofSession).change(placeKey(place), () => changed);
    });

  return {
    read,
    keep: (place, { signIn, isLasting }) =>
      inOrder(async () => {
        const key = placeKey(place);
        // The other one first: a worker that dies in between leaves nobody signed in, never two.
        await (isLasting ? ofSession : lasting).change(key, () => null);
        await (isLasting ? lasting : ofSession).change(key, () => signIn);
      }),
    replaceTokens: (place, userId, tokens, issuer = null) =>
      change(place, userId, issuer, (signIn) => ({ ...signIn, tokens })),
    confirmHost: (place, of, host) =>
      change(place, of.user.id, issuerOf(of), (signIn) => ({
        ...signIn,
        hosts: [...(signIn.hosts ?? [hostOf(place.apiUrl)]), host],
      })),
    forget: (place) =>
      inOrder(async () => {
        await Promise.all([ofSession, lasting].map((area) => area.change(placeKey(place), () => null)));
      }),
  };
}

/** Only this worker writes it: what was read once need not be read again. */
function remembered<Value>(item: StorageItem<Value>): StorageItem<Value> {
  let known: { readonly value: Value } | null = null;
  return {
    async read() {
      if (known !== null) return known.value;
      const value = await item.read();
      // What was written meanwhile is newer.
      known ??= { value };
      return known.value;
    },
    async write(value) {
      await item.write(value);
      known = { value };
    },
    async remove() {
      await item.remove();
      known = null;
    },
  };
}
