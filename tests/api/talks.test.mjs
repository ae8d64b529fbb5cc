// Coverage of talks: seen only by those who may read talks, counted as the ledger has them, and nothing of
// what was said.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { ok, refused } from './congress.mjs'
import { ACCOUNTS, allRows, cleanUp, COUNTY, demoSite, serve, signInAll, TOWN } from './server.mjs'

let server, as
before(async () => {
  server = await serve(demoSite('talks'))
  as = await signInAll(server, ACCOUNTS)
})
after(cleanUp)

const coverage = async (who, pairs = {}) => ok(await who.get('/api/talks/coverage', { region: COUNTY, ...pairs }))

describe('coverage of talks', () => {
  test('agrees with the ledgers, counted by hand', async () => {
    const seen = await coverage(as.cadre)
    const people = await allRows(as.cadre, 'person', { region: COUNTY })
    const talks = await allRows(as.cadre, 'talk', { region: COUNTY })
    assert.equal(seen.people, people.length)
    const linked = new Set(talks.filter((k) => k.person).map((k) => k.person.id))
    for (const row of seen.rows) if (linked.has(row.id)) assert.ok(row.talks > 0, row.name)
    const counted = seen.rows.reduce((sum, row) => sum + row.talks, 0)
    assert.equal(counted + seen.unclear + seen.others, talks.length)
    assert.equal(seen.talked, seen.rows.filter((row) => row.talks).length)
    assert.ok(seen.talked > 0 && seen.talked < seen.people)
  })

  test('one more talk, and one person fewer is missing', async () => {
    const before = await coverage(as.cadre, { missing: '1' })
    const [row] = before.rows
    const kinds = { reason: 'stay', kind: 'individual', level: 'county', held_on: '2021-06-01', talker: '秦岭' }
    ok(await as.cadre.post('/api/rows/talk', { region: row.region.id, fields: { subject: row.name, person: row.id, ...kinds } }), 201)
    const then = await coverage(as.cadre, { missing: '1' })
    assert.equal(then.rows.length, before.rows.length - 1)
    assert.ok(!then.rows.some((p) => p.id === row.id))
    const later = await coverage(as.cadre, { since: '2021-06-02' })
    assert.equal(later.rows.find((p) => p.id === row.id).talks, 0)
  })

  test('is for those who may read talks there, and says nothing of what was said', async () => {
    for (const role of ['office', 'leader']) await coverage(as[role])
    for (const role of ['inspector', 'reviewer', 'discipline', 'congress', 'system', 'security', 'audit'])
      assert.equal((await as[role].get('/api/talks/coverage', { region: COUNTY })).status, 403, role)
    assert.equal((await as.town1.get('/api/talks/coverage', { region: COUNTY })).status, 403)
    assert.equal((await as.town1.get('/api/talks/coverage', { region: TOWN })).status, 200)
    assert.doesNotMatch(JSON.stringify(await coverage(as.cadre)), /notes|wish|mood/)
  })

  test('a date that is none is refused with its place', async () => {
    assert.match(refused(await as.cadre.get('/api/talks/coverage', { since: '2021-13-01' }), 400, 'shape.date'), /2021-13-01/)
  })
})
