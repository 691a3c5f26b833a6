/** Makes the house's own certificate authority and what it signs (RFC 5280). An authority can speak for private addresses alone. */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';
import { DAY_MS, type Instant } from '@duoping/kit';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  ExtendedKeyUsage,
  Extension,
  Extensions,
  GeneralName,
  GeneralSubtree,
  GeneralSubtrees,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_nameConstraints,
  id_ce_subjectAltName,
  id_ce_subjectKeyIdentifier,
  id_kp_serverAuth,
  KeyIdentifier,
  KeyUsage,
  KeyUsageFlags,
  Name,
  NameConstraints,
  RelativeDistinguishedName,
  SubjectAlternativeName,
  SubjectKeyIdentifier,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509';
import { HOUSE_RANGES } from './house-addresses.ts';

/** A certificate with its private key, both PEM. */
export interface KeyAndCertificate {
  readonly key: string;
  readonly certificate: string;
}

export interface NewAuthority {
  /** As devices list it among what they trust. */
  readonly name: string;
  readonly now: Instant;
}

export interface NewCertificate {
  /** IP addresses and DNS names that it is for. */
  readonly hosts: readonly string[];
  readonly now: Instant;
}

/** Ten years: a device that has to trust anew is a device that somebody has to walk to. */
const AUTHORITY_DAYS = 3650;
/** Well under the 398 days that browsers accept. */
export const CERTIFICATE_DAYS = 90;
/** A device whose clock lags a little must not see a certificate from the future. */
const BACKDATED_DAYS = 1;

const COMMON_NAME = '2.5.4.3';
const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';

export function createAuthority({ name, now }: NewAuthority): KeyAndCertificate {
  const key = newKey();
  const permitted = [
    ...HOUSE_RANGES.map((iPAddress) => new GeneralName({ iPAddress })),
    ...['127.0.0.0/8', '::1/128'].map((iPAddress) => new GeneralName({ iPAddress })),
    ...['localhost', 'local'].map((dNSName) => new GeneralName({ dNSName })),
  ].map((base) => new GeneralSubtree({ base }));
  const extensions = [
    extension(id_ce_basicConstraints, new BasicConstraints({ cA: true, pathLenConstraint: 0 }), true),
    extension(id_ce_keyUsage, new KeyUsage(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign), true),
    extension(id_ce_extKeyUsage, new ExtendedKeyUsage([id_kp_serverAuth]), false),
    extension(id_ce_nameConstraints, new NameConstraints({ permittedSubtrees: new GeneralSubtrees(permitted) }), true),
    extension(id_ce_subjectKeyIdentifier, new SubjectKeyIdentifier(keyIdentifier(key)), false),
  ];
  const subject = nameOf(name);
  const body = { subject, issuer: subject, validity: days(now, AUTHORITY_DAYS), key, extensions };
  return { key, certificate: signed(body, key) };
}

export function issueCertificate(authority: KeyAndCertificate, { hosts, now }: NewCertificate): KeyAndCertificate {
  const key = newKey();
  const names = hosts.map((host) => new GeneralName(isIP(host) ? { iPAddress: host } : { dNSName: host }));
  const issuer = AsnConvert.parse(derOf(authority.certificate), Certificate).tbsCertificate.subject;
  const authorityKey = new AuthorityKeyIdentifier({ keyIdentifier: new KeyIdentifier(keyIdentifier(authority.key)) });
  const extensions = [
    extension(id_ce_basicConstraints, new BasicConstraints({ cA: false }), true),
    extension(id_ce_keyUsage, new KeyUsage(KeyUsageFlags.digitalSignature), true),
    extension(id_ce_extKeyUsage, new ExtendedKeyUsage([id_kp_serverAuth]), false),
    extension(id_ce_subjectAltName, new SubjectAlternativeName(names), false),
    extension(id_ce_subjectKeyIdentifier, new SubjectKeyIdentifier(keyIdentifier(key)), false),
    extension(id_ce_authorityKeyIdentifier, authorityKey, false),
  ];
  const body = { subject: nameOf('Duoping'), issuer, validity: days(now, CERTIFICATE_DAYS), key, extensions };
  return { key, certificate: signed(body, authority.key) };
}

/** As people compare it: pairs of hex digits. */
export function fingerprintOf(certificate: string): string {
  const hex = createHash('sha256').update(derOf(certificate)).digest('hex').toUpperCase();
  return hex.replace(/(..)(?=.)/g, '$1:');
}

/** The bytes inside a PEM. */
export const derOf = (pem: string): Uint8Array => Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');

interface Body {
  readonly subject: Name;
  readonly issuer: Name;
  readonly validity: Validity;
  readonly key: string;
  readonly extensions: readonly Extension[];
}

function signed({ subject, issuer, validity, key, extensions }: Body, by: string): string {
  const algorithm = new AlgorithmIdentifier({ algorithm: ECDSA_WITH_SHA256 });
  const tbsCertificate = new TBSCertificate({
    version: Version.v3,
    serialNumber: newSerialNumber(),
    signature: algorithm,
    subjectPublicKeyInfo: AsnConvert.parse(publicKeyOf(key), SubjectPublicKeyInfo),
    extensions: new Extensions([...extensions]),
    ...{ subject, issuer, validity },
  });
  const signature = sign('sha256', Buffer.from(AsnConvert.serialize(tbsCertificate)), createPrivateKey(by));
  const certificate = new Certificate({
    tbsCertificate,
    signatureAlgorithm: algorithm,
    signatureValue: Uint8Array.from(signature).buffer,
  });
  const lines =
    Buffer.from(AsnConvert.serialize(certificate))
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

const newKey = (): string =>
  generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();

const publicKeyOf = (key: string): Uint8Array =>
  createPublicKey(createPrivateKey(key)).export({ type: 'spki', format: 'der' });

const keyIdentifier = (key: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(createHash('sha1').update(publicKeyOf(key)).digest()); // an identifier, RFC 5280 §4.2.1.2, nothing secret

/** Positive and unguessable, RFC 5280 §4.1.2.2. */
function newSerialNumber(): ArrayBuffer {
  const bytes = Uint8Array.from(randomBytes(16));
  bytes[0] = 0x40 | ((bytes[0] ?? 0) & 0x3f);
  return bytes.buffer;
}

const days = (now: Instant, count: number): Validity =>
  new Validity({ notBefore: new Date(now - BACKDATED_DAYS * DAY_MS), notAfter: new Date(now + count * DAY_MS) });

const nameOf = (text: string): Name =>
  new Name([
    new RelativeDistinguishedName([
      new AttributeTypeAndValue({ type: COMMON_NAME, value: new AttributeValue({ utf8String: text }) }),
    ]),
  ]);

const extension = (extnID: string, value: unknown, critical: boolean): Extension =>
  new Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });
