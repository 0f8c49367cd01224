import {
  makeCertificate,
  makeChain,
  signerName,
  type TestCertificate,
} from '../testing/paypal-certificates.ts';
import {
  CertificateRefused,
  certificateUrl,
  createCertificateSource,
  signsLive,
} from './paypal-certificate.ts';

let chain: Awaited<ReturnType<typeof makeChain>>;
beforeAll(async () => {
  chain = await makeChain();
});

const url = certificateUrl('https://api.paypal.com/v1/notifications/certs/CERT-1')!;
const now = new Date();
const source = (...certificates: TestCertificate[]) =>
  createCertificateSource({
    fetchPem: async () => certificates.map(({ pem }) => pem).join(''),
    roots: [chain.root.pem],
  });

describe('the address of a certificate', () => {
  test.each([
    'https://api.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594-1d93a270',
    'https://api.sandbox.paypal.com/v1/notifications/certs/CERT-1',
    'https://api-m.sandbox.paypal.com/v1/notifications/certs/CERT-1',
  ])('is one of PayPal: %s', (text) => {
    expect(certificateUrl(text)?.href).toBe(text);
  });

  test.each([
    'http://api.paypal.com/v1/notifications/certs/CERT-1',
    'https://api.paypal.com.attacker.example/v1/notifications/certs/CERT-1',
    'https://attacker.example/v1/notifications/certs/CERT-1',
    'https://paypal.com/v1/notifications/certs/CERT-1',
    'https://api.paypal.com:8443/v1/notifications/certs/CERT-1',
    'https://api.paypal.com@127.0.0.1/v1/notifications/certs/CERT-1',
    'https://user:word@api.paypal.com/v1/notifications/certs/CERT-1',
    'https://api.paypal.com/v1/notifications/certs/../../redirect?to=http://169.254.169.254',
    'https://api.paypal.com/v1/notifications/certs/CERT-1?next=1',
    'https://127.0.0.1/v1/notifications/certs/CERT-1',
    'https://[::1]/v1/notifications/certs/CERT-1',
    'https://0x7f.1/v1/notifications/certs/CERT-1',
    'file:///etc/passwd',
    'not an address',
    '',
  ])('is refused, and nothing fetched: %s', (text) => {
    expect(certificateUrl(text)).toBeNull();
  });
});

describe('a chain of certificates', () => {
  test('is believed up to a root that is trusted', async () => {
    const signer = await source(chain.signer, chain.between).signer(url, now);
    expect(signer.subject).toBe(`CN=${signerName}`);
    await source(chain.signer, chain.between, chain.root).signer(url, now);
  });

  test('is fetched once', async () => {
    const fetchPem = jest.fn(async () => chain.signer.pem + chain.between.pem);
    const kept = createCertificateSource({ fetchPem, roots: [chain.root.pem] });
    await kept.signer(url, now);
    await kept.signer(url, now);
    expect(fetchPem).toHaveBeenCalledTimes(1);
    await kept.signer(url, new Date(now.getTime() + 25 * 3_600_000));
    expect(fetchPem).toHaveBeenCalledTimes(2);
  });

  test.each<[string, () => Promise<TestCertificate[]>]>([
    [
      'is of somebody else',
      async () => [await makeCertificate({ name: 'shop.example', issuer: chain.root })],
    ],
    [
      'has its name in a longer one',
      async () => [await makeCertificate({ name: `${signerName}.attacker.example`, issuer: chain.root })],
    ],
    ['is signed by itself', async () => [await makeCertificate({ name: signerName })]],
    ['leaves a link out', async () => [chain.signer]],
    [
      'leads to another root',
      async () => {
        const other = await makeChain();
        return [other.signer, other.between, other.root];
      },
    ],
    [
      'has a name as ours but another key',
      async () => {
        const root = await makeCertificate({ name: 'Test Root', isAuthority: true });
        return [await makeCertificate({ name: signerName, issuer: root }), root];
      },
    ],
    [
      'goes over one that may not issue',
      async () => {
        const between = await makeCertificate({ name: 'No Authority', issuer: chain.root });
        return [await makeCertificate({ name: signerName, issuer: between }), between];
      },
    ],
    [
      'has ended',
      async () => [
        await makeCertificate({ name: signerName, issuer: chain.root, to: new Date(now.getTime() - 1_000) }),
      ],
    ],
    [
      'has not begun',
      async () => [
        await makeCertificate({
          name: signerName,
          issuer: chain.root,
          from: new Date(now.getTime() + 60_000),
        }),
      ],
    ],
    [
      'has a link that has ended',
      async () => {
        const between = await makeCertificate({
          name: 'Ended Authority',
          issuer: chain.root,
          isAuthority: true,
          to: new Date(now.getTime() - 1_000),
        });
        return [await makeCertificate({ name: signerName, issuer: between }), between];
      },
    ],
    ['is empty', async () => []],
  ])('is refused where it %s', async (_name, certificates) => {
    await expect(source(...(await certificates())).signer(url, now)).rejects.toThrow(CertificateRefused);
  });
});

test('other hosts are those that were named, with their ports, and then PayPal’s are not', () => {
  const hosts = ['127.0.0.1:8443', 'certs.example'];
  const at = (host: string): string => `https://${host}/v1/notifications/certs/CERT-1`;
  for (const host of hosts) expect(certificateUrl(at(host), hosts)?.host).toBe(host);
  for (const host of ['127.0.0.1', '127.0.0.1:8444', 'certs.example:8443', 'api.paypal.com']) {
    expect(certificateUrl(at(host), hosts)).toBeNull();
  }
  expect(certificateUrl('http://certs.example/v1/notifications/certs/CERT-1', hosts)).toBeNull();
});

test('the signer’s name tells whether money is real, wherever its certificate was', async () => {
  expect(signsLive(await source(chain.signer, chain.between).signer(url, now))).toBe(false);
  expect(signsLive(await source(chain.live, chain.between).signer(url, now))).toBe(true);
});
