// Deputies are called from the districts of their own term; a by-election fills a seat that fell empty and adds none (选举法 57).
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { accept, act, districtOf, enterGroup, hallOf, marks, ok, pollOf, SECOND, signBoth, today } from './congress.mjs'
import { printed } from './paper.mjs'
import { allRows, cleanUp, COUNTY, demoSite, PASSWORD, serve, signInAll } from './server.mjs'

const DIRECT = { kind: 'district', rules: 'people-direct-2020' }
let as
before(async () => {
  as = await signInAll(await serve(demoSite('by_election')), ['congress', 'office', 'leader', 'teller1', 'teller2', 'scrutineer'])
})
after(cleanUp)

const add = (ledger, fields) => as.congress.post(`/api/rows/${ledger}`, { region: COUNTY, fields })
const codes = (answer) => (assert.equal(answer.status, 400, answer.text), answer.body.error.fields.map((f) => f.code).join())
const hall = (term) => hallOf(as, 10, 8, { ...DIRECT, term })
/** The election in a district of ten voters: of two names in the order of strokes the first is elected. */
const elect = async (at, names) => {
  const poll = await pollOf(as, at, { title: '人大代表选票', election: { title: '人大代表', office: 'deputy_direct', rules: 'people-direct-2020', seats: 1,
    candidates: names.map((name) => ({ name })) } })
  await act(as.congress, poll, 'freeze', { attendance: { due: 10, present: 8 }, second: SECOND })
  await act(as.congress, poll, 'issue', { printed: 10, issued: 8, unused: 2, cut: 0, returned: 8 })
  await act(as.congress, poll, 'open')
  await act(as.congress, poll, 'close')
  await accept(as, await enterGroup(as, poll, marks(...Array(8).fill('YN'))))
  await act(as.congress, poll, 'count')
  return signBoth(as, poll, at)
}
const called = async (congress) => {
  const done = ok(await as.congress.post(`/api/congresses/${congress}/roster`, { from: 'deputies' }))
  return [done, (await allRows(as.congress, 'attendee', { congress })).map((a) => a.name)]
}

test('the deputies of a term, and who came for one of them', async () => {
  const people = (term) => add('congress', { title: `第${term}届人大一次会议`, kind: 'people', level: 'county', rules: 'organic-2022', population: 40000, deputies: 140, approval_number: `省人常名〔20${term}〕1号`, term, session: 1 })
    .then((answer) => ok(answer, 201).id)
  const old = await hall(87), at = await hall(88)
  await districtOf(as, old.congress, 10, { title: '上届选区', seats: 1 })
  const own = await districtOf(as, at.congress, 10, { title: '本届选区', seats: 1, place: 7 })
  await elect(old, ['孙李', '赵钱'])
  const poll = await elect(at, ['王文', '李武'])
  const before_ = await people(87), congress = await people(88)
  assert.deepEqual((await called(before_))[1], ['孙李'])
  assert.deepEqual((await called(congress))[1], ['王文'], 'nobody of the term before')

  // all 140 seats are dealt
  for (let n = 1; n <= 46; n++) ok(await add('district', { title: `本届第${n}选区`, level: 'county', seats: 3, population: 800, place: 100 + n, rules: 'people-direct-2020' }), 201)
  ok(await add('district', { title: '本届末一选区', level: 'county', seats: 1, population: 800, place: 99, rules: 'people-direct-2020' }), 201)
  const again = await hall(88)
  const filler = { title: '本届选区（补选）', level: 'county', seats: 1, place: 7, rules: 'people-direct-2020', congress: again.congress }
  const bare = await add('district', filler)
  assert.equal(codes(bare), 'size.dealt_fixed,district.number_taken')
  assert.match(bare.text, /第 7 号选区“本届选区”.*补选请填写/)
  assert.equal(codes(await add('district', { ...filler, fills: own })), 'district.fills_most', 'nobody left')
  const [who] = await allRows(as.congress, 'candidate', { election: poll.elections[0].id, name: '王文' })
  const { id } = ok(await add('departure', { candidate: who.id, cause: 'resigned', left_on: today(), organ: 'standing_committee', decided_by: '县人大常委会', document: '县人大常委会第三次会议' }), 201)
  assert.equal(codes(await add('district', { ...filler, fills: own })), 'district.fills_most', 'nobody confirmed it')
  ok(await as.leader.post(`/api/rows/departure/${id}/acts/confirm`, { ver: 1, password: PASSWORD }))
  const two = await add('district', { ...filler, fills: own, seats: 2 })
  assert.match(codes(two), /fills_most/)
  assert.match(two.text, /出缺待补的是 1 名，填写的应选代表是 2 名/)
  const [other] = await allRows(as.congress, 'district', { title: '上届选区' })
  assert.equal(codes(await add('district', { ...filler, fills: other.id })), 'district.fills_other', 'of another term')

  const by = await districtOf(as, again.congress, 10, { ...filler, fills: own })
  assert.equal(codes(await add('district', { title: '又一次补选', level: 'county', seats: 1, rules: 'people-direct-2020', fills: own })), 'district.fills_most')
  assert.equal(codes(await add('district', { title: '补选的补选', level: 'county', seats: 1, rules: 'people-direct-2020', fills: by })), 'district.fills_other')
  await elect(again, ['刘国', '张建'])
  assert.deepEqual(await called(congress), [{ added: 1, kept: 0, removed: 1 }, ['刘国']])
  // papers say who came by a by-election, and that it was one
  assert.match(await printed(as.congress, 'delegate_roster', 'congress', congress), /补选产生：刘国（第7选区，.*补选）/)
  assert.match(await printed(as.congress, 'deputy_credentials_report', 'congress', congress), /补选产生的代表：刘国/)
  for (const [name, says] of [['elected_notice', /代表补选中/], ['result_confirmation', /补选结果的决定.*的补选。/], ['deputy_register', /补选产生/]])
    assert.match(await printed(as.congress, name, 'district', by), says)
  assert.doesNotMatch(await printed(as.congress, 'result_confirmation', 'district', own), /补选/)
  assert.equal(ok(await as.congress.get(`/api/districts/${by}`)).gates.find((g) => g.gate === 'total').ok, true, '140 of 140')
})
