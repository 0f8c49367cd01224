import { isSignedWebhook, signWebhook } from './webhook-signature.ts';

const at = new Date('2026-11-21T09:30:00.000Z');
const body = '{"id":"evt_1"}';

test('the signature is HMAC-SHA256 over the timestamp, a dot and the body', () => {
  // printf '1795253400.{"id":"evt_1"}' | openssl dgst -sha256 -hmac whsec
  expect(signWebhook('whsec', body, at)).toBe(
    't=1795253400,v1=6d223f0848cf539d97b2f1a341406f1bb5355d214031319bbae9afe12c44866e',
  );
});

test.each([
  ['as it was signed', signWebhook('whsec', body, at), at, true],
  [
    'with an older signature beside it',
    `${signWebhook('old', body, at)},${signWebhook('whsec', body, at).slice(13)}`,
    at,
    true,
  ],
  ['300 s later', signWebhook('whsec', body, at), new Date(at.getTime() + 300_000), true],
  ['301 s later', signWebhook('whsec', body, at), new Date(at.getTime() + 301_000), false],
  ['301 s earlier', signWebhook('whsec', body, at), new Date(at.getTime() - 301_000), false],
  ['with another secret', signWebhook('other', body, at), at, false],
  ['without a timestamp', signWebhook('whsec', body, at).replace(/^t=\d+,/, ''), at, false],
  ['with a shortened signature', signWebhook('whsec', body, at).slice(0, -1), at, false],
  ['without a header', undefined, at, false],
])('%s it is accepted or not', (_name, header, now, accepted) => {
  expect(isSignedWebhook('whsec', header, Buffer.from(body), now)).toBe(accepted);
});
