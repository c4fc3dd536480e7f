import type { Command, DataErased, DataKept, DataView } from '../../messaging/contract.ts';
import type { TestStage } from '../../messaging/settings-shapes.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Report } from '../../shared/report.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { ProfileService } from '../switching/profile-service.ts';

export type OptionsCommand = Extract<Command, { type: `settings/${string}` | `data/${string}` }>;

/** The options page changes settings and deletes; conversations are the panel's. */
export function isOptionsCommand(command: Command): command is OptionsCommand {
  return command.type.startsWith('settings/') || command.type.startsWith('data/');
}

export interface OptionsServices {
  readonly profiles: ProfileService;
  readonly test: (
    settings: Extract<OptionsCommand, { type: 'settings/test' }>['settings'],
    onStage: (stage: TestStage) => void,
    signal: AbortSignal,
  ) => Promise<void>;
  readonly readData: () => Promise<DataView>;
  /** Resolves with how many conversations that deleted. */
  readonly keepFor: (days: number | null) => Promise<number>;
  /** Resolves with how many conversations were deleted. */
  readonly erase: () => Promise<number>;
  readonly report: Report;
}

/** One command of the options page. Never rejects. */
export async function performOptionsCommand(
  command: OptionsCommand,
  services: OptionsServices,
  onStage: (stage: TestStage) => void,
  /** Aborts when the page that asked is gone. */
  signal: AbortSignal,
  /** It may have been carried out already, by a worker that died before it could say so. */
  again = false,
): Promise<Result<unknown, Problem>> {
  try {
    switch (command.type) {
      case 'settings/read':
        return ok(await services.profiles.view());
      case 'settings/save':
        return ok(await services.profiles.save(command.profileId, command.settings));
      case 'settings/remove':
        await services.profiles.remove(command.profileId);
        return ok(await services.profiles.view());
      case 'settings/test':
        await services.test(command.settings, onStage, signal);
        return ok(undefined);
      case 'data/read':
        return ok(await services.readData());
      case 'data/keep': {
        const deleted = await services.keepFor(command.days);
        return ok({ view: await services.readData(), deleted } satisfies DataKept);
      }
      case 'data/erase': {
        const deleted = await services.erase();
        // What an earlier attempt deleted can't be counted any more.
        return ok({ conversations: again && deleted === 0 ? null : deleted } satisfies DataErased);
      }
      default:
        return command satisfies never;
    }
  } catch (error) {
    return fail(services.report(error, 'options-command'));
  }
}
