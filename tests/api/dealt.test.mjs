// Seats of districts and electoral units are counted with those of their own term, and bound by its number alone (选举法 12 to 14).
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ok } from './congress.mjs'
import { cleanUp, demoSite, serve, signInAll, TOWN } from './server.mjs'

let as
before(async () => {
  as = await signInAll(await serve(demoSite('dealt')), ['congress'])
})
after(cleanUp)

const codes = (answer) => (assert.equal(answer.status, 400, answer.text), answer.body.error.fields.map((f) => f.code).join())
const town = (n) => {
  const region = String(Number(TOWN) + n)
  const add = (ledger, fields) => as.congress.post(`/api/rows/${ledger}`, { region, fields })
  const people = { kind: 'people', level: 'township', rules: 'organic-2022', population: 1800 }
  return {
    add,
    congress: (title, fields) => add('congress', { title, ...people, ...fields }),
    district: (title, fields) => add('district', { title, level: 'township', seats: 3, population: 130, rules: 'people-direct-2020', ...fields }),
    unit: (title, quota, fields) => add('electoral_unit', { title, level: 'township', body_kind: 'congress', quota, ...fields }),
  }
}

test('districts of the last renewal do not fill the congress of this one', async () => {
  const { district } = town(4)
  for (let n = 1; n <= 56; n++)
    ok(await district(`上届第${n}选区`, { election_day: '2016-11-08' }), 201)
  assert.equal(codes(await district('上届第57选区', { election_day: '2016-11-09' })), 'size.dealt_most', '171 of 168')
  for (let n = 1; n <= 56; n++)
    ok(await district(`第${n}选区`, { election_day: '2021-11-08' }), 201)
  assert.equal(codes(await district('第57选区', { election_day: '2021-12-20' })), 'size.dealt_most')
  // and so does a district's page: of its term there are no others
  const { id } = ok(await district('下届选区', { election_day: '2026-11-08' }), 201)
  const total = (page) => page.gates.find((g) => g.gate === 'total')
  assert.deepEqual(total(ok(await as.congress.get(`/api/districts/${id}`))).ok, true)
})

test('the number of a term binds that term, and not the next one, which has none yet', async () => {
  const { congress, district, unit } = town(5)
  const old = ok(await congress('第十六届人代会', { term: 16, session: 1, opens_on: '2017-01-05', deputies: 40, approval_number: '望人常〔2016〕1号' }), 201)
  ok(await congress('第十六届人代会五次会议', { term: 16, session: 5, opens_on: '2021-02-05' }), 201)
  for (let n = 1; n <= 13; n++)
    ok(await district(`旧第${n}选区`, { election_day: '2016-11-08' }), 201)
  assert.equal(codes(await district('旧第14选区', { election_day: '2016-11-08' })), 'size.dealt_fixed')
  assert.equal(codes(await district('旧第14选区', { election_day: '2018-11-08' })), 'size.dealt_fixed', 'between two sessions of it')
  for (let n = 1; n <= 15; n++)
    ok(await district(`新第${n}选区`, { election_day: '2021-11-08' }), 201)
  const next = ok(await congress('第十七届人代会', { term: 17, session: 1, opens_on: '2022-01-05' }), 201)
  ok(await district('新第16选区', { election_day: '2021-11-08' }), 201)
  ok(await as.congress.post(`/api/rows/congress/${next.id}`, { ver: next.ver, fields: { deputies: 48, approval_number: '望人常〔2021〕1号' } }))
  assert.equal(codes(await district('新第17选区', { election_day: '2021-11-08' })), 'size.dealt_fixed')
  assert.equal(codes(await district('未定日期', {})), 'size.dealt_fixed', 'of the newest that is open')
  // an election that names its term is of it, whatever its day
  const election = ok(await congress('补选', { kind: 'district', rules: 'people-direct-2020', population: undefined, term: 16 }), 201).id
  assert.equal(codes(await district('补选选区', { congress: election, election_day: '2021-11-08' })), 'size.dealt_fixed')
  ok(await district('补选选区', { congress: election, election_day: '2021-11-08', seats: 1 }), 201) // the fortieth of the sixteenth
  // units are told apart by the day they elected
  ok(await unit('旧片', 40, { elected_on: '2016-11-08' }), 201)
  ok(await unit('新片', 48, { elected_on: '2021-11-08' }), 201)
  assert.equal(codes(await unit('新二片', 1, { elected_on: '2021-11-09' })), 'size.dealt_fixed')
  assert.equal(codes(await unit('旧二片', 1, { elected_on: '2016-11-09' })), 'size.dealt_fixed')
  assert.ok(old)
})
