import { afterEach } from 'vitest';
import { createLocalAssistant } from './assistant/local-assistant.ts';
import { createPlatform } from './platform.ts';
import type { Platform, PlatformOptions } from './platform.ts';

/** Platforms of one test file, closed after each test. */
export const platformFixture = () => {
  const open: Platform[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((platform) => platform.close()));
  });
  return async (options: PlatformOptions = {}): Promise<Platform> => {
    // Named, because the default forwards to a model where the environment has one.
    const assistant = createLocalAssistant();
    const platform = await createPlatform({ tokensPerSecond: Infinity, assistant, ...options });
    open.push(platform);
    return platform;
  };
};
