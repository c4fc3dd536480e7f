import type { PreferenceName, Preferences } from '../../config/preferences-record.ts';

interface PreferenceWords<Choice extends string> {
  readonly label: string;
  readonly help: string;
  readonly choices: Readonly<Record<Choice, string>>;
}

export const behaviourWords = {
  title: 'Behaviour',
  intro: 'How the panel behaves, whichever platform it is connected to. Kept as soon as you choose.',
} as const;

export const appearanceWords = {
  title: 'Appearance',
  intro: 'How the panel and these settings look. Kept, and shown in open panels, as soon as you choose.',
} as const;

/** The words of each preference: one without, or a choice, doesn't compile. */
export const preferenceWords: { readonly [Name in PreferenceName]: PreferenceWords<Preferences[Name]> } = {
  resume: {
    label: 'When the panel opens',
    help: 'Every chat stays in Chats. One that is still waiting, or has words not sent yet, is always gone on with.',
    choices: {
      always: 'Go on with the last chat',
      day: 'Go on within 24 hours, then begin anew',
      never: 'Begin a new chat',
    },
  },
  sendWith: {
    label: 'Send with',
    help: 'The other breaks the line.',
    choices: { enter: 'Enter', 'modifier-enter': 'Ctrl or ⌘ + Enter' },
  },
  notify: {
    label: 'Tell me when an answer is there',
    help: 'While no panel shows it. A mark on the toolbar button says so in any case.',
    choices: {
      off: 'By the mark on the button only',
      on: 'By a notification without its words',
      'with-words': 'By a notification with its first words',
    },
  },
  windows: {
    label: 'Several windows',
    help: 'Where two show the same chat, the panel says so.',
    choices: { own: 'Each has a chat of its own', same: 'All show the same chat' },
  },
  pageBudget: {
    label: 'Attach at most',
    help: 'Of a longer page or pasted text, the beginning goes along, up to the end of a paragraph. The chip says how much that is.',
    choices: {
      '6000': '6,000 characters',
      '12000': '12,000 characters',
      '24000': '24,000 characters',
      '60000': '60,000 characters',
    },
  },
  maskedCopy: {
    label: 'Copy masked values',
    help: 'Where an answer shows what was masked in a page. What is sent, saved or exported never holds it.',
    choices: { values: 'As they are shown', placeholders: 'As numbers, like [email 1]' },
  },
  theme: {
    label: 'Theme',
    help: 'Printed, everything is dark on white.',
    choices: { system: 'As the system', light: 'Light', dark: 'Dark' },
  },
  textSize: {
    label: 'Text size',
    help: 'Beside what the browser’s own settings and zoom do.',
    choices: { small: 'Small', normal: 'Normal', large: 'Large', 'very-large': 'Very large' },
  },
  density: {
    label: 'Density',
    help: 'How much stands on a screen.',
    choices: { comfortable: 'Comfortable', compact: 'Compact' },
  },
};
