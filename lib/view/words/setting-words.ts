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
    help: 'The platform’s address, such as https://api.miptechnologies.tech',
  },
  wsUrl: {
    label: 'WebSocket URL',
    help: 'Leave it empty to derive it from the API URL.',
  },
  tenantId: {
    label: 'Tenant ID',
    help: 'Your organisation’s name on the platform.',
  },
  protocol: {
    label: 'Protocol',
    help: 'How the panel talks to the platform. Automatic finds out, and remembers it.',
    choices: {
      automatic: 'Automatic',
      v3: 'v3 (current)',
      v1: 'WebSocket, older (v1)',
      rest: 'REST (no WebSocket)',
      proxy: 'Secure proxy',
    },
  },
  ssoIssuer: {
    label: 'SSO issuer',
    help: 'The provider’s address, as it writes it of itself.',
  },
  ssoClientId: {
    label: 'SSO client ID',
    help: 'The name under which the provider knows this extension.',
  },
  ssoScopes: {
    label: 'SSO scopes',
    help: 'What the sign-in asks for. Leave it empty for the usual.',
  },
  healthPath: {
    label: 'Health path',
    help: 'Where the platform reports its health. “Test connection” finds another, where it is one.',
    choices: recordOf(settingsRecord.healthPath.choices, (path) => path),
  },
  compatibilityHeaders: {
    label: 'Compatibility headers',
    help: 'Names the tenant in the older ways, too. Only for gateways that need it.',
  },
};
