import { z } from 'zod/mini';
import { preferenceShape } from '../config/preference-shape.ts';
import type { Preferences } from '../config/preferences-record.ts';

type Choices = { readonly [Name in keyof Preferences]: z.ZodMiniType<Preferences[Name]> };

/** As a person has it now. */
export const preferences = z.object(preferenceShape<Choices>((choice) => choice));
