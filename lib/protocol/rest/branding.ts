import { z } from 'zod/mini';
import { wholeNumber } from '../../shared/bounded.ts';
import { isObject } from '../../shared/is-object.ts';
import { clip, shownText } from './shown-text.ts';

/** A tenant's decoration and limits, checked: fit to be shown as they are. */
export interface BrandingReply {
  readonly title?: string;
  readonly welcomeMessage?: string;
  readonly placeholder?: string;
  /** `#rrggbb` */
  readonly primaryColor?: string;
  readonly suggestions: string[];
  /** Characters. */
  readonly maxMessageLength: number;
}

/** Characters. Enough for what each is for; a tenant's slip must not push the composer off the panel. */
const limits = { title: 60, welcomeMessage: 1000, placeholder: 120, suggestion: 200, suggestions: 6 };

const defaultMessageLength = 4000;
const longestMessage = 100_000;

/** Without a tenant's own, and until it is known. */
export const defaultBranding: BrandingReply = {
  suggestions: [],
  maxMessageLength: defaultMessageLength,
};

/** `#rgb` and `#rrggbb` only: the value goes into a style, where anything longer could say more than a colour. */
function readColour(value: string): string | undefined {
  const hex = value.trim().toLowerCase();
  if (!/^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/.test(hex)) return undefined;
  return hex.length === 4 ? hex.replace(/[0-9a-f]/g, '$&$&') : hex;
}

/** Deployments write these either way; where both stand, the first wins. */
const underscored = z.transform((body: unknown) =>
  isObject(body) && !Array.isArray(body)
    ? {
        welcome_message: body['welcomeMessage'],
        primary_color: body['primaryColor'],
        max_message_length: body['maxMessageLength'],
        ...body,
      }
    : body,
);

const config = z.pipe(
  z.object({
    title: shownText(limits.title),
    welcome_message: shownText(limits.welcomeMessage),
    placeholder: shownText(limits.placeholder),
    primary_color: z.catch(z.optional(z.pipe(z.string(), z.transform(readColour))), undefined),
    suggestions: z.catch(z.array(z.unknown()), []),
    max_message_length: z.catch(wholeNumber(1, longestMessage), defaultMessageLength),
  }),
  z.transform(
    ({
      title,
      welcome_message,
      placeholder,
      primary_color,
      suggestions,
      max_message_length,
    }): BrandingReply => ({
      suggestions: suggestions
        .slice(0, 100)
        .flatMap((entry) => (typeof entry === 'string' ? clip(entry, limits.suggestion) || [] : []))
        .slice(0, limits.suggestions),
      maxMessageLength: max_message_length,
      ...(title === undefined ? {} : { title }),
      ...(welcome_message === undefined ? {} : { welcomeMessage: welcome_message }),
      ...(placeholder === undefined ? {} : { placeholder }),
      ...(primary_color === undefined ? {} : { primaryColor: primary_color }),
    }),
  ),
);

/** `GET /api/v1/chat/config` (rule R24) → what the panel shows. Fails only on a body that is no object. */
export const configReply = z.pipe(underscored, config);
