/** The published description of the API: sound by a linter of others, and the very one that the client's types were made from. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import openapiTS, { astToString } from 'openapi-typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../../journeys/house.ts';

const SCHEMA = new URL('../../client/schema.ts', import.meta.url);
const HEADER =
  '/** Types of the API, made from its OpenAPI description: UPDATE=1 npx vitest run apps/server/openapi.test.ts */\n';

let house: TestHouse;
let description = '';

beforeAll(async () => {
  house = await openHouse();
  description = await (await fetch(`${house.address}/openapi.json`)).text();
});
afterAll(() => house?.close());

test('the description is OpenAPI 3.1 that a linter of others finds nothing wrong with', async () => {
  expect(JSON.parse(description)).toMatchObject({ openapi: '3.1.0' });
  const config = await createConfig({
    extends: ['minimal'],
    rules: { 'operation-operationId': 'error', 'operation-summary': 'error' },
  });
  const problems = await lintFromString({ source: description, config });
  expect(problems.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([]);
});

test('the client was generated from this very description', async () => {
  const generated = HEADER + astToString(await openapiTS(description));
  if (process.env.UPDATE === '1') writeFileSync(SCHEMA, generated);
  expect(readFileSync(SCHEMA, 'utf8')).toBe(generated);
});
