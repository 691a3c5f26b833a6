/** Keeps the authority and the server's certificate in DUOPING_HOME/secrets, made when missing and renewed before they end. */
import { X509Certificate } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { DAY_MS, type Instant } from '@duoping/kit';
import { createAuthority, issueCertificate, type KeyAndCertificate } from './certificate.ts';

export interface HouseCertificates {
  readonly authority: KeyAndCertificate;
  readonly server: KeyAndCertificate;
  /** What was made anew by this look. A new authority has to be trusted anew by every device. */
  readonly made: 'nothing' | 'certificate' | 'authority';
}

export interface CertificateWish {
  readonly folder: string;
  readonly hosts: readonly string[];
  readonly authorityName: string;
  readonly now: Instant;
}

/** The authority is replaced early enough that no certificate of it outlives it. */
const AUTHORITY_RENEWED_BEFORE_MS = 120 * DAY_MS;
const CERTIFICATE_RENEWED_BEFORE_MS = 30 * DAY_MS;

/** Reads what is kept, and makes what is missing, torn, near its end, or for other hosts than these. */
export function houseCertificates(wish: CertificateWish): HouseCertificates {
  const { folder, hosts, now } = wish;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const keptAuthority = read(folder, 'authority');
  const authority =
    keptAuthority && lasts(keptAuthority, now, AUTHORITY_RENEWED_BEFORE_MS)
      ? keptAuthority
      : keep(folder, 'authority', createAuthority({ name: wish.authorityName, now }));
  const kept = read(folder, 'server');
  if (
    kept &&
    lasts(kept, now, CERTIFICATE_RENEWED_BEFORE_MS) &&
    covers(kept, hosts) &&
    new X509Certificate(kept.certificate).verify(new X509Certificate(authority.certificate).publicKey)
  ) {
    return { authority, server: kept, made: 'nothing' };
  }
  const server = keep(folder, 'server', issueCertificate(authority, { hosts, now }));
  return { authority, server, made: authority === keptAuthority ? 'certificate' : 'authority' };
}

/** From its first valid instant until so long before its end. */
function lasts({ certificate }: KeyAndCertificate, now: Instant, marginMs: number): boolean {
  const { validFromDate, validToDate } = new X509Certificate(certificate);
  return now >= validFromDate.getTime() && now < validToDate.getTime() - marginMs;
}

function covers({ certificate }: KeyAndCertificate, hosts: readonly string[]): boolean {
  const known = new X509Certificate(certificate);
  return hosts.every((host) => (isIP(host) ? known.checkIP(host) : known.checkHost(host)) !== undefined);
}

/** Both in one file, so that a key never stands beside another one's certificate. */
const fileOf = (folder: string, name: string): string => join(folder, `${name}.pem`);

function keep(folder: string, name: string, made: KeyAndCertificate): KeyAndCertificate {
  const file = fileOf(folder, name);
  writeFileSync(`${file}.part`, made.key + made.certificate, { mode: 0o600 });
  renameSync(`${file}.part`, file);
  return made;
}

function read(folder: string, name: string): KeyAndCertificate | undefined {
  try {
    const text = readFileSync(fileOf(folder, name), 'utf8');
    const at = text.indexOf('-----BEGIN CERTIFICATE-----');
    const found = { key: text.slice(0, at), certificate: text.slice(at) };
    new X509Certificate(found.certificate);
    return found;
  } catch {
    return undefined; // missing or torn: made anew
  }
}
