import type { PolicyFinding } from '../first-run.ts';

/** The words of the panel before anything is set. */
export const firstRunWords = {
  title: 'Connect to your organisation',
  intro: 'Nothing is asked of any address before you have typed it whole.',
  addressHelp: 'The address that your organisation gave you. It is tried as soon as it is whole.',
  tenantHelp:
    'Your organisation’s short name on that platform, such as acme-corp. Whoever gave you the address knows it, or your administrator.',
  looking: (host: string) => `Asking ${host}…`,
  platform: (host: string) => `A platform answers at ${host}.`,
  proxy: (host: string) => `A secure proxy of your organisation answers at ${host}. Nothing more is needed.`,
  connect: 'Connect',
  connecting: 'Connecting…',
  settings: 'All settings',
  policy: {
    ask: 'My administrator has set it',
    found: {
      none: 'Your browser has no address from an administrator, so far. One that has just started may need some seconds for it.',
      asking: 'Asking your browser…',
      found: 'Your browser has it. Connecting…',
    } satisfies Record<Exclude<PolicyFinding['at'], 'mistaken'>, string>,
    mistaken: (places: string) =>
      `Your administrator has set something that can’t be understood, so it is not used. Tell them: ${places}.`,
  },
  local: {
    title: 'Try it without one',
    body: 'A platform on this computer answers without any account. In the folder of the extension’s source, run:',
    command: 'npm run platform',
    copy: 'Copy command',
    next: 'Then connect to it:',
    preset: 'This computer',
  },
} as const;
