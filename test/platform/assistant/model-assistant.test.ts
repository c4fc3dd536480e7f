import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { readBody } from '../http-body.ts';
import { createAssistant } from './create-assistant.ts';
import { listen, pageFence } from './demo-page.ts';
import { createModelAssistant, modelEndpoint } from './model-assistant.ts';

const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

/** A model's endpoint that answers everything with `serve`; remembers what it was asked. */
const fakeModel = async (serve: (response: ServerResponse) => void) => {
  const asked: { url: string; authorization: string | undefined; body: Record<string, unknown> }[] = [];
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { url = '', headers } = request;
    const body = JSON.parse(await readBody(request)) as Record<string, unknown>;
    asked.push({ url, authorization: headers.authorization, body });
    serve(response);
  };
  const server = createServer((request, response) => void take(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { asked, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
};

const event = (content: string): string =>
  `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`;

describe('forwarding to a model', () => {
  it('sends the conversation and relays each delta, however the bytes are cut', async () => {
    const { asked, origin } = await fakeModel((response) => {
      const stream = Buffer.from(
        `: comment\n\ndata: {"choices":[{"delta":{"role":"assistant"}}]}\r\n\r\n${event('Grüße ')}data: nonsense\n\n${event('🚀')}data: {"choices":[]}\n\ndata: [DONE]\n\n${event('after the end')}`,
      );
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      for (let at = 0; at < stream.length; at += 7) response.write(stream.subarray(at, at + 7));
      response.end();
    });
    const assistant = createAssistant({
      OPENAI_BASE_URL: `${origin}/v1/`,
      OPENAI_API_KEY: 'a key',
      OPENAI_MODEL: 'm',
    });
    const text = pageFence('Text of the page.', 'Hi');
    const { pieces, sources } = await listen(assistant, text, [{ role: 'assistant', content: 'Earlier' }]);
    expect(pieces).toEqual(['Grüße ', '🚀']);
    expect(sources).toEqual([
      {
        title: 'The "lighthouse" of Skarholm',
        url: 'https://light.example/skarholm',
        snippet: 'Text of the page.',
      },
    ]);
    expect(asked).toMatchObject([
      {
        url: '/v1/chat/completions',
        authorization: 'Bearer a key',
        body: {
          model: 'm',
          stream: true,
          messages: [
            { role: 'system' },
            { role: 'assistant', content: 'Earlier' },
            { role: 'user', content: text },
          ],
        },
      },
    ]);
  });

  it('fails where the model refuses, without repeating its words', async () => {
    const { origin } = await fakeModel((response) => response.writeHead(401).end('your key is …'));
    const assistant = createModelAssistant({ baseUrl: origin, apiKey: null, model: 'm' });
    await expect(listen(assistant, 'Hi')).rejects.toThrow('the model answered with status 401');
  });

  it('cancels the request when nobody listens any more', async () => {
    let cancelled: () => void;
    const gone = new Promise<void>((resolve) => (cancelled = resolve));
    const { origin } = await fakeModel((response) => {
      response.on('close', () => cancelled());
      response.writeHead(200).write(event('one'));
    });
    const assistant = createModelAssistant({ baseUrl: origin, apiKey: null, model: 'm' });
    const answer = assistant.answer({ text: 'Hi', history: [], signal: new AbortController().signal });
    expect(await answer.next()).toEqual({ done: false, value: 'one' });
    await answer.return([]);
    await gone;
  });
});

describe('the environment names the model', () => {
  it.each([
    [{}, null],
    [{ OPENAI_BASE_URL: 'https://m.example/v1' }, null],
    [{ OPENAI_BASE_URL: 'https://m.example/v1/', OPENAI_API_KEY: 'k' }, 'https://m.example/v1'],
    [{ OLLAMA_HOST: '127.0.0.1' }, 'http://127.0.0.1:11434/v1'],
    [{ OLLAMA_HOST: 'gpu:5000' }, 'http://gpu:5000/v1'],
    [{ OLLAMA_HOST: 'https://ollama.example/' }, 'https://ollama.example/v1'],
  ])('%o', (env, baseUrl) => {
    expect(modelEndpoint(env)?.baseUrl ?? null).toBe(baseUrl);
  });
});
