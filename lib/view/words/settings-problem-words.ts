import { bringAlong, dismiss, settings, type ProblemTable } from './problem-telling.ts';

/** What is set, and who sets it. */
export const settingsWords = {
  'settings-invalid': ({ or }) => [
    `${or('A setting')} is not usable`,
    'Nothing is sent until it is corrected. Open the settings; the field says what is wrong.',
    settings,
  ],
  'settings-rejected': ({ the }) => [
    'The server refused your settings',
    `It objects to ${the('one of them')}. Correct it in the settings; the panel does not try again before that.`,
    settings,
  ],
  'tenant-unknown': ({ the }) => [
    `The platform does not know the tenant ${the('in your settings')}`,
    'Check the spelling of the Tenant ID in the settings, or ask your administrator for it.',
    settings,
  ],
  'policy-forbids': ({ the }) => [
    'Your organisation does not allow this',
    `Its policy keeps the panel from using ${the('what is set here')}, so nothing is sent. What you wrote is kept. Ask your administrator.`,
    dismiss,
  ],
  'unsent-messages': ({ subject }) => [
    'Something you wrote stayed behind',
    `It waits, unsent, under the settings you had before${subject ? ` (${subject})` : ''}. Bring it here to send it with the settings you have now, or leave it there: it is kept.`,
    bringAlong,
  ],
} satisfies ProblemTable;
