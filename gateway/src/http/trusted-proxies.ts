import { BlockList, isIP } from 'node:net';

/**
 * A check whether an address belongs to a list of addresses and networks in CIDR notation.
 *
 * @throws RangeError naming the entry that is neither
 */
export function trustedProxies(entries: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const entry of entries) {
    const [address = '', prefix] = entry.split('/');
    const family = familyOf(address);
    const bits = Number(prefix ?? (family === 'ipv4' ? 32 : 128));
    if (!family || !Number.isInteger(bits)) throw new RangeError(`${entry} is no address or network`);
    list.addSubnet(address, bits, family);
  }
  // A request's address is asked for more than once, and neighbours often share it.
  let last = { address: '', isTrusted: false };
  return (address) => {
    if (address !== last.address) {
      const family = familyOf(address);
      last = { address, isTrusted: family !== undefined && list.check(address, family) };
    }
    return last.isTrusted;
  };
}

function familyOf(address: string): 'ipv4' | 'ipv6' | undefined {
  const version = isIP(address);
  return version === 0 ? undefined : version === 4 ? 'ipv4' : 'ipv6';
}
