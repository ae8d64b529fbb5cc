// A number that nobody has on record is an open blank, and its paper is not ready; a 0 on record is a 0.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ok } from './congress.mjs'
import { pagesOf, paperOf, printed } from './paper.mjs'
import { cleanUp, COUNTY, demoSite, serve, signInAll } from './server.mjs'

let as
before(async () => {
  as = await signInAll(await serve(demoSite('open_numbers')), ['congress', 'office'])
})
after(cleanUp)

const add = async (ledger, fields) => ok(await as.congress.post(`/api/rows/${ledger}`, { region: COUNTY, fields }), 201).id
const entries = async (id) => Object.fromEntries(ok(await as.congress.get('/api/forms', { scope: 'congress', id })).forms.map((f) => [f.name, f]))
const read = (name, id) => printed(as.congress, name, 'congress', id)
const party = { kind: 'party', level: 'county', rules: 'county-party-2020' }
/** 0名, 0个: but not 10名, nor 20%. */
const ZERO = /(?<![\d.〔])0[名个](?!额)/

test('of a congress of which nothing is recorded no paper counts, and each says where its numbers are entered', async () => {
  const congress = await add('congress', { ...party, title: '没有登记的党代会', term: 51 })
  const forms = await entries(congress)
  const lacking = { congress_request: /选举单位/, congress_reply: /选举单位/, quota_table: /选举单位/, structure_statistics: /选举单位/, participation: /选举单位/,
    credentials_report: /选举单位/, delegate_roster: /代表名册/, presidium_list: /大会职务/, delegation_list: /名册/ }
  for (const [name, where] of Object.entries(lacking)) {
    assert.equal(forms[name].ready, false, name)
    assert.match(forms[name].why, where, name)
    assert.doesNotMatch(await read(name, congress), ZERO, name)
  }
  const report = await read('credentials_report', congress)
  assert.match(report, /代表名额为＿+〔名额〕名|代表名额为＿+〔[^〕]*〕名/)
  assert.match(report, /妇女＿+〔[^〕]*〕名/)
  const table = pagesOf(await paperOf(as.congress, 'participation', 'congress', congress)).join('\n')
  assert.match(table, /合　计|合\s*计/)
  assert.doesNotMatch(table.match(/合\s*计.*/)[0], /0/)
})

test('a conference and a people\'s congress: the same', async () => {
  const people = await entries(await add('congress', { title: '没有登记的人代会', kind: 'people', level: 'county', rules: 'organic-2022', term: 52 }))
  assert.deepEqual([people.delegate_roster.ready, people.presidium_list.ready], [false, false])
  assert.match(people.delegate_roster.why, /大会名册/)
  const conference = await add('congress', { title: '没有登记的政协会议', kind: 'conference', level: 'county', rules: 'cppcc', term: 53 })
  const forms = await entries(conference)
  for (const name of ['conference_quota', 'conference_names']) {
    assert.equal(forms[name].ready, false, name)
    assert.match(forms[name].why, /界别|委员名册/)
    assert.doesNotMatch(await read(name, conference), ZERO, name)
  }
})

test('what one unit lacks has no sum; a 0 on record is one', async () => {
  const congress = await add('congress', { ...party, title: '登记了一半的党代会', term: 54 })
  const unit = { level: 'county', term: 54, body_kind: 'party', quota: 5, organisations: 3, full_members: 0, voters_due: 0, voters: 0 }
  await add('electoral_unit', { ...unit, title: '甲选举单位', members: 40 })
  const second = await add('electoral_unit', { ...unit, title: '乙选举单位' })
  const sum = async () => pagesOf(await paperOf(as.congress, 'participation', 'congress', congress)).join('\n').match(/合\s*计(.*)/)[1].trim().split(/\s+/)
  let forms = await entries(congress)
  assert.deepEqual([forms.participation.ready, forms.quota_table.ready, forms.congress_request.ready], [false, false, true])
  assert.match(forms.participation.why, /党员数/)
  assert.deepEqual(await sum(), ['6', '0', '0', '0'], 'members of both: nobody knows')
  const row = ok(await as.congress.get(`/api/rows/electoral_unit/${second}`))
  ok(await as.congress.post(`/api/rows/electoral_unit/${second}`, { ver: row.ver, fields: { members: 0 } }))
  forms = await entries(congress)
  assert.deepEqual([forms.participation.ready, forms.quota_table.ready], [true, true])
  assert.deepEqual(await sum(), ['6', '40', '0', '0', '0'])
})

test('how many are young or of a minority is not known while somebody\'s record does not say it', async () => {
  const congress = await add('congress', { ...party, title: '构成不全的党代会', term: 55 })
  const unit = await add('electoral_unit', { level: 'county', term: 55, body_kind: 'party', quota: 1, title: '丙选举单位', candidates: 2, members: 9, organisations: 1 })
  const one = { level: 'county', term: 55, body_kind: 'party', electoral_unit: unit, kind: 'leader', sex: '1', ethnicity: '01', education: '20' }
  await add('delegate', { ...one, name: '王一', birth: '1970-05' })
  const other = await add('delegate', { ...one, name: '李二' })
  const entry = async () => (await entries(congress)).structure_statistics
  assert.equal((await entry()).ready, false)
  assert.match((await entry()).why, /出生年月/)
  const row = ok(await as.congress.get(`/api/rows/delegate/${other}`))
  ok(await as.congress.post(`/api/rows/delegate/${other}`, { ver: row.ver, fields: { birth: '1971-06' } }))
  assert.equal((await entry()).ready, true)
  const line = pagesOf(await paperOf(as.congress, 'structure_statistics', 'congress', congress)).join('\n').match(/合\s*计(.*)/)[1].trim().split(/\s+/)
  assert.deepEqual(line.slice(4), ['2', '0', '0', '0', '0', '0', '0', '2'], 'two leaders, no woman, none young, two of college')
})
