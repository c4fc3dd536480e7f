import { Agent, request } from 'node:http';
import { expect, it } from 'vitest';
import { patienceOfTest, scaled } from '../chaos/scale.ts';
import { openProxy } from './proxy-fixture.ts';
import { chromiumOrigin } from './proxy-settings-fixture.ts';

/** All of them by `npm run test:chaos`. */
const clients = scaled(1000, 200);

interface Reply {
  readonly status: number;
  readonly body: { readonly id?: string; readonly content?: string; readonly error?: string };
}

it(
  `${clients} clients at once, each over a socket of its own, are all answered, each with its own answer`,
  async () => {
    // A hop that is trusted names them: over loopback they would all be one client.
    const proxy = await openProxy(
      {
        trustProxy: ['127.0.0.1'],
        concurrent: 50,
        waiting: clients,
        requestsPerMinute: 3,
        logLevel: 'silent',
      },
      {
        assistant: {
          async *answer({ text }) {
            yield `You said: ${text}`;
            return [];
          },
        },
      },
    );
    proxy.platform.answerWith(null);
    const { port } = await proxy.listen();
    const agents = Array.from({ length: clients }, () => new Agent({ keepAlive: true, maxSockets: 1 }));

    const post = (client: number, path: string, body: object): Promise<Reply> =>
      new Promise((resolve, reject) => {
        const asked = request(
          {
            port,
            path,
            method: 'POST',
            agent: agents[client],
            headers: {
              Origin: chromiumOrigin,
              'Content-Type': 'application/json',
              'X-Forwarded-For': `10.0.${Math.floor(client / 250)}.${client % 250}`,
            },
          },
          (response) => {
            let text = '';
            response.setEncoding('utf8').on('data', (piece: string) => (text += piece));
            response.on('end', () =>
              resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) as Reply['body'] }),
            );
          },
        );
        asked.on('error', reject).end(JSON.stringify(body));
      });

    let open = 0;
    let most = 0;
    proxy.app.server.on('connection', (socket) => {
      open += 1;
      most = Math.max(most, open);
      socket.on('close', () => (open -= 1));
    });
    try {
      const outcomes = await Promise.all(
        agents.map(async (_, client) => {
          const created = await post(client, '/api/chat/create', { title: 'x' });
          const answered = await post(client, `/api/chat/${created.body.id}/message`, {
            content: `I am ${client}`,
          });
          return `${created.status} ${answered.status} ${answered.body.content}`;
        }),
      );
      expect(outcomes).toEqual(agents.map((_, client) => `200 200 You said: I am ${client}`));
      expect(most).toBe(clients);
      expect(proxy.platform.received.userMessages).toHaveLength(clients);
      // Beyond its own limit, and not before, a client is refused.
      const more = await Promise.all([
        post(0, '/api/chat/create', { title: 'x' }),
        post(0, '/api/chat/create', { title: 'x' }),
      ]);
      expect(more.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 429]);
    } finally {
      agents.forEach((agent) => agent.destroy());
      await proxy.close();
    }
  },
  patienceOfTest,
);
