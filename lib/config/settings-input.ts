import { z } from 'zod/mini';
import { recordOf } from '../shared/record-of.ts';
import { settingsFields, settingsRecord, type SettingsField, type SettingsInput } from './settings-record.ts';

function typedSetting(field: SettingsField) {
  const row = settingsRecord[field];
  switch (row.control) {
    case 'switch':
      return z.boolean();
    case 'choice':
      return z.enum(row.choices);
    default:
      return z.string();
  }
}

type Shape = { readonly [Field in SettingsField]: z.ZodMiniType<SettingsInput[Field]> };

/** What a page may send as typed settings: of the right type, whatever the rules say to it. */
export const settingsInput = z.object(recordOf<Shape>(settingsFields, typedSetting));
