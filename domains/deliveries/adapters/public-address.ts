/** Whether an IP address is one of the public internet (IANA's special-purpose registries, RFC 6890 and its updates). */
import { BlockList, isIP } from 'node:net';

const SPECIAL = new BlockList();
for (const [prefix, bits] of [
  ...[['0.0.0.0', 8] as const, ['10.0.0.0', 8] as const, ['100.64.0.0', 10] as const, ['127.0.0.0', 8] as const],
  ...[
    ['169.254.0.0', 16] as const,
    ['172.16.0.0', 12] as const,
    ['192.0.0.0', 24] as const,
    ['192.0.2.0', 24] as const,
  ],
  ...[['192.31.196.0', 24] as const, ['192.52.193.0', 24] as const, ['192.88.99.0', 24] as const],
  ...[['192.168.0.0', 16] as const, ['192.175.48.0', 24] as const, ['198.18.0.0', 15] as const],
  ...[
    ['198.51.100.0', 24] as const,
    ['203.0.113.0', 24] as const,
    ['224.0.0.0', 4] as const,
    ['240.0.0.0', 4] as const,
  ],
])
  SPECIAL.addSubnet(prefix, bits, 'ipv4');
/** Within 2000::/3, which is all that is public of IPv6: protocol assignments with Teredo, documentation, 6to4, AS112. */
for (const [prefix, bits] of [
  ...[['2001::', 23] as const, ['2001:db8::', 32] as const, ['2002::', 16] as const, ['2620:4f:8000::', 48] as const],
  ...[['3fff::', 20] as const],
])
  SPECIAL.addSubnet(prefix, bits, 'ipv6');
const GLOBAL = new BlockList();
GLOBAL.addSubnet('2000::', 3, 'ipv6');

export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !SPECIAL.check(address, 'ipv4');
  return family === 6 && !address.includes('%') && GLOBAL.check(address, 'ipv6') && !SPECIAL.check(address, 'ipv6');
}
