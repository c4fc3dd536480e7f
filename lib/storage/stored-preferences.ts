import { z } from 'zod/mini';
import { preferenceShape } from '../config/preference-shape.ts';
import type { Preferences } from '../config/preferences-record.ts';

type Kept = { readonly [Name in keyof Preferences]: z.ZodMiniType<Preferences[Name]> };

/** One that is missing, or under a choice that there is no more, counts as the default; the others stay. */
export const storedPreferences = z.lazy(() =>
  z.object(preferenceShape<Kept>((choice, byDefault) => z.catch(choice, byDefault))),
);
