import { z } from 'zod/mini';
import { boundedText, wholeNumber } from '../shared/bounded.ts';
import { ways } from '../shared/connection-way.ts';
import type { LogLevel } from '../shared/log.ts';
import { longestPrompt, longestPromptTitle, mostPrompts, type Prompt } from '../shared/prompt.ts';
import { maskKinds } from '../shared/mask-kind.ts';
import { keysOf } from '../shared/record-of.ts';
import type { MaskRules } from './mask-choices.ts';
import { createPolicyPart, policyText, type PolicyPart } from './policy-part.ts';
import {
  cleanTitle,
  policyFlag,
  policyTenant,
  readPolicyProfile,
  readPolicySso,
  type PolicyProfile,
  type ProfileSetting,
} from './policy-profile.ts';
import { keepDaysRecord, logLevelRecord, policyRecord } from './settings-record.ts';
import { readHostPattern, type SiteRules } from './site-rules.ts';
import type { SsoSettings } from './sso.ts';

/**
 * What the organisation has decided for its people, from `storage.managed` (public/managed-schema.json declares the same
 * to Chromium). What is set here is locked on the options page.
 */
export interface Policy {
  readonly profiles: readonly PolicyProfile[];
  /**
   * May people make profiles of their own? Where the policy does not say: not if it gives profiles. That holds for
   * profiles that turned out to be wrong, too: false, with `profiles` empty, means that nothing can be sent until the
   * policy is mended. To fall back to our own default address would send the organisation's words to a stranger.
   */
  readonly ownProfiles: boolean;
  /** The Tenant ID of every profile that people make, and of those of the policy that have none. */
  readonly defaultTenant: string | null;
  /** Of `automatic`, `v3`, `v1`, `rest`, `proxy`; never empty. Null: all. */
  readonly allowedProtocols: readonly string[] | null;
  /** Read strictly: a restriction that can't be understood restricts everything. What has left can't be called back. */
  readonly pageContext: SiteRules;
  /** What people can't choose any more: whether a kind of value is masked. Read strictly, too. */
  readonly masking: MaskRules;
  /** Days; null: for ever; undefined: not set, and people choose. */
  readonly keepDays: number | null | undefined;
  /** `off` forbids a log; undefined: not set, and people choose. */
  readonly logLevel: LogLevel | undefined;
  /** Offered to people beside their own. */
  readonly prompts: readonly Prompt[];
  /** For profiles that people make; those of the policy have it already. */
  readonly sso: SsoSettings | null;
  /** Where the policy is wrong, to be shown to people who can have it mended: `profiles[1].apiUrl`. */
  readonly mistakes: readonly string[];
}

export const noPolicy: Policy = {
  profiles: [],
  ownProfiles: true,
  defaultTenant: null,
  allowedProtocols: null,
  pageContext: { enabled: true, allow: null, block: [] },
  masking: {},
  keepDays: undefined,
  logLevel: undefined,
  prompts: [],
  sso: null,
  mistakes: [],
};

/**
 * Stands for one that is not known yet: nothing is sent and no page is read (whoever would asks whether it is this one), all
 * is masked, and nothing grows too old.
 */
export const unreadPolicy: Policy = {
  ...noPolicy,
  masking: { email: true, phone: true, card: true, iban: true, key: true },
  keepDays: null,
};

/** Longer lists are a fault of whatever has written them. */
const profilesLimit = 100;
const hostsLimit = 10_000;

const protocol = z.enum(['automatic', ...ways]);

/** 0: for ever. A managed schema knows one type per value, so null can't say it. */
const days = z.pipe(
  wholeNumber(0, keepDaysRecord.most),
  z.transform((count) => (count === 0 ? null : count)),
);

const logLevel = z.enum(logLevelRecord.choices);

const hostPattern = policyText(readHostPattern);

function readAll<Value>(
  parts: readonly PolicyPart[] | undefined,
  read: (part: PolicyPart) => Value | undefined,
): Value[] | undefined {
  return parts?.map(read).filter((value) => value !== undefined);
}

function readSiteRules(part: PolicyPart): SiteRules {
  if (!part.isSet) return noPolicy.pageContext;
  const fields = part.fields(keysOf(policyRecord.pageContext));
  const hosts = (list: PolicyPart): string[] | undefined =>
    readAll(list.items(hostsLimit), (item) => item.read(hostPattern));
  if (fields === undefined) return { enabled: false, allow: null, block: [] };
  const allow = fields.allow.isSet ? (hosts(fields.allow) ?? []) : null;
  const block = fields.block.isSet ? hosts(fields.block) : [];
  const enabled = fields.enabled.isSet ? (fields.enabled.read(policyFlag) ?? false) : true;
  return { enabled: enabled && block !== undefined, allow, block: block ?? [] };
}

/** What can't be understood was meant to protect. */
function readMasking(part: PolicyPart): MaskRules {
  const rules: { -readonly [Kind in keyof MaskRules]: MaskRules[Kind] } = {};
  if (!part.isSet) return rules;
  const fields = part.fields(maskKinds);
  for (const kind of maskKinds)
    if (fields?.[kind].isSet !== false) rules[kind] = fields?.[kind].read(policyFlag) ?? true;
  return rules;
}

/** A list that allows nothing at all is not meant. */
function readProtocols(part: PolicyPart): readonly string[] | null {
  const allowed = readAll(part.items(20), (item) => item.read(protocol));
  if (allowed === undefined) return null;
  if (allowed.length > 0) return [...new Set(allowed)];
  part.reject();
  return null;
}

function readProfiles(part: PolicyPart, setting: ProfileSetting): PolicyProfile[] {
  const ids = new Set<string>();
  const profiles = readAll(part.items(profilesLimit), (item) => {
    const profile = readPolicyProfile(item, setting);
    if (profile === undefined) return undefined;
    // The same host and tenant twice is one profile, unless `id` tells them apart.
    if (ids.has(profile.id)) {
      item.reject();
      return undefined;
    }
    ids.add(profile.id);
    return profile;
  });
  return profiles ?? [];
}

const promptTitle = policyText((written) => cleanTitle(written, longestPromptTitle));
const promptText = boundedText(1, longestPrompt);

/** Half a prompt is none. */
function readPrompts(part: PolicyPart): Prompt[] {
  const prompts = readAll(part.items(mostPrompts), (item) => {
    const fields = item.fields(['title', 'text']);
    const title = fields?.title.read(promptTitle);
    const text = fields?.text.read(promptText);
    if (title !== undefined && text !== undefined) return { title, text };
    item.reject();
    return undefined;
  });
  return (prompts ?? []).map(({ title, text }, place) => ({ id: `org:${place}`, title, text }));
}

/** An empty list gives no profiles; one that can't be read was meant to. */
const isEmptyList = (part: PolicyPart): boolean => part.items(profilesLimit)?.length === 0;

/** Takes whatever the browser hands over, and never throws. `noPolicy` itself where nothing is set. */
export function readPolicy(raw: unknown): Policy {
  const mistakes: string[] = [];
  const parts = createPolicyPart(raw ?? {}, '', mistakes).fields(keysOf(policyRecord));
  if (parts === undefined) return { ...noPolicy, mistakes: ['policy'] };
  if (mistakes.length === 0 && Object.values(parts).every(({ isSet }) => !isSet)) return noPolicy;

  const defaultTenant = parts.defaultTenant.read(policyTenant) ?? null;
  const allowedProtocols = readProtocols(parts.allowedProtocols);
  const sso = readPolicySso(parts.sso) ?? null;
  const profiles = readProfiles(parts.profiles, { defaultTenant, sso, allowedProtocols });
  const givesProfiles = parts.profiles.isSet && !isEmptyList(parts.profiles);
  return {
    profiles,
    ownProfiles: parts.ownProfiles.read(policyFlag) ?? !givesProfiles,
    ...{ defaultTenant, allowedProtocols, sso },
    pageContext: readSiteRules(parts.pageContext),
    masking: readMasking(parts.masking),
    keepDays: parts.keepDays.read(days),
    logLevel: parts.logLevel.read(logLevel),
    prompts: readPrompts(parts.prompts),
    mistakes,
  };
}
