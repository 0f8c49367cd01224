import type { IncomingMessage } from 'node:http';
import { callerAddress } from './request-context.ts';

const from = (forwarded: string | undefined): IncomingMessage =>
  ({ headers: { 'x-forwarded-for': forwarded }, socket: { remoteAddress: '10.0.0.1' } }) as never;

test.each([
  ['what a direct client claims is ignored', 0, '6.6.6.6', '10.0.0.1'],
  ['behind one proxy, the address that proxy saw counts', 1, '6.6.6.6, 1.2.3.4', '1.2.3.4'],
  ['behind two proxies, the one before the last', 2, '6.6.6.6, 1.2.3.4, 10.0.0.9', '1.2.3.4'],
  ['without the header, the connection', 1, undefined, '10.0.0.1'],
  ['what is no address is dropped', 1, '1.2.3.4, <script>', '1.2.3.4'],
])('%s', (_name, trustedProxyHops, header, expected) => {
  expect(callerAddress({ trustedProxyHops }, from(header))).toBe(expected);
});
