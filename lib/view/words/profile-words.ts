/** The words of profiles in the settings. Apart from the others, which the panel has to load too. */
export const profileWords = {
  profile: 'Profile',
  profileHelp: 'Where the panel connects. What you choose is used at once, in every window.',
  fromOrganisation: 'From your organisation',
  own: 'Yours',
  unsaved: 'New profile',
  add: 'New profile',
  remove: 'Delete profile',
  cancel: 'Cancel',
  tenantNamed: (tenant: string) => `That address names the tenant “${tenant}”.`,
  takeTenant: 'Use it as Tenant ID',
  addressFound: 'The live connection was found at another address of this server.',
  takeAddress: (address: string) => `Use ${address}`,
  /** What is typed in an address’s field, in full. */
  completed: (address: string) =>
    /\bxn--/.test(address)
      ? `Stands for ${address}. Some of its letters can be taken for others: make sure that it is the right one.`
      : `Stands for ${address}`,
  startWith: 'Start with',
  presets: { miptech: 'MIPTech', thisComputer: 'This computer' },
  sso: 'Single sign-on',
  ssoHelp:
    'Signing in with your organisation’s own account (SSO, by OpenID Connect). Its administrator has these values. Left empty, a sign-in is by email and password, where the platform wants one at all.',
  redirect: 'Redirect URL',
  redirectHelp: 'Register it with the provider, exactly as it is.',
  copyRedirect: 'Copy redirect URL',
  advanced: 'Advanced',
  locked: 'Set by your organisation',
  policyMistakes:
    'Some of what your organisation has set for this extension could not be understood, and is not in force. For your administrator:',
  removal: {
    title: (name: string) => `Delete the profile “${name}”?`,
    goes: 'Its addresses, its name and your sign-in there are forgotten, and the panel uses another of your profiles.',
    stays:
      'Conversations stay on this computer. They are there again in a profile with the same addresses and tenant.',
    yes: 'Delete for good',
    no: 'Keep it',
  },
  leaving: {
    title: 'Save your changes?',
    body: (name: string) => `What you changed in “${name}” is not saved yet.`,
    save: 'Save and go on',
    discard: 'Discard changes',
    stay: 'Stay here',
  },
} as const;
