// What papers say: nothing that the law forbids or that did not happen, each kind of meeting its own.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { accept, act, enterGroup, hallOf, marks, ok, pollOf, refused, signBoth } from './congress.mjs'
import { cleanUp, COUNTY, demoSite, serve, signInAll, temporary } from './server.mjs'

let server, as

before(async () => {
  server = await serve(demoSite('papers'))
  as = await signInAll(server, ['congress', 'office', 'teller1', 'teller2', 'scrutineer'])
})
after(cleanUp)

const list = async (scope, id) => ok(await as.congress.get('/api/forms', { scope, id })).forms
const entry = async (name, scope, id) => (await list(scope, id)).find((f) => f.name === name)
const read = async (name, scope, id) => {
  const answer = await as.congress.get(`/api/forms/${name}`, { scope, id, format: 'pdf' })
  assert.equal(answer.status, 200, `${name}: ${answer.text.slice(0, 300)}`)
  const file = join(temporary('paper'), 'paper.pdf')
  writeFileSync(file, answer.bytes)
  return execFileSync('pdftotext', ['-layout', file, '-']).toString().replace(/\s+/g, '').replace(/—\d+—/g, '')
}
const add = async (ledger, fields, region = COUNTY) => ok(await as.congress.post(`/api/rows/${ledger}`, { region, fields }), 201).id

/** Everything from the ballots out to the count. */
const counted = async (poll, ballots, freeze) => {
  const n = ballots.length
  await act(as.congress, poll, 'freeze', freeze)
  await act(as.congress, poll, 'issue', { printed: n, issued: n, unused: 0, cut: 0, returned: n })
  await act(as.congress, poll, 'open')
  await act(as.congress, poll, 'close')
  await accept(as, await enterGroup(as, poll, ballots))
  return act(as.congress, poll, 'count')
}
const PEOPLE = { kind: 'people', rules: 'organic-2022' }
const DIRECT = { kind: 'district', rules: 'people-direct-2020' }

describe('law 2.1: a second ballot', () => {
  test('officers of a people\'s congress: no fewer seats, and the names with their votes', async () => {
    const hall = await hallOf(as, 10, 10, PEOPLE)
    let poll = await pollOf(as, hall, { title: '副县长选票', election: { title: '副县长', office: 'vice', rules: 'organic-2022', seats: 2, candidates: ['王文', '李武', '张建'].map((name) => ({ name })) } })
    const election = poll.elections[0].id
    const early = await entry('runoff_report', 'election', election)
    assert.equal(early.ready, false, 'of the election as of its poll')
    poll = await counted(poll, marks(...Array(6).fill('YNN'), ...Array(4).fill('NYN')), { sitting: hall.sitting })
    assert.equal((await entry('runoff_report', 'election', election)).ready, true)
    const text = await read('runoff_report', 'election', election)
    assert.doesNotMatch(text, /减少名额|主席团决定/)
    assert.match(text, /不足的名额另行选举/)
    assert.match(text, /1王文6当选2李武43张建0/)
  })

  test('a recommendation says of a candidate what is on record, and no empty brackets', async () => {
    const hall = await hallOf(as, 6, 6, { ...PEOPLE, title: '测试县第九届人民代表大会第一次会议', session: 1 })
    const poll = await pollOf(as, hall, { title: '副县长选票', election: { title: '副县长', office: 'vice', rules: 'organic-2022', seats: 1,
      candidates: [{ name: '王文', sex: '1', post: '县财政局局长' }, { name: '李武' }] } })
    const text = await read('recommended_introduction', 'poll', poll.id)
    assert.doesNotMatch(text, /（，|，，|批准/)
    assert.match(text, /李武，推荐为/)
    assert.doesNotMatch(text, /第一次会议第一次会议/)
  })
})

describe('law 2.2: deputies and the Party\'s delegates', () => {
  const numbers = { due: 10, present: 8 }
  let congress

  before(async () => {
    const hall = await hallOf(as, 10, 8, DIRECT)
    congress = hall.congress
  })

  test('no paper certifies or announces a deputy while no district has a signed poll', async () => {
    for (const name of ['deputy_credentials_report', 'elected_announcement']) {
      assert.deepEqual([(await entry(name, 'congress', congress)).ready], [false], name)
      refused(await as.congress.get(`/api/forms/${name}`, { scope: 'congress', id: congress, format: 'pdf' }), 422, 'forms.no_deputies')
    }
  })

  test('the credentials report counts those whom the districts elected, the delegates of the Party never', async () => {
    let poll = await pollOf(as, { congress }, { title: '人大代表选票', election: { title: '人大代表', office: 'deputy_direct', rules: 'people-direct-2020', seats: 2,
      candidates: [{ name: '王文', sex: '2' }, { name: '李武', sex: '1' }, { name: '张建', sex: '1' }] } })
    poll = await counted(poll, marks(...Array(6).fill('YNA'), ...Array(2).fill('NYN')), { attendance: numbers })
    await signBoth(as, poll, { congress })
    await add('district', { title: '测试第一选区', level: 'county', place: 1, seats: 2, population: 900, rules: 'people-direct-2020', congress })
    const text = await read('deputy_credentials_report', 'congress', congress)
    assert.match(text, /代表名额为2名，实际选出1名，缺额1名/)
    assert.match(text, /划分1个选区.*参加投票8名/)
    assert.match(text, /1名代表中：妇女1名，占100\.0%/)
    assert.match(text, /1名代表的代表资格有效/)
    assert.match(text, /青岚县人民代表大会常务委员会：/)
    const announced = await read('elected_announcement', 'congress', congress)
    assert.match(announced, /应选代表2名，选出代表1名/)
    assert.match(announced, /1测试第一选区王文/)
    assert.doesNotMatch(announced, /代表代表|岚桥镇第/)
  })

  test('the roster of a people\'s congress is who is called to it', async () => {
    const hall = await hallOf(as, 7, 7, PEOPLE)
    const text = await read('delegate_roster', 'congress', hall.congress)
    const names = ok(await as.congress.get('/api/rows/attendee', { congress: hall.congress })).rows.map((r) => r.name)
    assert.ok(names.length === 7 && names.every((name) => text.includes(name)), text)
    assert.ok(!/8\p{Script=Han}/u.test(text), 'and nobody else')
  })
})
