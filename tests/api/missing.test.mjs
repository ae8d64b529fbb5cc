// What is missing is said once: no rule judges an empty field that is required already.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { hallOf, ok, pollOf } from './congress.mjs'
import { cleanUp, demoSite, serve, signInAll, TOWN } from './server.mjs'

let as
before(async () => {
  as = await signInAll(await serve(demoSite('missing')), ['congress'])
})
after(cleanUp)

const faults = (answer) => (assert.equal(answer.status, 400, answer.text), answer.body.error.fields.map((f) => `${f.field}: ${f.code}`))

test('a congress or an election without a rule set is told so once', async () => {
  const add = (ledger, fields) => as.congress.post(`/api/rows/${ledger}`, { region: TOWN, fields })
  const people = { title: '缺规则的大会', kind: 'people', level: 'township' }
  assert.deepEqual(faults(await add('congress', people)), ['rules: cell.required'])
  assert.deepEqual(faults(await add('congress', { ...people, rules: 'county-party-2020' })), ['rules: election.rules_not_here'])
  const poll = await pollOf(as, await hallOf(as, 6, 6))
  const election = ok(await as.congress.get(`/api/rows/election?poll=${poll.id}`)).rows[0]
  const change = (fields) => as.congress.post(`/api/rows/election/${election.id}`, { ver: election.ver, fields })
  assert.deepEqual(faults(await change({ rules: null })), ['rules: cell.required'])
  assert.deepEqual(faults(await change({ office: null })), ['office: cell.required'])
  assert.deepEqual(faults(await change({ rules: 'organic-2022' })), ['rules: election.rules_not_here'])
})
