import { expect, test } from 'vitest';
import { eidrOf } from './index.ts';

const EIDR = '10.5240/7791-8534-2C23-9030-8610-5';

test.each([
  ['its canonical form', EIDR, EIDR],
  ['small letters', EIDR.toLowerCase(), EIDR],
  ['a colon that some put before it', '10.5240/:7791-8534-2C23-9030-8610-5', EIDR],
  ['a URN', `urn:eidr:${EIDR}`, EIDR],
  ['the URN as it is registered', `urn:eidr:${EIDR.replace('/', ':')}`, EIDR],
  ['MovieLabs’ short form', 'md:cid:eidr-s:7791-8534-2C23-9030-8610-5', EIDR],
  ['the short form without hyphens', 'md:alid:eidr-s:779185342C23903086105', EIDR],
  ['one digit too few', '10.5240/7791-8534-2C23-9030-861-5', undefined],
  ['another registry', '10.1000/7791-8534-2C23-9030-8610-5', undefined],
  ['an id of the partner’s own', 'md:cid:org:lantern.example:film', undefined],
  ['nothing', '', undefined],
])('the EIDR in %s', (_, text, eidr) => {
  expect(eidrOf(text)).toBe(eidr);
});
