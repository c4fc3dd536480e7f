import { z } from 'zod/mini';
import { preferencesRecord } from '../config/preferences-record.ts';

const { resume, sendWith, notify, windows, pageBudget, maskedCopy } = preferencesRecord;

/** As a person has it now. */
export const preferences = z.object({
  resume: z.enum(resume.choices),
  sendWith: z.enum(sendWith.choices),
  notify: z.enum(notify.choices),
  windows: z.enum(windows.choices),
  pageBudget: z.enum(pageBudget.choices),
  maskedCopy: z.enum(maskedCopy.choices),
});
