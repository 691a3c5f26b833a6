/** `--lan`: the devices of the house reach this server by HTTPS, under a certificate of the house's own authority. */
import { hostname, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { type Clock, HOUR_MS } from '@duoping/kit';
import type { FastifyInstance } from 'fastify';
import qrcode from 'qrcode-generator';
import { CannotStart } from '#engines/postgres';
import { cannotListen } from '../address.ts';
import { type Config, secretsFolder } from '../config.ts';
import { every } from '../repeat.ts';
import { fingerprintOf } from './certificate.ts';
import { houseCertificates } from './certificate-files.ts';
import { houseAddresses, inUrl } from './house-addresses.ts';
import { listenInHouse } from './house-listener.ts';
import { OPEN_PATHS, TRUST_PAGE, trustPage } from './trust-page.ts';

const LOOK_EVERY_MS = HOUR_MS;

export interface Lan {
  /** Names that this server answers to, besides its addresses. */
  readonly names: readonly string[];
  /** Where the devices find it: `https://192.168.1.5:8080`. Known once it listens. */
  origin(): string;
  /** Adds the page that hands out the authority. */
  addPages(app: FastifyInstance): void;
  /** Listens on the same port as the server does on this machine, and keeps the certificate fresh. */
  open(app: FastifyInstance, port: number): Promise<void>;
  /** What people in the house have to know. */
  summary(): string;
  close(): Promise<void>;
}

export interface LanOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: (line: string) => void;
  /** Paths of the pages that screens open. */
  readonly pages: readonly string[];
  /** This machine's addresses in the house; looked up when absent. */
  readonly addresses?: readonly string[];
}

/** Makes or reads the certificates; listens to nobody yet. Throws {@link CannotStart}. */
export function prepareLan({ config, clock, log, pages, addresses: told }: LanOptions): Lan {
  const addresses = told ?? houseAddresses(networkInterfaces());
  const [first] = addresses;
  if (first === undefined) {
    throw new CannotStart(
      '--lan found no private address on this machine: connect it to the network of the house first.',
    );
  }
  const names = [`${hostname().split('.')[0]?.toLowerCase() ?? ''}.local`].filter((name) =>
    /^[a-z0-9-]+\.local$/.test(name),
  );
  const look = () =>
    houseCertificates({
      folder: join(secretsFolder(config), 'lan'),
      hosts: [...addresses, ...names, 'localhost'],
      authorityName: `Duoping at ${names[0] ?? first}`,
      now: clock.now(),
    });
  let certificates = look();
  let port = config.port;
  let close: () => Promise<void> = async () => undefined;
  const hostAt = (address: string) => `${inUrl(address)}:${port}`;
  const origin = () => config.publicUrl ?? `https://${hostAt(first)}`;
  return {
    names,
    origin,
    addPages: (app) => trustPage(app, { authority: () => certificates.authority.certificate, origin, pages }),
    async open(app, boundTo) {
      port = boundTo;
      const listener = await listenInHouse({
        ...{ addresses, port, certificate: certificates.server, openPage: TRUST_PAGE },
        handle: (request, response) => app.routing(request, response),
        isOpen: (path) => OPEN_PATHS.includes(path),
      }).catch((error: unknown) => {
        throw cannotListen({ ...config, host: addresses.join(', '), port }, error);
      });
      const renewing = every(
        LOOK_EVERY_MS,
        async () => {
          certificates = look();
          if (certificates.made === 'nothing') return;
          listener.renew(certificates.server);
          log(
            `The certificate of the house was renewed${certificates.made === 'authority' ? `, and so was its authority: devices have to add it anew at ${origin()}${TRUST_PAGE}` : ''}`,
          );
        },
        (error) => log(`The certificate of the house could not be renewed: ${error.message}`),
      );
      close = async () => {
        await renewing.stop();
        await listener.close();
      };
    },
    summary() {
      const help = `http://${hostAt(first)}${TRUST_PAGE}`;
      const where = addresses.flatMap((address) => pages.map((path) => `    https://${hostAt(address)}${path}`));
      return [
        '',
        '  For the devices in this house, by HTTPS:',
        '',
        ...where,
        '',
        `  Once on each device: open ${help} and add the certificate authority. Its SHA-256 is`,
        `    ${fingerprintOf(certificates.authority.certificate)}`,
        '  Films play in Chrome, Edge and their like. iPhones, iPads and Safari have no ClearKey: pages open there, protected',
        '  films don’t play. Firefox, televisions and set-top boxes are untested. A firewall here must let the port in.',
        '',
        qrOf(help),
      ].join('\n');
    },
    close: () => close(),
  };
}

function qrOf(text: string): string {
  const code = qrcode(0, 'L');
  code.addData(text);
  code.make();
  return code.createASCII(1, 2);
}
