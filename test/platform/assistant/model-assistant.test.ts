import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { AnswerFailure, type Assistant } from '../assistant.ts';
import { createAssistant } from './create-assistant.ts';
import { listen, pageFence } from './demo-page.ts';
import { createFakeModel, modelEnd, modelEvent as event, type FakeModel } from './fake-model.ts';
import { createModelAssistant, modelEndpoint } from './model-assistant.ts';

const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

const fakeModel = async (serve: (response: ServerResponse) => void): Promise<FakeModel> => {
  const model = await createFakeModel(serve);
  closers.push(model.close);
  return model;
};

const failureOf = async (assistant: Assistant): Promise<AnswerFailure> => {
  const outcome: unknown = await listen(assistant, 'Hi').catch((error: unknown) => error);
  if (outcome instanceof AnswerFailure) return outcome;
  throw new Error('it did not fail as models do');
};

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

  it.each([
    [401, 'The language model does not take the key of this platform'],
    [404, 'The language model that this platform asks for is not there'],
    [429, 'The language model has too much to do. Try again in a moment'],
    [400, 'The language model refused this conversation (400)'],
    [503, 'The language model has a fault of its own (503)'],
  ])('says to whoever asked what %i means, and nothing of its words', async (status, told) => {
    const { origin } = await fakeModel((response) => response.writeHead(status).end('key sk-…'));
    const assistant = createModelAssistant({ baseUrl: origin, apiKey: null, model: 'm' });
    const failure = await failureOf(assistant);
    expect(failure).toMatchObject({ told, message: `the model answered with status ${status}` });
  });

  it.each([
    ['cut off', '', 'broke off'],
    ['ended without its end', event('half'), 'broke off'],
    ['that says so', `${event('half')}data: {"error":{"message":"Out of memory"}}\n\n${modelEnd}`, 'failed'],
  ])('takes no half of an answer for a whole one: %s', async (_, stream, told) => {
    const { origin } = await fakeModel((response) => {
      response.writeHead(200).write(event('So '));
      if (stream === '') setImmediate(() => response.destroy());
      else response.end(stream);
    });
    const assistant = createModelAssistant({ baseUrl: origin, apiKey: null, model: 'm' });
    const failure = await failureOf(assistant);
    expect(failure).toMatchObject({ told: expect.stringContaining(told) });
    expect(String(failure)).not.toContain('Out of memory');
  });

  it('takes an answer for whole that names why it ended', async () => {
    const { origin } = await fakeModel((response) =>
      response
        .writeHead(200)
        .end(`${event('So.')}data: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\n`),
    );
    const assistant = createModelAssistant({ baseUrl: origin, apiKey: null, model: 'm' });
    expect((await listen(assistant, 'Hi')).markdown).toBe('So.');
  });

  it('says that nobody is there, and to who runs it, where', async () => {
    const assistant = createModelAssistant({ baseUrl: 'http://127.0.0.1:1/v1', apiKey: null, model: 'm' });
    const failure = await failureOf(assistant);
    expect(failure).toMatchObject({ told: 'The language model cannot be reached, or broke off' });
    expect(String(failure)).toContain('127.0.0.1:1');
  });

  it('cancels the request when nobody listens any more', async () => {
    const { origin, gone } = await fakeModel((response) => {
      response.writeHead(200).write(event('one'));
    });
    const assistant = createModelAssistant({ baseUrl: origin, apiKey: null, model: 'm' });
    const answer = assistant.answer({ text: 'Hi', history: [], signal: new AbortController().signal });
    expect(await answer.next()).toEqual({ done: false, value: 'one' });
    await answer.return([]);
    await gone();
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

describe('the command line names the model', () => {
  const key = { OPENAI_API_KEY: 'k' };
  it.each([
    [{ upstream: 'localhost:11434' }, {}, 'http://localhost:11434/v1', null, 'llama3.2'],
    [{ upstream: 'gpu', model: 'm' }, {}, 'http://gpu:11434/v1', null, 'm'],
    [{ upstream: 'http://gpu:5000/' }, { OLLAMA_MODEL: 'o' }, 'http://gpu:5000/v1', null, 'o'],
    [{ upstream: 'https://m.example/v1/' }, key, 'https://m.example/v1', 'k', 'gpt-4o-mini'],
    [
      { upstream: 'https://m.example/v1', model: 'm' },
      { OPENAI_MODEL: 'e' },
      'https://m.example/v1',
      null,
      'm',
    ],
    [{ upstream: 'http://127.0.0.1:8080/v1' }, key, 'http://127.0.0.1:8080/v1', 'k', 'gpt-4o-mini'],
    // In clear to another computer: not with the key.
    [{ upstream: 'http://m.example/v1' }, key, 'http://m.example/v1', null, 'gpt-4o-mini'],
    [{ model: 'm' }, { OLLAMA_HOST: 'gpu' }, 'http://gpu:11434/v1', null, 'm'],
    [
      { upstream: 'gpu:1' },
      { OPENAI_BASE_URL: 'https://m.example/v1', ...key },
      'http://gpu:1/v1',
      null,
      'llama3.2',
    ],
  ])('%o, %o', (options, env, baseUrl, apiKey, model) => {
    expect(modelEndpoint(env, options)).toEqual({ baseUrl, apiKey, model });
  });

  it('no URL', () => {
    expect(() => modelEndpoint({}, { upstream: 'http://' })).toThrow('Invalid URL');
  });
});
