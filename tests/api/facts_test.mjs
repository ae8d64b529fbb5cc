// The demo county prints the numbers of the reports it was made from: every fact with
// "demo": true, measured from the rows by `huanjie figures`; and the same seed makes the
// same county.  Node 18 or later, no other dependency:
//
//     HUANJIE=build/huanjie node --test tests/api/facts_test.mjs
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const huanjie = resolve(root, process.env.HUANJIE ?? 'build/huanjie')
const REPORTS = ['S0', 'S1', 'S2', 'S3', 'S4']
const EXPORTED = ['person', 'team_member', 'task', 'talk', 'pledge']
const SEED = '20211120'
const made = []

const run = (...args) => execFileSync(huanjie, args, { encoding: 'buffer', maxBuffer: 1 << 28 })

const factsOf = (report) => join(root, 'data/facts', `${report}.json`)

const demo = () => {
  const folder = mkdtempSync(join(tmpdir(), 'huanjie-facts-'))
  made.push(folder)
  const data = join(folder, 'site')
  run('demo', data, '--seed', SEED)
  return data
}

const figures = (data, report) =>
  run('figures', '--data', data, '--facts', factsOf(report)).toString()

const exported = (data, ledger) => {
  const file = join(data, '..', `${ledger}.csv`)
  run('export', ledger, file, '--data', data)
  return createHash('sha256').update(readFileSync(file)).digest('hex')
}

after(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

const first = demo()

for (const report of REPORTS) {
  const { facts } = JSON.parse(readFileSync(factsOf(report), 'utf8'))
  const wanted = facts.filter((fact) => fact.demo)

  test(`${report}: the demo county prints its ${wanted.length} facts`, () => {
    const printed = JSON.parse(figures(first, report))
    assert.equal(printed.report, report)
    const byId = new Map(printed.facts.map((fact) => [fact.id, fact]))
    for (const fact of wanted) {
      const line = byId.get(fact.id)
      assert.ok(line, `${fact.id} is missing`)
      assert.equal(line.equal, true, `${fact.id}: ${line.measured}, stated ${line.stated}`)
      if (fact.value !== null) assert.equal(Number(line.measured), Number(fact.value), fact.id)
    }
  })
}

test('the same seed makes the same county', () => {
  const second = demo()
  for (const report of REPORTS) assert.equal(figures(second, report), figures(first, report))
  for (const ledger of EXPORTED)
    assert.equal(exported(second, ledger), exported(first, ledger), ledger)
})
