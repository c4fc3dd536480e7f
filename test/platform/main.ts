import { parseArgs } from 'node:util';
import { createLocalAssistant } from './assistant/local-assistant.ts';
import { createModelAssistant, modelEndpoint } from './assistant/model-assistant.ts';
import { createPlatform } from './platform.ts';
import type { Store } from './store/store.ts';

/* `npm run platform`: the platform by itself, until Ctrl+C. */

const help = `npm run platform -- [options]

A MIPTech platform on this computer, in one process.

  --port <number>     where it listens, on 127.0.0.1 (default: 8000; 0: any free port)
  --data <file>       keeps chats, accounts and sign-ins in this SQLite file, which is made where there is none;
                      without it everything is in memory, and gone with the process
  --sign-in           chats want a sign-in; without it they are open to whoever reaches the port
  --upstream <URL>    a language model that answers: a base URL of OpenAI's form (https://…/v1), or a server of Ollama
                      (localhost:11434); without it the environment may name one, else passages of the attached page
                      are quoted
  --model <name>      which of its models
  --linger <seconds>  how long an answer is still written once nobody listens in its chat: a browser that comes back
                      meanwhile finds it; then the model is told to stop (default: 60)
  --help              this text

Environment: OPENAI_BASE_URL, OPENAI_API_KEY, OPENAI_MODEL; OLLAMA_HOST, OLLAMA_MODEL. The key of --upstream is
OPENAI_API_KEY; there is no option for it, since others on this computer can read how a process was started.
`;

const fail = (why: string): never => {
  console.error(why);
  process.exit(2);
};

const readOptions = () => {
  try {
    return parseArgs({
      options: {
        port: { type: 'string', default: '8000' },
        data: { type: 'string' },
        'sign-in': { type: 'boolean', default: false },
        upstream: { type: 'string' },
        model: { type: 'string' },
        linger: { type: 'string', default: '60' },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : String(error)}\n\n${help}`);
  }
};

const number = (name: string, text: string, most: number): number =>
  /^\d+$/.test(text) && Number(text) <= most
    ? Number(text)
    : fail(`--${name} takes a number from 0 to ${most}, not '${text}'.`);

const openStore = async (path: string): Promise<Store> => {
  // Where no file is wanted, Node need not have SQLite.
  const { createFileStore } = await import('./store/file-store.ts');
  try {
    return createFileStore(path);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return fail(
      `${path} can't be used: ${why === 'database is locked' ? 'another process has it open' : why}.`,
    );
  }
};

const endpointOf = (upstream: string | undefined, model: string | undefined) => {
  try {
    return modelEndpoint(process.env, { upstream, model });
  } catch {
    return fail(`--upstream takes a URL, not '${upstream}'.`);
  }
};

const { help: wantsHelp, port, data, upstream, model, linger, 'sign-in': wantsSignIn } = readOptions();
if (wantsHelp) {
  console.log(help);
  process.exit(0);
}
const wantedPort = number('port', port, 65_535);
const lingerMs = number('linger', linger, 86_400) * 1000;
const endpoint = endpointOf(upstream, model);
const store = data === undefined ? undefined : await openStore(data);

try {
  const platform = await createPlatform({
    port: wantedPort,
    auth: wantsSignIn ? 'required' : 'none',
    ...(store === undefined ? {} : { store }),
    ...(endpoint === null
      ? { assistant: createLocalAssistant() }
      : { assistant: createModelAssistant(endpoint), lingerMs, tokensPerSecond: Infinity }),
    answerFailed: (error) =>
      console.error(`No answer: ${error instanceof Error ? error.message : String(error)}`),
  });
  console.log(`API URL        ${platform.apiUrl}`);
  console.log(`WebSocket URL  ${platform.wsUrl}`);
  console.log('Tenant ID      miptech-company');
  console.log(`Kept in        ${data ?? 'memory, until it ends'}`);
  console.log(
    `Answers        ${endpoint === null ? 'passages of what is attached' : `${endpoint.model} at ${endpoint.baseUrl}`}`,
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void platform.close().then(() => process.exit(0)));
  }
} catch (error) {
  const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  console.error(inUse ? `Port ${wantedPort} is in use; choose another with --port.` : error);
  process.exit(1);
}
