export interface IdentityUser {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly tenant: string;
}

export interface IdentityProviderOptions {
  /** Registered for the client; everything else is foreign to the provider. */
  readonly redirectUrls?: readonly string[];
  readonly clientId?: string;
  /** 0: one of its own choosing. */
  readonly port?: number;
  /** form: pages to fill in and press; at-once: the first user is there, and says yes. */
  readonly login?: 'at-once' | 'form';
  /** with-consent: as OpenID Connect Core §11 has it, and oidc-provider by itself; always: as Entra and Keycloak do. */
  readonly offline?: 'with-consent' | 'always';
  /** Who may call the token endpoint from a page: its CORS rule. Discovery is open to all. */
  readonly allowedOrigins?: 'any' | readonly string[];
  readonly accessTokenSeconds?: number;
  readonly users?: readonly IdentityUser[];
}

const ada: IdentityUser = {
  id: 'user-ada',
  name: 'Ada Example',
  email: 'ada@example.org',
  tenant: 'miptech-company',
};
const bob: IdentityUser = { ...ada, id: 'user-bob', name: 'Bob Example', email: 'bob@example.org' };

const defaults: Required<IdentityProviderOptions> = {
  redirectUrls: ['https://panel.example.org/sso'],
  clientId: 'sidepanel',
  port: 0,
  login: 'at-once',
  offline: 'with-consent',
  allowedOrigins: 'any',
  accessTokenSeconds: 300,
  users: [ada, bob],
};

export const complete = (given: IdentityProviderOptions): Required<IdentityProviderOptions> => ({
  ...defaults,
  ...given,
});
