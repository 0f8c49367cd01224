import { isIP, isIPv6 } from 'node:net';

/**
 * The network that attempts are counted by: the address itself for IPv4, the /64 for IPv6, since one household has
 * that many. Null where the header is missing or is no address.
 */
export function callerNetworkOf(forwardedFor: string | undefined): string | null {
  const [first = ''] = (forwardedFor ?? '').split(',', 1);
  const address = first.trim();
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  if (isIP(mapped) === 0) return null;
  return isIPv6(mapped) ? `${firstGroups(mapped)}::/64` : mapped;
}

/** The first four groups of an IPv6 address, written out. */
function firstGroups(address: string): string {
  const [written = ''] = address.split('%', 1);
  const [head = '', tail] = written.split('::');
  const before = head.split(':').filter(Boolean);
  const after = tail?.split(':').filter(Boolean) ?? [];
  // An embedded IPv4 address stands for two groups.
  const given = before.length + after.length + (written.includes('.') ? 1 : 0);
  const groups = [...before, ...Array<string>(Math.max(0, 8 - given)).fill('0'), ...after];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
