import { proxyCreatePath } from '../../config/platform-paths.ts';
import { fail } from '../../shared/result.ts';
import { explained } from '../../transport/http/explained.ts';
import { toProxiedProblem } from '../../transport/proxy/proxied-failure.ts';
import { createProxyClient } from '../../transport/proxy/proxy-client.ts';
import { createProxyTransport } from '../../transport/proxy/proxy-transport.ts';
import { toCallFailure } from './call-failure.ts';
import { noChatReader } from './chat-reader.ts';
import { guardPages } from './page-guard.ts';
import { newChatTitle, type PlatformGateway, type PlatformGatewayOptions } from './platform-gateway.ts';
import { chosenWay } from './platform-transport.ts';

export type ProxyGatewayOptions = Omit<
  PlatformGatewayOptions,
  'tokens' | 'knownTenants' | 'WebSocket' | 'way'
>;

/**
 * A platform behind a secure proxy: that creates chats and answers messages, and no more. Nobody is signed in there, and
 * nothing that says who asks is sent (rules R40–R43).
 */
export function createProxyGateway(options: ProxyGatewayOptions): PlatformGateway {
  const { profile, pageRules, fetch, clock } = options;
  const proxy = createProxyClient(options);
  const transport = createProxyTransport({ ...options, proxy });
  return {
    ...noChatReader({ code: 'chats-unlisted' }),
    capabilities: transport.capabilities,
    expectConnection: transport.expectConnection,
    // `createChat` names every chat here.
    connect: (chatId, tell, ended, sessionId) =>
      guardPages(transport.connect(chatId ?? '', tell, ended, sessionId), pageRules, tell),
    inUse: () => chosenWay('proxy', profile),
    lookAgain: () => undefined,
    async createChat(_sessionId, _pageUrl, signal) {
      const created = await proxy.createChat(options.title ?? newChatTitle, signal);
      if (created.ok) return created;
      const problem = toProxiedProblem(created.failure, profile);
      // Nothing can be renewed here: what the platform objects to is the proxy's own key.
      if (created.failure.kind === 'unauthorised') return fail({ kind: 'fatal', problem });
      const failure = toCallFailure(created.failure, problem);
      if (failure.kind !== 'transient') return fail(failure);
      const asking = { ...profile, fetch, clock, signal };
      return fail({
        ...failure,
        problem: await explained(problem, created.failure, asking, proxyCreatePath),
      });
    },
    readHistory: async () => fail('gone'),
    // A proxy is asked by requests alone, whose answers have said all there is to know.
    explainRefusal: async () => ({ code: 'server-unreachable' }),
    readBranding: async () => null,
  };
}
