import { isWhole, scaled } from '../chaos/scale.ts';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { readClaims } from '../../lib/auth/jwt.ts';
import { deriveWebSocketUrl } from '../../lib/config/address.ts';
import { productionProfile, type Profile } from '../../lib/config/profile.ts';
import { seededRandom } from '../doubles/seeded-random.ts';
import type { Assistant } from '../platform/assistant.ts';
import { createPlatform, type Platform } from '../platform/platform.ts';
import { tell } from '../chaos/tally.ts';
import { flowFixture, type Flow } from './harness.ts';
import { ada, bob, haveAccountsAt, signIn, signOut, type Person } from './people.ts';

const createFlow = flowFixture();
const tenants = ['miptech-company', 'other'];
const people: readonly Person[] = [ada, bob];

/** Says the question back, word by word: an answer names whose it is. */
const echo: Assistant = {
  async *answer({ text }) {
    for (let piece = 0; piece < 25; piece += 1) {
      yield `${text} (${piece}) `;
      await setTimeout(2);
    }
    return [];
  },
};

const profileAt = (id: string, { apiUrl }: Platform, tenantId: string): Profile => ({
  ...productionProfile,
  id,
  name: id,
  apiUrl,
  wsUrl: deriveWebSocketUrl(apiUrl),
  tenantId,
});

/** Every word said names whose it is: `<profile>/<person>`. */
const mark = (profile: Profile, { email }: Person): string => `<${profile.id}/${email}>`;
const marksIn = (text: string): string[] => [...new Set(text.match(/<[^<>/]+\/[^<>]+>/g))];

interface World {
  readonly flow: Flow;
  readonly platforms: readonly Platform[];
  readonly profiles: readonly Profile[];
}

/** Two platforms, one of them with two tenants; Ada and Bob have an account at each. */
async function createWorld(): Promise<World> {
  const elsewhere = await createPlatform({ auth: 'required', assistant: echo, tokensPerSecond: Infinity });
  const flow = await createFlow({
    auth: 'required',
    assistant: echo,
    tenants,
    profile: { id: 'one' },
    otherProfiles: [profileAt('three', elsewhere, 'miptech-company')],
  });
  const profiles = [
    profileAt('one', flow.platform, 'miptech-company'),
    profileAt('two', flow.platform, 'other'),
    profileAt('three', elsewhere, 'miptech-company'),
  ];
  await flow.items.profiles.write({ profiles, currentId: 'one' });
  for (const profile of profiles) await haveAccountsAt(profile, ...people);
  return { flow, platforms: [flow.platform, elsewhere], profiles };
}

const switches = scaled(200, 100);

describe(`${switches} switches of profile and person, in the middle of answers`, () => {
  it.each(isWhole ? [1, 2] : [1])(
    'cross nothing, and lose nothing (seed %i)',
    async (seed) => {
      const { flow, platforms, profiles } = await createWorld();
      const random = seededRandom(seed);
      const pick = <Item>(items: readonly Item[]): Item => {
        const item = items[Math.floor(random() * items.length)];
        if (item === undefined) throw new Error('Nothing to pick from.');
        return item;
      };
      const panels = [flow.openPanel(1), flow.openPanel(2)];
      const [first] = panels;
      if (first === undefined) throw new Error('No panel.');
      const present = new Map<Profile, Person>();
      const accepted: string[] = [];
      let profile = pick(profiles.slice(0, 1));
      let crossings = 0;
      let midAnswer = 0;

      const use = async (next: Profile): Promise<void> => {
        profile = next;
        const reply = await first.request({ type: 'profile/switch', profileId: next.id });
        expect(reply.ok).toBe(true);
      };
      const enter = async (person: Person): Promise<void> => {
        if (present.has(profile)) await signOut(first);
        present.set(profile, person);
        expect(await signIn(first, person, random() < 0.5)).toMatchObject({
          account: { email: person.email },
        });
      };
      const leave = async (): Promise<void> => {
        await signOut(first);
        present.delete(profile);
      };

      const isAnswering = (): boolean =>
        panels.some((panel) => panel.answers().some(({ status }) => status === 'streaming'));

      await flow.until(() => panels.every((panel) => panel.view() !== null));
      for (let turn = 0; turn < switches; turn += 1) {
        const dice = random();
        if (isAnswering()) midAnswer += 1;
        if (dice < 0.5) await use(pick(profiles.filter((other) => other !== profile)));
        else if (dice < 0.6 && present.has(profile)) await leave();
        else await enter(pick(people.filter((person) => person !== present.get(profile))));
        const settled = panels.map(({ pushes }) => pushes.length);

        const person = present.get(profile);
        const own = person === undefined ? null : mark(profile, person);
        if (own !== null) {
          for (const panel of panels) {
            const text = `question ${turn} ${own}`;
            if ((await panel.send(text)) === null) accepted.push(text);
          }
          await first.request({ type: 'draft/save', text: `${own} draft ${turn}` });
        }
        // Most often until an answer has begun; else at once, or a little later.
        if (own !== null && random() < 0.7) await flow.until(isAnswering);
        else await setTimeout(random() * 20);
        // From the reply on nothing but the new one's own reaches a page: no message, no text, no draft.
        for (const [index, panel] of panels.entries()) {
          const told = JSON.stringify(panel.pushes.slice(settled[index]));
          const shown = JSON.stringify(panel.view());
          crossings += marksIn(told + shown).filter((found) => found !== own).length;
        }
      }
      expect(crossings).toBe(0);
      expect(midAnswer).toBeGreaterThan(switches / 4);

      // Everybody comes back once: what waited goes out, to where it was said, once.
      for (const place of profiles) {
        await use(place);
        for (const person of people) {
          await enter(person);
          const own = mark(place, person);
          const due = accepted.filter((text) => text.includes(own));
          const arrived = (): string[] => asked(platforms).filter((text) => text.includes(own));
          await flow.until(() => arrived().length >= due.length);
          expect(arrived().toSorted()).toEqual(due.toSorted());
        }
      }

      for (const platform of platforms) {
        for (const { owner, tenant, messages } of platform.chats()) {
          const marks = marksIn(JSON.stringify(messages));
          expect(marks.length).toBeLessThanOrEqual(1);
          const [name] = marks;
          const at = profiles.find(({ id }) => name?.startsWith(`<${id}/`));
          if (name !== undefined) expect(tenant).toBe(at?.tenantId);
          if (name !== undefined) expect(owner).not.toBeNull();
        }
        // A token is shown to its own tenant only.
        for (const { headers } of platform.received.rest) {
          const claims = readClaims(headers.authorization?.replace('Bearer ', '') ?? '');
          if (claims !== null) expect(claims.tenantId).toBe(headers['x-tenant-id']);
        }
        for (const { frame } of platform.received.frames) {
          const { type, data } = frame as { type: string; data: { token?: string; tenant_id?: string } };
          if (type === 'join_chat') expect(readClaims(data.token ?? '')?.tenantId).toBe(data.tenant_id);
        }
        expect(platform.received.violations).toEqual([]);
      }
      tell(
        `${switches} switches, ${midAnswer} in mid-answer: ${crossings} crossings, ${accepted.length} questions once each`,
      );
      await platforms[1]?.close();
    },
    300_000,
  );
});

function asked(platforms: readonly Platform[]): string[] {
  return platforms
    .flatMap((platform) => platform.chats())
    .flatMap(({ messages }) => messages)
    .filter(({ role }) => role === 'user')
    .map(({ content }) => content);
}
