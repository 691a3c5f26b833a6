/** Which addresses belong to the house: private ones alone, so that --lan never opens a port to the world. */
import { BlockList, isIP } from 'node:net';
import type { NetworkInterfaceInfo } from 'node:os';

/** RFC 1918, RFC 6598 (overlay networks), RFC 4193. What the house's own certificate authority may speak for. */
export const HOUSE_RANGES = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'] as const;

const house = new BlockList();
for (const range of HOUSE_RANGES) {
  const [address = '', prefix] = range.split('/');
  house.addSubnet(address, Number(prefix), isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** Networks between this machine and its own containers: no device of the house is there. */
const CONTAINERS = /^(docker|br-|veth|virbr|cni|podman)/;

export const isHouseAddress = (address: string): boolean =>
  isIP(address) !== 0 && house.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** This machine's addresses in the house, IPv4 first: people type them. */
export function houseAddresses(interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>): string[] {
  return Object.entries(interfaces)
    .filter(([name]) => !CONTAINERS.test(name))
    .flatMap(([, addresses = []]) => addresses)
    .filter(({ internal, address }) => !internal && isHouseAddress(address))
    .map(({ address }) => address)
    .sort((a, b) => isIP(a) - isIP(b));
}

/** An address as it stands in a URL. */
export const inUrl = (address: string): string => (isIP(address) === 6 ? `[${address}]` : address);
