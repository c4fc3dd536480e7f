import { generateKeyPairSync, sign } from 'node:crypto';

/** DER: a value under its tag. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const value = Buffer.concat(parts);
  const { length } = value;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), value]);
}

const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts);
const integer = (value: number): Buffer => der(0x02, Buffer.from([value]));
/** ecdsa-with-SHA256, RFC 5758. */
const algorithm = sequence(der(0x06, Buffer.from('2a8648ce3d040302', 'hex')));
const commonName = der(0x06, Buffer.from('550403', 'hex'));
const nameOf = (host: string): Buffer =>
  sequence(der(0x31, sequence(commonName, der(0x0c, Buffer.from(host)))));
/** `260115120000Z` */
const time = (at: number): Buffer =>
  der(0x17, Buffer.from(new Date(at).toISOString().slice(2, 19).replaceAll(/[-T:]/g, '').concat('Z')));

const day = 86_400_000;

export interface Certificate {
  /** PEM, as `node:https` takes them. */
  readonly key: string;
  readonly cert: string;
}

/** A key, and a certificate by that very key: nobody vouches for it. Good from yesterday until tomorrow (RFC 5280). */
export function createCertificate(host: string): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const name = nameOf(host);
  const told = sequence(
    der(0xa0, integer(2)), // X.509 v3
    integer(1),
    algorithm,
    name,
    sequence(time(Date.now() - day), time(Date.now() + day)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', told, privateKey));
  const lines =
    sequence(told, algorithm, signature)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'),
  };
}
