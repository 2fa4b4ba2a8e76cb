import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createConfig, lint, lintFromString } from '@redocly/openapi-core';
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript';
import { expect, test } from 'vitest';

const document = fileURLToPath(new URL('../../src/main/resources/org/zoetrope/web/openapi.yaml', import.meta.url));
const strict = () => createConfig({ extends: ['recommended-strict'] });

test('the description of the API is lint-clean', async () => {
  const problems = await lint({ ref: document, config: await strict() });

  expect(problems.map((one) => `${one.ruleId} ${one.location[0]?.pointer}: ${one.message}`)).toEqual([]);
});

test('and would be found out if it were not', async () => {
  const source = readFileSync(document, 'utf8').replace('operationId: config', 'operationId: document');

  const problems = await lintFromString({ source, absoluteRef: document, config: await strict() });

  expect(problems.map((one) => one.ruleId)).toEqual(['operation-operationId-unique']);
});

test('the types of the client are made from it as it is now', async () => {
  const tree = await openapiTS(pathToFileURL(document), { rootTypes: true, rootTypesNoSchemaPrefix: true });

  const kept = readFileSync(fileURLToPath(new URL('openapi.d.ts', import.meta.url)), 'utf8');

  expect(kept === COMMENT_HEADER + astToString(tree), 'npm run api makes them anew').toBe(true);
});
