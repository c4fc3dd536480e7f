import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import { readBody } from '../platform/http-body.ts';
import { platformResource, platformScope } from './configuration.ts';
import type { IdentityUser } from './options.ts';

export interface InteractionOptions {
  readonly provider: Provider;
  readonly login: 'at-once' | 'form';
  readonly users: readonly IdentityUser[];
  /** Who is there where nobody is asked. */
  present(): IdentityUser;
}

const page = (body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>Sign in</title><main>${body}</main></html>`;

const form = (fields: string, approve: string): string =>
  page(`<h1>Example login</h1><form method="post">${fields}
    <button name="answer" value="approve">${approve}</button> <button name="answer" value="deny">Cancel</button></form>`);

const loginForm = (remark: string): string =>
  form(`<p role="alert">${remark}</p><label>E-mail <input type="email" name="email"></label>`, 'Sign in');

const consentForm = form('<p>The side panel wants to stay signed in.</p>', 'Allow');

/** The pages between the authorization request and its answer: who are you, and may it have that? */
export const createInteraction = ({ provider, login, users, present }: InteractionOptions) => {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const show = (html: string): void => {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' });
      response.end(html);
    };
    const { prompt, params, session } = await provider.interactionDetails(request, response);
    const asksWho = prompt.name === 'login';

    const approve = async (accountId: string): Promise<void> => {
      const grant = new provider.Grant({ accountId, clientId: String(params['client_id']) });
      grant.addOIDCScope(String(params['scope']));
      grant.addResourceScope(platformResource, platformScope);
      const consent = { grantId: await grant.save() };
      const result = asksWho ? { login: { accountId }, consent } : { consent };
      await provider.interactionFinished(request, response, result);
    };

    if (login === 'at-once') return approve(asksWho ? present().id : String(session?.accountId));
    if (request.method !== 'POST') return show(asksWho ? loginForm('') : consentForm);
    const answer = new URLSearchParams(await readBody(request));
    if (answer.get('answer') !== 'approve') {
      const refusal = { error: 'access_denied', error_description: 'The user said no' };
      return provider.interactionFinished(request, response, refusal);
    }
    if (!asksWho) return approve(String(session?.accountId));
    const user = users.find(({ email }) => email === answer.get('email'));
    return user === undefined ? show(loginForm('Nobody has this address.')) : approve(user.id);
  };
};
