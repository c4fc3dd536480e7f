import { isDrawn } from './randomness.ts';
import type { Sighting } from './sighting.ts';

/** Names under which people, programs and configurations keep what nobody else may know. */
const passwords =
  'passwords?|passwd|passphrase|passcode|pwd|passwort|kennwort|zugangscode|mots? de passe|mdp|contraseñas?|clave(?: de acceso)?|senhas?|palavra-passe|كلمة المرور|كلمة السر|الرقم السري|パスワード|暗証番号|合言葉|密码|密碼|口令';
const tokens =
  '(?:api|access|secret|private|auth|account|encryption|signing|master|shared|storage|license|api[_ -]?secret)[_ -]?keys?|(?:client|app|consumer|shared|webhook)?[_ -]?secrets?|(?:[a-z]{2,12}[_ -])?tokens?|credentials?|signature|sig|' +
  "api-?schlüssel|zugangsschlüssel|lizenzschlüssel|clé (?:api|secrète|d’accès|d'accès)|clave (?:api|secreta)|chave (?:de api|api|secreta|de acesso)|مفتاح (?:api|الوصول|الترخيص)|apiキー|アクセスキー|シークレット(?:キー)?|トークン|密钥|令牌|访问密钥|api ?密钥";

/** `max_tokens`, `secret_name`, `token_type`: told of it, and not it. */
const said =
  '(?!s?[_-]?(?:name|ids?|type|count|limit|url|uri|path|file|expir\\w*|length|hint|policy|size|usage|budget)\\b)';
const between =
  '[\\w-]{0,20}["\'`\\])}]{0,3}\\s{0,3}(?:=>|:=|=|:|(?<=\\s)(?:is|ist|lautet|est|es|é)\\s|は|是|为|為|هي|هو)\\s{0,3}';
const named = new RegExp(`(${passwords})${said}${between}|(?:${tokens})${said}${between}`, 'giu');

const quoted = /(["'`“«「])([^"'`”»」\n]{3,200})["'`”»」]/y;
const bare = /[!#-%(-+.-9>-Z^_a-~\\[\]\p{Script=Latin}-]{4,300}={0,2}/uy;

const bearer =
  /\b(?:bearer|basic|apikey|x-api-key:|authorization:)[ \t]{1,3}(?:(?:bearer|basic|token|apikey)[ \t]{1,3})?([\w.~+/-]{12,2000}={0,2})/gi;
const inAddress = /:\/\/[^\s:@/]{0,64}:([^\s@/]{3,200})@/g;

/** Stand-ins, words of a language or of a program, and what the next field begins with. */
const nothing =
  /^(?:true|false|null|none|nil|undefined|required|optional|redacted|secret|string|passw(?:or)?d|pass|guest|changeme|\*+|•+|x{3,}|\.{2,}|…|[-_]+|<.*|\$[{(\w].*|%\w+%|\{.*|\[.*|(?:process|os|import|env|self|this|config|settings)[.[].*|[\w.]+\(.*|(?:your|my|the)[-_].*|example.*|https?:.*|\d+[-_]?(?:bit|char|byte|stellig|zeichen|digit|mal|x)\w*|\d{4}-\d\d-\d\d.*)$/i;

/** What a program says in such a place: a constant, a call, a member, an algorithm. */
const expression =
  /^(?:[A-Z][A-Z\d]*(?:_[A-Z\d]+)+|[\w.]*[[(].*|[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+|(?:HMAC|hmac|RSA|rsa|ECDSA|AES|SHA|sha)[-_]?[\w-]*\d+)$/;

/** Passwords and keys by the name before them, whatever they look like otherwise. */
export function findNamedSecrets(plain: string): Sighting[] {
  const found: Sighting[] = [];
  const see = (start: number, value: string): void => {
    found.push({ kind: 'key', start, end: start + value.length });
  };
  let free = 0;
  for (const match of plain.matchAll(named)) {
    if (match.index < free || !mayBegin(plain, match.index)) continue;
    const from = match.index + match[0].length;
    const isPassword = match[1] !== undefined;
    quoted.lastIndex = from;
    const inQuotes = quoted.exec(plain);
    bare.lastIndex = from;
    const written = inQuotes?.[2] ?? bare.exec(plain)?.[0].replace(/[)\]]\(.*$|[.,:)\]}>]+$/, '') ?? '';
    const isAssigned = match[0].endsWith('=');
    if (!isSecret(written, { isPassword, isAssigned, isQuoted: inQuotes !== null })) continue;
    const start = inQuotes === null ? from : from + 1;
    see(start, written);
    free = start + written.length;
  }
  for (const { index, 0: whole, 1: value = '' } of plain.matchAll(bearer))
    if (/\d/.test(value) || value.endsWith('=') || /[a-z][A-Z].*[a-z][A-Z]/.test(value))
      see(index + whole.length - value.length, value);
  for (const { index, 0: whole, 1: value = '' } of plain.matchAll(inAddress))
    if (!nothing.test(value)) see(index + whole.length - value.length - 1, value);
  return found;
}

/** Not in the midst of a word of a script that has such. */
function mayBegin(plain: string, at: number): boolean {
  return (
    !/\p{Script=Latin}/u.test(plain.charAt(at)) ||
    !/\p{Script=Latin}/u.test(plain.charAt(at - 1)) ||
    /[a-z][A-Z]/.test(plain.slice(at - 1, at + 1))
  );
}

interface Written {
  readonly isPassword: boolean;
  /** By `=` without a space behind it, as programs do. */
  readonly isAssigned: boolean;
  readonly isQuoted: boolean;
}

function isSecret(value: string, { isPassword, isAssigned, isQuoted }: Written): boolean {
  if (value.length < 3 || nothing.test(value) || (!isQuoted && expression.test(value))) return false;
  const hasDigit = /\d/.test(value);
  const isMixed = hasDigit && /\p{L}/u.test(value);
  if (isPassword) {
    if (/\s/.test(value)) return isQuoted && isMixed;
    const isMarked = /\p{L}/u.test(value) && /[^\p{L}\p{N}'’.-]/u.test(value);
    return isMixed || isMarked
      ? value.length >= 6
      : isAssigned || isQuoted || (hasDigit && value.length >= 6);
  }
  if (/\s/.test(value) || value.length < 10) return false;
  return (isMixed && !/^[a-z]+[-_][a-z]+[-_]?\d$/i.test(value)) || isDrawn(value);
}
