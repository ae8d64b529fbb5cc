// docs/openapi.json: free of faults by the recommended rules of Redocly 1.34 (what `redocly lint` runs), and the
// types of the browser made from it.
//     node tools/openapi.mjs lint       node tools/openapi.mjs types    (writes src/api/schema.ts)
//     node tools/openapi.mjs check      lint, and are the types fresh?
import { readFileSync, writeFileSync } from 'node:fs'
import { createConfig, formatProblems, getTotals, lint } from '@redocly/openapi-core'
import openapiTS, { astToString } from 'openapi-typescript'
import { format, resolveConfig } from 'prettier'

const DESCRIPTION = new URL('../../docs/openapi.json', import.meta.url).pathname
const TYPES = new URL('../src/api/schema.ts', import.meta.url).pathname

const faults = async () => {
  const problems = await lint({
    ref: DESCRIPTION,
    config: await createConfig({ extends: ['recommended'] }),
  })
  if (problems.length)
    formatProblems(problems, { format: 'stylish', totals: getTotals(problems), version: '1.34' })
  return problems.length
}

const types = async () => {
  const nodes = await openapiTS(JSON.parse(readFileSync(DESCRIPTION, 'utf8')), {
    alphabetize: true,
    emptyObjectsUnknown: true,
  })
  const text = `/* Made from docs/openapi.json by tools/openapi.mjs; do not edit. */\n${astToString(nodes)}`
  return format(text, { ...(await resolveConfig(TYPES)), filepath: TYPES })
}

const what = process.argv[2]
if (what === 'types') writeFileSync(TYPES, await types())
if (what === 'lint' || what === 'check') process.exitCode = (await faults()) ? 1 : 0
if (what === 'check' && readFileSync(TYPES, 'utf8') !== (await types())) {
  console.error('src/api/schema.ts is stale: node tools/openapi.mjs types')
  process.exitCode = 1
}
