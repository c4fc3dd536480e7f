import type { Fixture, InstalledCopy } from './setup.ts';
import { storeChats, type Amount } from './stored-chats.ts';

/** A copy of the extension with a storage of its own, in which that is. @param amount null: nothing */
export async function installFilled(fixture: Fixture, amount: Amount | null): Promise<InstalledCopy> {
  const copy = await fixture.installCopy();
  // Makes the conversation that is the newest from then on.
  const { page } = await copy.contender.open();
  await page.evaluate(() => window.bench.filled);
  if (amount !== null) await storeChats(page, amount);
  await page.close();
  return copy;
}
