import { createHash } from "node:crypto";
import { createWriteStream, renameSync, rmSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { type RequestOptions, request } from "node:https";
import { isIP } from "node:net";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { guardedLookup, isPublicAddress } from "./addresses.ts";

/** Why a download was not made or not kept, in words for the maintainer and the submitter. */
export class NotDownloaded extends Error {}

export type Limits = {
  readonly bytes: number;
  /** For the whole download. Unit: ms. */
  readonly milliseconds: number;
  readonly redirects: number;
};

/** 50,000 images of 256 × 256 are 9.8 GB uncompressed. */
export const downloadLimits: Limits = {
  bytes: 12_000_000_000,
  milliseconds: 3 * 60 * 60 * 1000,
  redirects: 5,
};

/** How connections are made; tests have certificates and addresses of their own. */
export type Network = {
  readonly isAllowed: (address: string) => boolean;
  readonly tls: Pick<RequestOptions, "ca">;
};
export const publicNetwork: Network = { isAllowed: isPublicAddress, tls: {} };

/** One request, without following anything. */
function open(url: URL, network: Network, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const host = url.hostname.replace(/^\[|\]$/g, "");
    if (isIP(host) && !network.isAllowed(host)) {
      reject(new NotDownloaded(`${host} is no public address`));
      return;
    }
    const options = {
      ...network.tls,
      lookup: guardedLookup(network.isAllowed),
      headers: { "user-agent": "imagegen-speedrun", accept: "*/*" },
      signal,
    };
    request(url, options, resolve).on("error", reject).end();
  });
}

/** Follows redirects, each over https and to a public address only. */
async function opened(from: string, network: Network, limits: Limits, signal: AbortSignal) {
  let url = new URL(from);
  for (let hop = 0; hop <= limits.redirects; hop++) {
    if (url.protocol !== "https:") throw new NotDownloaded(`${url.origin} is not https`);
    if (url.username || url.password) throw new NotDownloaded("the address holds a password");
    const response = await open(url, network, signal);
    const { statusCode: status = 0, headers } = response;
    if (status === 200) return response;
    response.destroy();
    if (![301, 302, 303, 307, 308].includes(status) || headers.location === undefined) {
      throw new NotDownloaded(`${url.host} answered ${status}`);
    }
    if (!URL.canParse(headers.location, url)) {
      throw new NotDownloaded(`${url.host} leads to an address that cannot be read`);
    }
    url = new URL(headers.location, url);
  }
  throw new NotDownloaded(`more than ${limits.redirects} redirects`);
}

/**
 * Downloads a file and keeps it only if it has the digest that was claimed. Nothing of it is looked
 * at. Throws NotDownloaded; half a file never stays.
 */
export async function download(
  url: string,
  sha256: string,
  path: string,
  limits: Limits = downloadLimits,
  network: Network = publicNetwork,
): Promise<number> {
  const signal = AbortSignal.timeout(limits.milliseconds);
  const hash = createHash("sha256");
  let bytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      if (bytes > limits.bytes) {
        done(new NotDownloaded(`more than ${limits.bytes} bytes`));
        return;
      }
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const part = `${path}.part`;
  try {
    const response = await opened(url, network, limits, signal);
    await pipeline(response, counted, createWriteStream(part, { flags: "wx" }), { signal });
    const found = hash.digest("hex");
    if (found !== sha256) {
      throw new NotDownloaded(`it has SHA-256 ${found}; result.json claims ${sha256}`);
    }
    renameSync(part, path);
    return bytes;
  } catch (cause) {
    rmSync(part, { force: true });
    if (cause instanceof NotDownloaded) throw cause;
    if (signal.aborted)
      throw new NotDownloaded(`it took longer than ${limits.milliseconds / 1000} s`);
    throw new NotDownloaded(cause instanceof Error ? cause.message : String(cause));
  }
}
