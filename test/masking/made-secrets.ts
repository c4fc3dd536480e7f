import { seededRandom } from '../doubles/seeded-random.ts';

const lower = 'abcdefghijklmnopqrstuvwxyz';
const upper = lower.toUpperCase();
const digits = '0123456789';
const base62 = lower + upper + digits;
const hex = `${digits}abcdef`;

/** Put together here only: a scanner of secrets takes it for one where it stands whole. */
function beginning(...parts: readonly string[]): string {
  return parts.join('');
}

/** Values that look like secrets, made anew from parts: none stands in a file of the project. */
export function createMadeSecrets(seed: number): (name: string) => string {
  const random = seededRandom(seed);
  const draw = (length: number, from = base62): string =>
    Array.from({ length }, () => from.charAt(Math.floor(random() * from.length))).join('');
  const one = (...choices: readonly string[]): string => choices[Math.floor(random() * choices.length)] ?? '';
  const json = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

  const makers: Readonly<Record<string, () => string>> = {
    password: () =>
      one(
        `${one('Sommer', 'Tiger', 'Lisboa', 'Paris')}${draw(4, digits)}${one('!', '#', '')}`,
        `${draw(5, lower)}${one('-', '_', '$', '+')}${draw(3)}${draw(2, digits)}`,
        draw(12, `${base62}!$%*+-_`).replace(/^./, 'q').replace(/.$/, '7'),
        `${draw(4, lower)}${draw(4, digits)}`,
      ),
    token: () => `${draw(20)}${draw(2, digits)}${draw(10)}`,
    openai: () => `${beginning('s', 'k')}-${one('proj-', '', 'ant-api03-')}${draw(40)}`,
    aws: () => `${beginning('AK', 'IA')}${draw(16, upper + digits)}`,
    awsSecret: () => `${draw(19)}/${draw(8)}+${draw(11)}`,
    github: () => `${beginning('g', 'hp_')}${draw(36)}`,
    gitlab: () => `${beginning('gl', 'pat')}-${draw(20)}`,
    stripe: () => `${beginning('sk', '_live_')}${draw(24)}`,
    slack: () => `${beginning('xo', 'xb')}-${draw(11, digits)}-${draw(12, digits)}-${draw(24)}`,
    huggingface: () => `${beginning('h', 'f_')}${draw(34)}`,
    npm: () => `${beginning('np', 'm_')}${draw(36)}`,
    google: () => `${beginning('AI', 'za')}${draw(35)}`,
    jwt: () => `${json({ alg: 'HS256', typ: 'JWT' })}.${json({ sub: draw(10, digits), iat: 1 })}.${draw(43)}`,
    secret: () => `${draw(16, hex)}${draw(16, hex)}`,
    random: () => draw(32),
    licence: () => Array.from({ length: 5 }, () => draw(4, upper) + draw(1, digits)).join('-'),
    basic: () => Buffer.from(`user:${draw(12)}`).toString('base64'),
    pem: () =>
      `-----${beginning('BEG', 'IN')} RSA PRIVATE KEY-----\n${draw(64)}\n${draw(64)}\n-----END RSA PRIVATE KEY-----`,
  };

  return (name) => {
    const make = makers[name];
    if (make === undefined) throw new Error(`No maker of ${name}`);
    return make();
  };
}
