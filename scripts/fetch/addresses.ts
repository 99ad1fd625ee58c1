import { type LookupAddress, type LookupOptions, lookup } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

/**
 * Addresses that a download may never reach: loopback, private and link-local networks (where a
 * cloud's metadata service is), and everything else that is no public host (IANA special-purpose
 * address registries, RFC 6890).
 */
const special = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const) {
  special.addSubnet(network, prefix, "ipv4");
}
const globalIpv6 = new BlockList();
globalIpv6.addSubnet("2000::", 3, "ipv6");
for (const [network, prefix] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const) {
  special.addSubnet(network, prefix, "ipv6");
}

/** True for an address of a host on the public internet. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !special.check(address, "ipv4");
  // Outside 2000::/3 nothing is public; that leaves out IPv4 addresses in IPv6's clothes, too.
  if (family === 6) return globalIpv6.check(address, "ipv6") && !special.check(address, "ipv6");
  return false;
}

/** A host's name leads to an address where no download may go. */
export class ForbiddenAddress extends Error {}

/**
 * Looks a name up for a connection, and gives only addresses that are allowed. It is asked at the
 * moment of connecting: a name that is looked up twice cannot answer differently.
 */
export const guardedLookup =
  (isAllowed: (address: string) => boolean): LookupFunction =>
  (hostname, options: LookupOptions, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error) return callback(error, "", 0);
      const allowed = found.filter(({ address }) => isAllowed(address));
      const [first] = allowed;
      if (!first) {
        const addresses = found.map(({ address }) => address).join(", ");
        return callback(
          new ForbiddenAddress(`${hostname} leads to ${addresses}, which is no public address`),
          "",
          0,
        );
      }
      if (options.all) return callback(null, allowed);
      return callback(null, first.address, first.family);
    });
  };
