import { z } from 'zod/mini';
import { preferencesRecord } from '../config/preferences-record.ts';

const { resume, sendWith, notify, windows, pageBudget, maskedCopy } = preferencesRecord;

/** One that is missing, or under a choice that there is no more, counts as the default; the others stay. */
export const storedPreferences = z.object({
  resume: z.catch(z.enum(resume.choices), resume.byDefault),
  sendWith: z.catch(z.enum(sendWith.choices), sendWith.byDefault),
  notify: z.catch(z.enum(notify.choices), notify.byDefault),
  windows: z.catch(z.enum(windows.choices), windows.byDefault),
  pageBudget: z.catch(z.enum(pageBudget.choices), pageBudget.byDefault),
  maskedCopy: z.catch(z.enum(maskedCopy.choices), maskedCopy.byDefault),
});
