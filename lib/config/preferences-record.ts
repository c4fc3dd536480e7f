import { keysOf, recordOf } from '../shared/record-of.ts';

/**
 * What a person may have their own way, whatever profile is in use: each is a choice of a few, the first of which need not
 * be the default. What is stored, the commands, the panel's snapshot and the settings page follow from it; the words stand
 * under the same keys (lib/view/words/preference-words.ts). Plain data, so that pages can afford it.
 */
export const preferencesRecord = {
  /** Whether a panel that opens goes on with the last chat: always, within 24 h of its last question, or never. */
  resume: { choices: ['always', 'day', 'never'], byDefault: 'day' },
  /** The key that sends; the other breaks the line. */
  sendWith: { choices: ['enter', 'modifier-enter'], byDefault: 'enter' },
  /** Whether the browser notifies of an answer that no panel shows, and whether with words of it. */
  notify: { choices: ['off', 'on', 'with-words'], byDefault: 'off' },
  /** Whether each window has a chat of its own, or all show the same. */
  windows: { choices: ['own', 'same'], byDefault: 'own' },
  /**
   * Characters that are attached of a longer page or pasted text. English runs at about four characters a token: 12,000 are
   * some 3,000 tokens, most articles whole. Chinese and Japanese run near one token a character, and fit in 16,000 still.
   */
  pageBudget: { choices: ['6000', '12000', '24000', '60000'], byDefault: '12000' },
  /** What is copied of an answer where it shows what was masked. */
  maskedCopy: { choices: ['values', 'placeholders'], byDefault: 'values' },
  /** Light or dark, whatever the system is; or as that is. */
  theme: { choices: ['system', 'light', 'dark'], byDefault: 'system' },
  /** On top of the browser's own size of text. */
  textSize: { choices: ['small', 'normal', 'large', 'very-large'], byDefault: 'normal' },
  /** How much stands on a screen. */
  density: { choices: ['comfortable', 'compact'], byDefault: 'comfortable' },
} as const satisfies Readonly<
  Record<string, { readonly choices: readonly string[]; readonly byDefault: string }>
>;

type Rows = typeof preferencesRecord;

export type PreferenceName = keyof Rows;

export type Preferences = { readonly [Name in PreferenceName]: Rows[Name]['choices'][number] };

/** What pages look like. A page draws itself by them before it has asked anybody: all their choices differ (lib/view/looks.ts). */
export const lookNames = ['theme', 'textSize', 'density'] as const satisfies readonly PreferenceName[];

/** In the order of the settings page. */
export const preferenceNames = keysOf(preferencesRecord);

/** What holds for whoever has chosen nothing. */
export const defaultPreferences: Preferences = recordOf(
  preferenceNames,
  (name) => preferencesRecord[name].byDefault,
);
