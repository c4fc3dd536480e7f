import { placeKey, type Place, type SignIn } from '../../auth/sign-in.ts';
import type { Tokens } from '../../auth/tokens.ts';
import type { StorageItem } from '../../storage/item.ts';
import type { Items } from '../../storage/items.ts';
import { createKeyedRecord } from '../../storage/keyed-record.ts';
import { partitionOf } from '../../storage/partition.ts';
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
  /** null: they ended. Nothing where that person is not the one who is signed in any more. */
  replaceTokens(place: Place, userId: string, tokens: Tokens | null): Promise<void>;
  forget(place: Place): Promise<void>;
}

/** Where the conversations of whoever is at that place are. */
export function partitionFor({ apiUrl, tenantId }: Place, kept: KeptSignIn | null): string {
  return partitionOf(apiUrl, tenantId, kept?.signIn.user.id ?? null);
}

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

  return {
    read,
    keep: (place, { signIn, isLasting }) =>
      inOrder(async () => {
        const key = placeKey(place);
        // The other one first: a worker that dies in between leaves nobody signed in, never two.
        await (isLasting ? ofSession : lasting).change(key, () => null);
        await (isLasting ? lasting : ofSession).change(key, () => signIn);
      }),
    replaceTokens: (place, userId, tokens) =>
      inOrder(async () => {
        const found = await read(place);
        // Late, from a refresh that another person's sign-in has overtaken.
        if (found?.signIn.user.id !== userId) return;
        const next = { ...found.signIn, tokens };
        await (found.isLasting ? lasting : ofSession).change(placeKey(place), () => next);
      }),
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
