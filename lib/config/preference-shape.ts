import { z } from 'zod/mini';
import { recordOf } from '../shared/record-of.ts';
import { preferenceNames, preferencesRecord, type PreferenceName } from './preferences-record.ts';

/**
 * The shape of an object with all preferences, made by one rule for each. That the rule leads from the choices of each to
 * what `Shape` says of it is for the caller to see to.
 */
// The caller names the shape: from a rule that is the same for all nothing tells it.
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
export function preferenceShape<Shape extends Readonly<Record<PreferenceName, z.ZodMiniType>>>(
  shapeOf: (choice: z.ZodMiniType<string>, byDefault: string) => z.ZodMiniType,
): Shape {
  return recordOf<Shape>(preferenceNames, (name) => {
    // Of the names above, as `recordOf` takes them.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const { choices, byDefault } = preferencesRecord[name as PreferenceName];
    return shapeOf(z.enum(choices), byDefault) as Shape[PreferenceName];
  });
}
