import { z } from 'zod/mini';
import { preferencesRecord } from '../config/preferences-record.ts';
import { empty, type CommandRows } from './command-row.ts';
import { preferences } from './preferences-shapes.ts';

const { resume, sendWith, notify, windows, pageBudget, maskedCopy } = preferencesRecord;

/** What is chosen anew; the rest stays. */
const changedPreferences = z.object({
  resume: z.exactOptional(z.enum(resume.choices)),
  sendWith: z.exactOptional(z.enum(sendWith.choices)),
  notify: z.exactOptional(z.enum(notify.choices)),
  windows: z.exactOptional(z.enum(windows.choices)),
  pageBudget: z.exactOptional(z.enum(pageBudget.choices)),
  maskedCopy: z.exactOptional(z.enum(maskedCopy.choices)),
});

/** What a person has their own way. The panel is told by its snapshot and by patches. Each is replied to as it is then. */
export const preferencesRows = {
  'preferences/read': { ports: ['options'], input: empty, reply: preferences },
  'preferences/change': {
    ports: ['options'],
    input: z.object({ changed: changedPreferences }),
    reply: preferences,
  },
} as const satisfies CommandRows;
