import { placeKey, type Place, type SignIn } from '../../auth/sign-in.ts';
import type { Tokens } from '../../auth/tokens.ts';
import type { Items } from '../../storage/items.ts';
import { partitionOf } from '../../storage/partition.ts';
import { createSerialQueue } from '../../shared/serial-queue.ts';

export interface KeptSignIn {
  readonly signIn: SignIn;
  /** Survives the browser. */
  readonly stays: boolean;
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
export const partitionFor = ({ apiUrl, tenantId }: Place, kept: KeptSignIn | null): string =>
  partitionOf(apiUrl, tenantId, kept?.signIn.user.id ?? null);

type Area = Items['signIns'];

export function createSignInStore({
  signIns,
  keptSignIns,
}: Pick<Items, 'signIns' | 'keptSignIns'>): SignInStore {
  // All of an area are one item, and only this worker writes it: what was read once need not be read again.
  const known = new Map<Area, Awaited<ReturnType<Area['read']>>>();
  const inOrder = createSerialQueue();

  async function readArea(area: Area): Promise<Awaited<ReturnType<Area['read']>>> {
    const found = known.get(area) ?? (await area.read());
    if (!known.has(area)) known.set(area, found);
    return known.get(area) ?? found;
  }

  async function change(area: Area, place: Place, signIn: SignIn | null): Promise<void> {
    const { [placeKey(place)]: before, ...others } = await readArea(area);
    if (before === undefined && signIn === null) return;
    const next = signIn === null ? others : { ...others, [placeKey(place)]: signIn };
    await area.write(next);
    known.set(area, next);
  }

  async function read(place: Place): Promise<KeptSignIn | null> {
    const [ofSession, kept] = await Promise.all([readArea(signIns), readArea(keptSignIns)]);
    const key = placeKey(place);
    const signIn = ofSession[key] ?? kept[key];
    return signIn === undefined ? null : { signIn, stays: ofSession[key] === undefined };
  }

  return {
    read,
    keep: (place, { signIn, stays }) =>
      inOrder(async () => {
        // The other one first: a worker that dies in between leaves nobody signed in, never two.
        await change(stays ? signIns : keptSignIns, place, null);
        await change(stays ? keptSignIns : signIns, place, signIn);
      }),
    replaceTokens: (place, userId, tokens) =>
      inOrder(async () => {
        const found = await read(place);
        // Late, from a refresh that another person's sign-in has overtaken.
        if (found?.signIn.user.id !== userId) return;
        await change(found.stays ? keptSignIns : signIns, place, { ...found.signIn, tokens });
      }),
    forget: (place) =>
      inOrder(async () => {
        await Promise.all([change(signIns, place, null), change(keptSignIns, place, null)]);
      }),
  };
}
