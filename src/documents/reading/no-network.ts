/**
 * Takes the network away from this process, for good. Node's permissions deny files, processes, threads and native code,
 * but in version 24 no connections; so what every connection of Node's own modules goes through is replaced. It holds
 * against a library that fetches what a document names, not against native code, of which there is none here.
 */

import dgram from "node:dgram";
import dns from "node:dns";
import { syncBuiltinESMExports } from "node:module";
import net from "node:net";

export function takeNetworkAway(): void {
  const denied = (): never => {
    throw new Error("documents are read without a network");
  };
  // HTTP, TLS and fetch all end up in a socket's `connect`.
  Object.assign(net.Socket.prototype, { connect: denied });
  Object.assign(net.Server.prototype, { listen: denied });
  Object.assign(dgram.Socket.prototype, { bind: denied, connect: denied, send: denied });
  for (const resolver of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype]) {
    const names = Object.getOwnPropertyNames(resolver).filter((name) => /^(?:lookup|resolve|reverse)/.test(name));
    Object.assign(resolver, Object.fromEntries(names.map((name) => [name, denied])));
  }
  syncBuiltinESMExports();
}
