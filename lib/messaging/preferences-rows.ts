import { z } from 'zod/mini';
import { preferenceShape } from '../config/preference-shape.ts';
import type { Preferences } from '../config/preferences-record.ts';
import { empty, type CommandReplies, type CommandRows } from './command-row.ts';
import { preferences } from './preferences-shapes.ts';

type Changed = {
  readonly [Name in keyof Preferences]: z.ZodMiniExactOptional<z.ZodMiniType<Preferences[Name]>>;
};

/** What is chosen anew; the rest stays. */
const changedPreferences = () => z.object(preferenceShape<Changed>((choice) => z.exactOptional(choice)));

/** What a person has their own way. The panel is told by its snapshot and by patches. Each is replied to as it is then. */
export const preferencesRows = {
  'preferences/read': { ports: ['options'], input: empty },
  'preferences/change': { ports: ['options'], input: () => z.object({ changed: changedPreferences() }) },
} as const satisfies CommandRows;

export const preferencesReplies = {
  'preferences/read': { shape: preferences },
  'preferences/change': { shape: preferences },
} as const satisfies CommandReplies<typeof preferencesRows>;
