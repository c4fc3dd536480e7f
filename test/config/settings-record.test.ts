import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toSettingsView } from '../../lib/background/identity/settings-view.ts';
import { offerProfiles } from '../../lib/config/offered-profiles.ts';
import { noPolicy, readPolicy, type Policy } from '../../lib/config/policy.ts';
import { productionProfile } from '../../lib/config/profile.ts';
import {
  isSsoField,
  isTextField,
  keepDaysRecord,
  policyRecord,
  settingsFields,
  settingsRecord,
} from '../../lib/config/settings-record.ts';
import { keepDays } from '../../lib/messaging/data-rows.ts';
import { dataWords } from '../../lib/view/words/data-words.ts';
import { settingWords } from '../../lib/view/words/setting-words.ts';
import { everything } from './policy-examples.ts';

/* Whatever is in the record has to be everywhere; a setting that is forgotten in one place fails here by its name. */

const readme = readFileSync('README.md', 'utf8');

/** The rows of README's table that has this head, by their cells. */
function rowsUnder(head: string): string[][] {
  const [, below = ''] = readme.split(`| ${head} |`);
  const [table = ''] = below.split('\n\n');
  const rows = table.split('\n').slice(2);
  return rows.map((row) => row.split(' | ').map((cell) => cell.replaceAll('|', '').trim()));
}

/** What the options page is told of a person's own profile under this policy. */
const viewUnder = (policy: Policy) =>
  toSettingsView(
    { ...offerProfiles({ profiles: [productionProfile], currentId: '' }, policy), policy, isUnset: false },
    '',
    null,
  );

const whole = readPolicy(everything);

describe.each(settingsFields)('the setting %s', (field) => {
  const row = settingsRecord[field];
  const words = settingWords[field];

  it('has its words', () => {
    expect(words.label).toMatch(/^[A-Z].*[^.]$/);
    expect(words.help).toMatch(/^[A-Z]/);
    const choices = row.control === 'choice' ? [...row.choices] : [];
    expect(Object.keys('choices' in words ? words.choices : {})).toEqual(choices);
  });

  it('stands in README, with its default', () => {
    const about = rowsUnder('setting').filter(([labels]) => labels?.split(', ').includes(words.label));
    expect(about).toHaveLength(1);
    if (row.control === 'switch') expect(about[0]?.[1]).toBe(row.byDefault ? 'on' : 'off');
    else expect(about[0]?.[1]?.replaceAll('`', '')).toMatch(row.byDefault || /none|derived/);
  });

  it('can be handed out by a policy, where README says so', () => {
    const [profile] = everything.profiles;
    expect(isSsoField(field) ? profile.sso : profile).toHaveProperty(row.policy);
    expect(readme).toContain(`\`${row.policy}\``);
  });

  it('is told to the options page: as it is, as it is in a new profile, and whether it is locked', () => {
    const view = viewUnder(noPolicy);
    expect(view.settings[field]).toBe(row.byDefault);
    expect(view.blank[field]).toBe(isTextField(field) ? '' : row.byDefault);
    expect(view.locked).not.toContain(field);
    expect(offerProfiles(null, whole).current.locked).toContain(field);
  });

  it('is locked where the policy sets it in all profiles, and then as the policy has it', () => {
    const keys = ['defaultTenant', 'sso'] as const;
    for (const key of keys) {
      const isSet = 'setBy' in row && row.setBy === key;
      const view = viewUnder({ ...noPolicy, [key]: whole[key] });
      expect(view.locked.includes(field)).toBe(isSet);
      expect(view.blankLocked.includes(field)).toBe(isSet);
      expect(view.settings[field] !== row.byDefault).toBe(isSet);
      if (isSet) expect(view.blank[field]).toBe(view.settings[field]);
    }
  });
});

it('conversations are kept for one of the days that can be chosen, each in words of its own', () => {
  const { choices, byDefault, most } = keepDaysRecord;
  expect(choices).toContain(byDefault);
  for (const days of choices) expect(keepDays.parse(days)).toBe(days);
  expect(keepDays.safeParse(most + 1).success).toBe(false);
  expect(readPolicy({ keepDays: most }).keepDays).toBe(most);
  expect(new Set(choices.map((days) => dataWords.period(days))).size).toBe(choices.length);
});

it('what an organisation may set stands in README, key by key', () => {
  expect(rowsUnder('key').map(([key]) => key?.replaceAll('`', ''))).toEqual(Object.keys(policyRecord));
  for (const key of Object.keys(policyRecord.pageContext)) expect(readme).toContain(`\`${key}`);
});

it('README names no setting that there isn’t', () => {
  const labels = rowsUnder('setting').flatMap(([cell]) => cell?.split(', ') ?? []);
  expect(labels.toSorted()).toEqual(settingsFields.map((field) => settingWords[field].label).toSorted());
});
