import { callerNetworkOf } from './caller-network.ts';

test.each([
  ['203.0.113.7', '203.0.113.7'],
  [' 203.0.113.7 , 10.0.0.1', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:0001:2::6', '2001:db8:1:2::/64'],
  ['::1', '0:0:0:0::/64'],
  ['64:ff9b::203.0.113.7', '64:ff9b:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  [undefined, null],
  ['', null],
  ['unknown', null],
  ['203.0.113.7:443', null],
  ['999.1.1.1', null],
])('the network of %j is %j', (address, network) => {
  expect(callerNetworkOf(address)).toBe(network);
});
