import { randomUUID, sign } from 'node:crypto';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { crc32 } from 'node:zlib';
import { makeCertificate, makeChain } from './paypal-certificates.ts';

/** What a webhook is signed with: PayPal's signer of either mode, or one that no root of ours stands behind. */
export type PayPalSigner = 'sandbox' | 'live' | 'stranger';

export type PayPalCertificateHost = {
  /** Address and port, as PAYPAL_CERTIFICATE_HOSTS takes it. */
  readonly host: string;
  /** PEM of the root that the shop must trust, for its connections and for the signers. */
  readonly root: string;
  /** Headers of a webhook, as PayPal signs them. */
  headers(
    body: string,
    options: { readonly webhookId: string; readonly at?: Date; readonly signer?: PayPalSigner },
  ): Record<string, string>;
  close(): Promise<void>;
};

/** Serves the certificates of a simulated PayPal over HTTPS, and signs webhooks with them. */
export async function startPayPalCertificateHost(): Promise<PayPalCertificateHost> {
  const address = '127.0.0.1';
  const [chain, stranger] = await Promise.all([makeChain(), makeChain()]);
  const own = await makeCertificate({ name: 'certificates', issuer: chain.root, address });
  const signers = {
    sandbox: { of: chain, certificate: chain.signer },
    live: { of: chain, certificate: chain.live },
    stranger: { of: stranger, certificate: stranger.signer },
  };
  const key = own.privateKey.export({ format: 'pem', type: 'pkcs8' });
  const server = createServer({ key, cert: own.pem }, (request, response) => {
    const name = /^\/v1\/notifications\/certs\/CERT-(\w+)$/.exec(request.url ?? '')?.[1] ?? '';
    if (!Object.hasOwn(signers, name)) {
      response.writeHead(404).end();
      return;
    }
    const { of, certificate } = signers[name as PayPalSigner];
    response.writeHead(200, { 'content-type': 'application/x-pem-file' });
    response.end(certificate.pem + of.between.pem);
  });
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  const host = `${address}:${(server.address() as AddressInfo).port}`;
  return {
    host,
    root: chain.root.pem,
    headers(body, { webhookId, at = new Date(), signer = 'sandbox' }) {
      const [id, time] = [randomUUID(), at.toISOString()];
      const message = `${id}|${time}|${webhookId}|${crc32(body)}`;
      const { privateKey } = signers[signer].certificate;
      return {
        'paypal-transmission-id': id,
        'paypal-transmission-time': time,
        'paypal-transmission-sig': sign('RSA-SHA256', Buffer.from(message), privateKey).toString('base64'),
        'paypal-cert-url': `https://${host}/v1/notifications/certs/CERT-${signer}`,
        'paypal-auth-algo': 'SHA256withRSA',
      };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
