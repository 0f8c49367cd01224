import { X509Certificate } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { getCACertificates } from 'node:tls';
import { LRUCache } from 'lru-cache';

/** Where the certificate that signed a webhook comes from: PEM, the signer first. */
export type CertificateSource = {
  /**
   * The signer's certificate, checked up to a trusted root.
   *
   * @throws CertificateRefused where it is not one of PayPal's, CertificateUnavailable where it cannot be had
   */
  signer(url: URL, now: Date): Promise<X509Certificate>;
};

export class CertificateRefused extends Error {
  override readonly name = 'CertificateRefused';
}

export class CertificateUnavailable extends Error {
  override readonly name = 'CertificateUnavailable';
}

export type CertificateSourceOptions = {
  /** Fetches PEM from an address that has been checked. */
  readonly fetchPem?: (url: URL) => Promise<string>;
  /** PEM of the roots to trust; those that Node trusts, NODE_EXTRA_CA_CERTS among them, if absent. */
  readonly roots?: readonly string[];
};

/** Where PayPal's certificates are. */
export const payPalCertificateHosts: readonly string[] = [
  'api.paypal.com',
  'api-m.paypal.com',
  'api.sandbox.paypal.com',
  'api-m.sandbox.paypal.com',
];
const liveSigner = 'messageverificationcerts.paypal.com';
const sandboxSigner = 'messageverificationcerts.sandbox.paypal.com';
const fetchWithinMs = 3_000;
const pemLimit = 64 * 1024;
const longestChain = 5;

/**
 * The address of a certificate, or null unless it is at one of the hosts (with a port where it is not 443): nothing else is
 * ever fetched.
 */
export function certificateUrl(text: string, hosts: readonly string[] = payPalCertificateHosts): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const isPlain = url.protocol === 'https:' && url.username === '' && url.password === '';
  const isCertificate = /^\/v1\/notifications\/certs\/[\w.-]{1,200}$/.test(url.pathname);
  return isPlain && hosts.includes(url.host) && isCertificate && url.search === '' ? url : null;
}

/** Certificates by address; a chain that was checked is kept for a day, or until a link of it ends. */
export function createCertificateSource(options: CertificateSourceOptions = {}): CertificateSource {
  const { fetchPem = download, roots = getCACertificates('default') } = options;
  const checked = new LRUCache<string, { signer: X509Certificate; until: number }>({ max: 20 });
  let trusted: readonly X509Certificate[] | undefined;
  return {
    async signer(url, now) {
      const known = checked.get(url.href);
      if (known && known.until > now.getTime()) return known.signer;
      const chain = parseChain(await fetchPem(url));
      trusted ??= roots.map((pem) => new X509Certificate(pem));
      const ends = checkChain(chain, trusted, now);
      const signer = chain[0]!;
      checked.set(url.href, { signer, until: Math.min(ends, now.getTime() + 24 * 3_600_000) });
      return signer;
    },
  };
}

/**
 * Checks that the first certificate is PayPal's signer, and that each was issued by the next, up to a root we trust.
 *
 * @returns when the first of them ends, in ms since the epoch
 */
function checkChain(
  chain: readonly X509Certificate[],
  trusted: readonly X509Certificate[],
  now: Date,
): number {
  const [signer] = chain;
  if (!signer || !isPayPals(signer))
    throw new CertificateRefused('the certificate is not of PayPal’s signer');
  let current = signer;
  let ends = Number.POSITIVE_INFINITY;
  for (let depth = 0; depth <= longestChain; depth += 1) {
    if (now < current.validFromDate || now > current.validToDate) {
      throw new CertificateRefused('a certificate of the chain is not valid now');
    }
    ends = Math.min(ends, current.validToDate.getTime());
    if (depth > 0 && !current.ca)
      throw new CertificateRefused('a certificate was issued by one that may not');
    const isIssuer = (other: X509Certificate): boolean =>
      current.checkIssued(other) && current.verify(other.publicKey);
    if (trusted.some((root) => root.fingerprint256 === current.fingerprint256)) return ends;
    const root = trusted.find(isIssuer);
    const next = root ?? chain.find((other) => other !== current && isIssuer(other));
    if (!next) throw new CertificateRefused('the chain does not lead to a root that is trusted');
    current = next;
  }
  throw new CertificateRefused('the chain is too long');
}

function isPayPals(certificate: X509Certificate): boolean {
  return namesOf(certificate).some((name) => name === liveSigner || name === sandboxSigner);
}

/** Whether a checked certificate signs events of real money. */
export function signsLive(certificate: X509Certificate): boolean {
  return namesOf(certificate).includes(liveSigner);
}

function namesOf(certificate: X509Certificate): string[] {
  return [
    ...certificate.subject.split('\n').flatMap((part) => (part.startsWith('CN=') ? [part.slice(3)] : [])),
    ...(certificate.subjectAltName ?? '')
      .split(', ')
      .flatMap((part) => (part.startsWith('DNS:') ? [part.slice(4)] : [])),
  ];
}

function parseChain(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  try {
    return blocks.slice(0, longestChain).map((block) => new X509Certificate(block));
  } catch {
    throw new CertificateRefused('the certificate is not readable');
  }
}

async function download(url: URL): Promise<string> {
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(fetchWithinMs) });
    if (!response.ok) throw new Error(`answered ${response.status}`);
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of Readable.fromWeb(response.body as ReadableStream) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > pemLimit) throw new Error('too long for a certificate');
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('latin1');
  } catch (cause) {
    throw new CertificateUnavailable('the certificate could not be fetched', { cause });
  }
}
