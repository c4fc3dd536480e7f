import { recordOf } from '../../shared/record-of.ts';
import {
  settingsRecord,
  type ChoiceField,
  type SettingsField,
  type SettingsInput,
} from '../../config/settings-record.ts';

interface Words {
  readonly label: string;
  readonly help: string;
}

interface ChoiceWords<Choice extends string> extends Words {
  readonly choices: Readonly<Record<Choice, string>>;
}

type SettingWords = {
  readonly [Field in SettingsField]: Field extends ChoiceField ? ChoiceWords<SettingsInput[Field]> : Words;
};

/** The words of each setting of a profile: a setting without, or a choice, doesn't compile. */
export const settingWords: SettingWords = {
  name: {
    label: 'Profile name',
    help: 'What you call it. Leave it empty for the server’s name.',
  },
  apiUrl: {
    label: 'API URL',
    help: 'Where your organisation’s platform is, such as api.miptechnologies.tech',
  },
  wsUrl: {
    label: 'WebSocket URL',
    help: 'Where answers come from as they are written. Leave it empty: it follows from the API URL.',
  },
  tenantId: {
    label: 'Tenant ID',
    help: 'Your organisation’s short name on the platform, such as acme-gmbh. Your administrator knows it.',
  },
  protocol: {
    label: 'Protocol',
    help: 'How the panel talks to the platform. Automatic finds out, and remembers it.',
    choices: {
      automatic: 'Automatic',
      v3: 'Live connection (WebSocket, v3)',
      v1: 'Live connection, older (WebSocket, v1)',
      rest: 'Single requests (REST, no WebSocket)',
      proxy: 'Secure proxy of your organisation',
    },
  },
  ssoIssuer: {
    label: 'SSO issuer',
    help: 'The address of your organisation’s sign-in, exactly as it is given to you.',
  },
  ssoClientId: {
    label: 'SSO client ID',
    help: 'The name by which that sign-in knows this extension.',
  },
  ssoScopes: {
    label: 'SSO scopes',
    help: 'What the extension asks that sign-in for. Leave it empty for the usual.',
  },
  passwordPage: {
    label: 'Password page',
    help: 'The platform’s own page for a forgotten password. “Forgot password” opens it in a tab. Empty: it is not offered.',
  },
  healthPath: {
    label: 'Health path',
    help: 'Where the platform says whether it is well. “Test connection” finds another, where there is one.',
    choices: recordOf(settingsRecord.healthPath.choices, (path) => path),
  },
  compatibilityHeaders: {
    label: 'Compatibility headers',
    help: 'Says in older ways, too, which organisation asks. Only for a server whose administrator wants it.',
  },
};
