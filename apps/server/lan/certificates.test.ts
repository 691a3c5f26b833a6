import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer } from 'node:tls';
import { DAY_MS } from '@duoping/kit';
import { afterAll, describe, expect, test } from 'vitest';
import { createAuthority, fingerprintOf, issueCertificate, type KeyAndCertificate } from './certificate.ts';
import { houseCertificates } from './certificate-files.ts';
import { houseAddresses, isHouseAddress } from './house-addresses.ts';

const now = Date.now();
const HOSTS = ['127.0.0.1', '192.168.1.5', 'fd00::5', 'localhost'];
const folders: string[] = [];
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'duoping-certificates-'));
  folders.push(folder);
  return folder;
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Shakes hands with a server of this certificate as a client that trusts this authority alone. */
async function handshake(server: KeyAndCertificate, authority: KeyAndCertificate, servername: string): Promise<string> {
  const listener = createServer({ key: server.key, cert: server.certificate }, (socket) => socket.end());
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const address = listener.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  try {
    return await new Promise((resolve) => {
      const client = connect({ host: '127.0.0.1', port, servername, ca: authority.certificate }, () => {
        resolve('trusted');
        client.destroy();
      });
      client.on('error', (error: NodeJS.ErrnoException) => resolve(`${error.code} ${error.message}`));
    });
  } finally {
    listener.close();
  }
}

describe('the house’s certificate', () => {
  const authority = createAuthority({ name: 'Duoping in the house', now });

  test('is trusted by who trusts its authority, for its hosts alone', async () => {
    const server = issueCertificate(authority, { hosts: HOSTS, now });
    const stranger = createAuthority({ name: 'Duoping in the house', now });
    expect(await handshake(server, authority, 'localhost')).toBe('trusted');
    expect(await handshake(server, authority, '')).toBe('trusted'); // by its address, 127.0.0.1
    expect(await handshake(server, authority, 'other.local')).toMatch(/^ERR_TLS_CERT_ALTNAME_INVALID/);
    expect(await handshake(server, stranger, 'localhost')).not.toBe('trusted');
    for (const host of HOSTS.slice(0, 3)) expect(new X509Certificate(server.certificate).checkIP(host)).toBe(host);
  });

  test('could not be one for the world: who trusts the authority is safe from it elsewhere', async () => {
    for (const hosts of [['bank.example'], ['localhost', '203.0.113.7'], ['localhost', '2001:db8::1']]) {
      const forged = issueCertificate(authority, { hosts, now });
      expect(await handshake(forged, authority, hosts[0] ?? '')).toMatch(/permitted subtree violation/);
    }
  });

  test('an ended one is not trusted', async () => {
    const ended = issueCertificate(authority, { hosts: HOSTS, now: now - 91 * DAY_MS });
    expect(await handshake(ended, authority, 'localhost')).toMatch(/^CERT_HAS_EXPIRED/);
  });

  test('signs nothing itself', async () => {
    const server = issueCertificate(authority, { hosts: HOSTS, now });
    const below = issueCertificate(server, { hosts: HOSTS, now });
    const chain = { key: below.key, certificate: below.certificate + server.certificate };
    expect(await handshake(chain, authority, 'localhost')).not.toBe('trusted');
  });

  test('passes openssl’s strict check', () => {
    const folder = newFolder();
    const server = issueCertificate(authority, { hosts: HOSTS, now });
    writeFileSync(join(folder, 'authority.crt'), authority.certificate);
    writeFileSync(join(folder, 'server.crt'), server.certificate);
    const strict = ['-x509_strict', '-check_ss_sig', '-purpose', 'sslserver', '-verify_ip', '192.168.1.5'];
    const files = ['-CAfile', join(folder, 'authority.crt'), join(folder, 'server.crt')];
    let said: string;
    try {
      said = execFileSync('openssl', ['verify', ...strict, ...files], { encoding: 'utf8' });
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return; // no openssl on this machine
      throw error;
    }
    expect(said).toMatch(/: OK/);
  });
});

describe('in the folder', () => {
  const wish = (folder: string, at = now, hosts = HOSTS) => ({ folder, hosts, authorityName: 'Duoping', now: at });

  test('both are kept, and readable by their owner alone', () => {
    const folder = newFolder();
    const first = houseCertificates(wish(folder));
    expect(first.made).toBe('authority');
    const again = houseCertificates(wish(folder));
    expect(again).toEqual({ ...first, made: 'nothing' });
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  });

  test('the certificate is renewed thirty days before its end, and the authority stays', () => {
    const folder = newFolder();
    const first = houseCertificates(wish(folder));
    expect(houseCertificates(wish(folder, now + 59 * DAY_MS)).made).toBe('nothing');
    const renewed = houseCertificates(wish(folder, now + 61 * DAY_MS));
    expect(renewed.made).toBe('certificate');
    expect(renewed.authority).toEqual(first.authority);
    expect(new X509Certificate(renewed.server.certificate).validToDate.getTime()).toBeGreaterThan(now + 150 * DAY_MS);
  });

  test('a new address gets a new certificate under the same authority', () => {
    const folder = newFolder();
    const first = houseCertificates(wish(folder));
    const moved = houseCertificates(wish(folder, now, [...HOSTS, '192.168.1.77']));
    expect(moved.made).toBe('certificate');
    expect(fingerprintOf(moved.authority.certificate)).toBe(fingerprintOf(first.authority.certificate));
  });

  test('an authority near its end is replaced, with what it signed', () => {
    const folder = newFolder();
    houseCertificates(wish(folder));
    expect(houseCertificates(wish(folder, now + 3600 * DAY_MS)).made).toBe('authority');
  });

  test('a torn file, or one from the future, is made anew', () => {
    const folder = newFolder();
    houseCertificates(wish(folder));
    writeFileSync(join(folder, 'server.pem'), 'torn');
    expect(houseCertificates(wish(folder)).made).toBe('certificate');
    expect(houseCertificates(wish(folder, now - 10 * DAY_MS)).made).toBe('authority');
  });
});

describe('the house’s addresses', () => {
  const on = (address: string, internal = false) => ({
    ...{ address, internal, netmask: '', mac: '', cidr: null },
    ...(address.includes(':') ? { family: 'IPv6' as const, scopeid: 0 } : { family: 'IPv4' as const }),
  });

  test('are the private ones of real networks, IPv4 first', () => {
    const addresses = houseAddresses({
      lo: [on('127.0.0.1', true)],
      eth0: [on('fd12::7'), on('192.168.1.5'), on('203.0.113.9'), on('fe80::1'), on('2001:db8::1')],
      docker0: [on('172.17.0.1')],
    });
    expect(addresses).toEqual(['192.168.1.5', 'fd12::7']);
  });

  test.each([
    ['10.1.2.3', true],
    ['172.15.0.1', false],
    ['172.31.0.1', true],
    ['192.169.0.1', false],
    ['100.64.0.1', true],
    ['::ffff:8.8.8.8', false],
    ['8.8.8.8', false],
    ['host.local', false],
  ])('%s: %s', (address, inside) => expect(isHouseAddress(address)).toBe(inside));
});
