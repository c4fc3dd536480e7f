import type { Sighting } from './sighting.ts';

/**
 * Keys that say by their beginning whose they are, as the services' own documents and secret scanners describe them. Public
 * by nature, and so left alone: `pk_live_…` of payment pages, ids of accounts. Where a part is followed by another it is
 * bounded, so that a text of nothing but beginnings costs no more than its length.
 */
const forms: readonly string[] = [
  'sk-[\\w-]{20,}', // OpenAI, Anthropic, OpenRouter, DeepSeek
  '(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,}', // Stripe
  'whsec_[A-Za-z0-9+/=]{24,}',
  'gh[pousr]_[A-Za-z0-9]{30,}', // GitHub
  'github_pat_\\w{30,}',
  'gl(?:pat|dt|rt|ptt|cbt|agent|soat|ft)-[\\w-]{20,}', // GitLab
  'xox[a-z]-[\\w-]{10,}', // Slack
  'xapp-\\d-[\\w-]{16,}',
  '(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])', // Amazon
  'AIza[\\w-]{35}(?![\\w-])', // Google
  'ya29\\.[\\w-]{20,}',
  'GOCSPX-[\\w-]{20,}',
  '1//0[\\w-]{30,}',
  'npm_[A-Za-z0-9]{30,}',
  'pypi-[\\w-]{40,}',
  'rubygems_[a-f0-9]{40,}',
  'SG\\.[\\w-]{16,64}\\.[\\w-]{16,}', // SendGrid
  'xkeysib-[a-f0-9]{40,64}-\\w{10,}', // Brevo
  'key-[a-f0-9]{32}(?!\\w)', // Mailgun
  '[a-f0-9]{32}-us\\d{1,2}(?!\\w)', // Mailchimp
  'SK[a-f0-9]{32}(?!\\w)', // Twilio
  'hf_[A-Za-z0-9]{30,}', // Hugging Face
  'gsk_[A-Za-z0-9]{30,}', // Groq
  'xai-[A-Za-z0-9]{40,}',
  'pplx-[A-Za-z0-9]{40,}',
  'r8_[A-Za-z0-9]{30,}', // Replicate
  'do[opr]_v1_[a-f0-9]{40,}', // DigitalOcean
  'shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32,}', // Shopify
  'sq0(?:atp|csp)-[\\w-]{20,}', // Square
  'lin_api_[A-Za-z0-9]{30,}', // Linear
  'ntn_[A-Za-z0-9]{30,}', // Notion
  'secret_[A-Za-z0-9]{40,}',
  'figd_[\\w-]{30,}',
  'dapi[a-f0-9]{32}(?:-\\d)?(?!\\w)', // Databricks
  'AT(?:ATT|CTT)3[\\w=-]{40,}', // Atlassian
  'dp\\.(?:pt|st|ct|sa)\\.[\\w.]{36,}', // Doppler
  'hv[sb]\\.[\\w-]{20,}', // Vault
  'PMAK-[a-f0-9]{20,32}-[a-f0-9]{30,}', // Postman
  'NRAK-[A-Z0-9]{27}', // New Relic
  'gl(?:sa|c)_[\\w=+/]{30,}', // Grafana
  'sntry[su]_[\\w=+/-]{40,}', // Sentry
  'sb[ps]_[a-f0-9]{36,}', // Supabase
  'pat[A-Za-z0-9]{14}\\.[a-f0-9]{60,}', // Airtable
  'pscale_(?:tkn|pw|oauth)_[\\w.-]{30,}',
  'tskey-[a-z]{2,12}-[\\w-]{16,}', // Tailscale
  'HRKU-[\\w-]{30,}', // Heroku
  'AKCp[A-Za-z0-9]{60,}', // Artifactory
  'AGE-SECRET-KEY-1[A-Z0-9]{50,}',
  'EAAA[\\w-]{56,}',
  '\\d{8,10}:AA[\\w-]{32,35}(?![\\w-])', // Telegram
  '[MNO][A-Za-z\\d_-]{23,27}\\.[\\w-]{6}\\.[\\w-]{27,}', // Discord
  '(?<!-)eyJ[\\w-]{8,}\\.[\\w-]{8,}\\.[\\w-]*', // a JSON Web Token (RFC 7519)
  '(?:[A-Z0-9]{5}-){4}[A-Z0-9]{5}(?![\\w-])', // a licence
  'T[A-Z0-9]{8,12}/B[A-Z0-9]{8,12}/[A-Za-z0-9]{20,}', // the address of a Slack hook
];

const known = new RegExp(`(?<![A-Za-z0-9_])(?:${forms.join('|')})`, 'g');

/** A stand-in: `sk-xxxxxxxxxxxxxxxxxxxxxxxx`. */
const fewestSigns = 7;

export function findKnownKeys(plain: string): Sighting[] {
  const found: Sighting[] = [];
  for (const { index, 0: key } of plain.matchAll(known)) {
    if (new Set(key.slice(4, 200)).size < fewestSigns) continue;
    found.push({ kind: 'key', start: index, end: index + key.length });
  }
  return found;
}
