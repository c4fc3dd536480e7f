import type { SettingsField, SettingsInput } from '../messaging/settings-shapes.ts';
import type { ConnectionTestState, TestStage } from './connection-test.ts';
import { meantSettings } from './meant-settings.ts';
import { isSame } from './same-settings.ts';
import { tellStage } from './stage-told.ts';
import { optionsWords } from './words/options-words.ts';

/** What a test has found wrong, by the setting that it is about. */
export type FieldFaults = { readonly [Field in SettingsField]?: string };

/** Whether what is typed is what was tested. */
export function isOfTyped({ tested }: ConnectionTestState, typed: SettingsInput): boolean {
  return tested !== null && isSame(tested, meantSettings(typed));
}

/** Whether what is typed has been tested, and works. */
export function isProven(state: ConnectionTestState, typed: SettingsInput): boolean {
  const { testing, stages } = state;
  return (
    testing === 'done' &&
    stages.some(({ outcome }) => outcome === 'passed') &&
    !stages.some(({ outcome }) => outcome === 'failed') &&
    isOfTyped(state, typed)
  );
}

/** The setting that a failed stage blames; null: none, for all that can be known. It is said there, and not at the stage. */
export function blamedSetting({ outcome, problem, note }: TestStage): SettingsField | null {
  if (outcome !== 'failed') return null;
  switch (problem?.code) {
    case 'tenant-unknown':
      return 'tenantId';
    case 'wrong-path':
    case 'unexpected-reply':
      return note === undefined ? 'apiUrl' : null;
    case 'server-unreachable':
      // A server that is only down is at the right address.
      return note?.code === 'name-reserved' ? 'apiUrl' : null;
    default:
      return null;
  }
}

/** As long as the settings stand there as they were tested. */
export function faultsOf(state: ConnectionTestState, typed: SettingsInput): FieldFaults {
  if (state.testing !== 'done' || !isOfTyped(state, typed)) return {};
  const stage = state.stages.find(({ outcome }) => outcome === 'failed');
  const field = stage && blamedSetting(stage);
  if (stage === undefined || !field) return {};
  const { title, found } = tellStage(stage);
  return { [field]: found ?? (title === null ? '' : optionsWords.stageProblem(title)) };
}
