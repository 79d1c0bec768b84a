// Types of every service's API, from the contracts that the services are held to; and which of them offer what.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';

const contracts = new URL('../../contracts/http/', import.meta.url);
const generated = new URL('../generated/', import.meta.url);

await mkdir(generated, { recursive: true });
const parking = [];
const audited = [];
for (const file of (await readdir(contracts)).sort()) {
  const service = file.replace('.openapi.json', '');
  const document = new URL(file, contracts);
  await writeFile(new URL(`${service}.ts`, generated), astToString(await openapiTS(document)));
  const { paths } = JSON.parse(await readFile(document, 'utf8'));
  if ('/ops/dead-letters' in paths) parking.push(service);
  if ('/ops/audit' in paths) audited.push(service);
}
await writeFile(
  new URL('services.ts', generated),
  `/** Services that park messages they cannot take. */\nexport const PARKING = ${JSON.stringify(parking)} as const;\n` +
    `/** Services that write down who did what. */\nexport const AUDITED = ${JSON.stringify(audited)} as const;\n`,
);
