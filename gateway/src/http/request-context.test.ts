import type { IncomingMessage } from 'node:http';
import { callerAddress } from './request-context.ts';
import { trustedProxies } from './trusted-proxies.ts';

const from = (remoteAddress: string, forwarded?: string): IncomingMessage =>
  ({ headers: { 'x-forwarded-for': forwarded }, socket: { remoteAddress } }) as never;

test.each([
  ['what a direct client claims is ignored', '9.9.9.9', '6.6.6.6', '9.9.9.9'],
  ['behind one proxy, the address that proxy saw counts', '10.0.0.1', '6.6.6.6, 1.2.3.4', '1.2.3.4'],
  ['behind two proxies, the one that the first saw', '10.0.0.1', '6.6.6.6, 1.2.3.4, 10.0.0.9', '1.2.3.4'],
  ['without the header, the connection', '10.0.0.1', undefined, '10.0.0.1'],
  ['what is no address ends the search', '10.0.0.1', '1.2.3.4, <script>', '10.0.0.1'],
  ['IPv6 and addresses mapped to it are told apart', '::1', '2001:db8::5', '2001:db8::5'],
  ['a chain of our own only', '10.0.0.1', '10.0.0.2', '10.0.0.2'],
])('%s', (_name, connection, header, expected) => {
  const isTrustedProxy = trustedProxies(['10.0.0.0/8', '::1']);
  expect(callerAddress({ isTrustedProxy }, from(connection, header))).toBe(expected);
});

test('a list with what is no address is refused', () => {
  expect(() => trustedProxies(['10.0.0.0/8', 'proxy.internal'])).toThrow('proxy.internal');
});
