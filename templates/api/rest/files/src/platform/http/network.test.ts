import { expect, it } from 'vitest';
import { networkOf } from './network.js';

it.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:0:1::1', '2001:0db8:0000:0001'],
  ['2001:DB8::1:2:3:4:5', '2001:0db8:0000:0001'],
  ['2001:db8:0:1:2:3:4:5', '2001:0db8:0000:0001'],
  ['2001:db8::', '2001:0db8:0000:0000'],
  ['::1', '0000:0000:0000:0000'],
])('counts %s as %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
