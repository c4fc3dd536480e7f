import { settingsRecord } from '../config/settings-record.ts';
import type { SettingsInput, TestNote } from '../messaging/settings-shapes.ts';

/** Another address of the platform that a test has found, and the setting that keeps it. */
export type FoundAddress = {
  readonly [Field in 'wsUrl' | 'healthPath']: {
    readonly field: Field;
    readonly value: SettingsInput[Field];
  };
}['wsUrl' | 'healthPath'];

/** null: it has found none, or one that no setting could hold. */
export function foundAddress(note: TestNote | undefined): FoundAddress | null {
  if (note?.code === 'socket-elsewhere') return { field: 'wsUrl', value: note.wsUrl };
  if (note?.code !== 'health-elsewhere') return null;
  const value = settingsRecord.healthPath.choices.find((path) => path === note.path);
  return value === undefined ? null : { field: 'healthPath', value };
}
