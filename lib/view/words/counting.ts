/** A text about a count, by the plural categories of its language; `#` stands for the count as that language writes it. */
type PluralForms = { readonly other: string } & {
  readonly [Category in Intl.LDMLPluralRule]?: string;
};

/** What a language does with counts: apart from the rest of its grammar, since the background counts, and tells no times. */
export interface Counting {
  /** 7940 → "7,940". */
  count(value: number): string;
  /** Forms hold no text from elsewhere: a `#` in it would become the count. */
  plural(value: number, forms: PluralForms): string;
}

/** @param locale BCP 47 */
export function createCounting(locale: string): Counting {
  const numbers = new Intl.NumberFormat(locale);
  const rules = new Intl.PluralRules(locale);
  return {
    count: (value) => numbers.format(value),
    plural(value, forms) {
      const form = forms[rules.select(value)] ?? forms.other;
      return form.replaceAll('#', numbers.format(value));
    },
  };
}

/** Between things that stand side by side and make no sentence. */
export const between = ' · ';
