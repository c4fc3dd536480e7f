import type { Assistant } from '../assistant.ts';
import { createLocalAssistant } from './local-assistant.ts';
import { createModelAssistant, modelEndpoint } from './model-assistant.ts';

/** The model that the environment names, else the local one, which needs neither account nor network. */
export const createAssistant = (
  env: Readonly<Record<string, string | undefined>> = process.env,
): Assistant => {
  const endpoint = modelEndpoint(env);
  return endpoint === null ? createLocalAssistant() : createModelAssistant(endpoint);
};
