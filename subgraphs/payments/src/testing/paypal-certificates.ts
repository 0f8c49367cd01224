import 'reflect-metadata';
import { createPrivateKey, type KeyObject, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

const algorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};
const dayMs = 86_400_000;
export const signerName = 'messageverificationcerts.sandbox.paypal.com';
export const liveSignerName = 'messageverificationcerts.paypal.com';

export type TestCertificate = {
  readonly pem: string;
  readonly name: string;
  readonly keys: CryptoKeyPair;
  readonly privateKey: KeyObject;
};

export type CertificateOptions = {
  readonly name: string;
  /** Itself, if absent. */
  readonly issuer?: TestCertificate;
  readonly isAuthority?: boolean;
  /** Address of a server that shows it. */
  readonly address?: string;
  readonly from?: Date;
  readonly to?: Date;
};

/** A certificate made for a test, signed by another or by itself. */
export async function makeCertificate(options: CertificateOptions): Promise<TestCertificate> {
  x509.cryptoProvider.set(webcrypto as unknown as Crypto);
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair;
  const { issuer, isAuthority = false } = options;
  const made = await x509.X509CertificateGenerator.create({
    subject: `CN=${options.name}`,
    issuer: `CN=${issuer?.name ?? options.name}`,
    notBefore: options.from ?? new Date(Date.now() - dayMs),
    notAfter: options.to ?? new Date(Date.now() + 365 * dayMs),
    signingAlgorithm: algorithm,
    publicKey: keys.publicKey,
    signingKey: (issuer?.keys ?? keys).privateKey,
    extensions: [
      new x509.BasicConstraintsExtension(isAuthority, undefined, true),
      ...(options.address
        ? [new x509.SubjectAlternativeNameExtension([{ type: 'ip', value: options.address }])]
        : []),
    ],
  });
  const exported = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  return {
    pem: made.toString('pem'),
    name: options.name,
    keys,
    privateKey: createPrivateKey({ key: exported, format: 'der', type: 'pkcs8' }),
  };
}

/** A chain as PayPal's: a root, an authority below it, and the signers of webhooks in both modes. */
export async function makeChain(): Promise<{
  root: TestCertificate;
  between: TestCertificate;
  signer: TestCertificate;
  live: TestCertificate;
}> {
  const root = await makeCertificate({ name: 'Test Root', isAuthority: true });
  const between = await makeCertificate({ name: 'Test Authority', issuer: root, isAuthority: true });
  return {
    root,
    between,
    signer: await makeCertificate({ name: signerName, issuer: between }),
    live: await makeCertificate({ name: liveSignerName, issuer: between }),
  };
}
