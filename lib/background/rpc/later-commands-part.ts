import { definePart, type LoadPart } from '../../shared/background-part.ts';
import { recordOf } from '../../shared/record-of.ts';
import { laterNames } from './later-names.ts';
import type { createLaterCommands, LaterCommands, LaterCommandsOptions } from './later-commands.ts';

/** Handlers that the background loads when one of them is asked first. */
export type LaterCommandsPart = typeof createLaterCommands;
export const laterCommandsPart = definePart<LaterCommandsPart>('later-commands');

/** Each of them as if it were here; where it can't be loaded, it says so, and is good once it can. */
export function createCommandsOnDemand(
  load: LoadPart<LaterCommandsPart>,
  options: LaterCommandsOptions,
): LaterCommands {
  let made: LaterCommands | null = null;
  return recordOf<LaterCommands>(laterNames, (name) => async (...given: unknown[]) => {
    const part = await load();
    if (!part.ok) return part;
    // Once: some of them remember what they were asked before.
    made ??= part.value(options);
    return Reflect.apply(made[name], undefined, given);
  });
}
