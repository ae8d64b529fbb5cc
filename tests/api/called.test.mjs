// Who is due is who has a mandate: a roster that was taken from delegates stays theirs, and a people's congress counts all
// its deputies.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { actOn, hallOf, NEXT_TERM, ok, pollOf, refused, SECOND } from './congress.mjs'
import { allRows, cleanUp, COUNTY, demoSite, serve, signInAll } from './server.mjs'

let server, as
before(async () => {
  server = await serve(demoSite('called'))
  as = await signInAll(server, ['congress', 'office', 'leader'])
})
after(cleanUp)

const stepOf = async (id) => ok(await as.congress.get(`/api/congresses/${id}`)).steps.find((s) => s.step === 'roster')
const gateOf = async (poll) => ok(await as.congress.get(`/api/polls/${poll}`)).gates.find((g) => g.gate === 'roster')

describe('a roster taken from delegates', () => {
  let id, poll
  before(async () => {
    id = ok(await as.congress.get('/api/congresses', { region: COUNTY })).congresses.find((c) => c.state === 'preparing' && c.kind === 'party').id
    const { ver } = ok(await as.congress.get(`/api/rows/congress/${id}`))
    ok(await as.congress.post(`/api/rows/congress/${id}`, { ver, fields: NEXT_TERM }))
    poll = await pollOf(as, { congress: id, asked: new Set() })
  })

  test('is whole; nobody is left out of it to lower the bar, nobody put beside it', async () => {
    assert.deepEqual([(await stepOf(id)).ok, (await gateOf(poll.id)).ok], [true, true])
    const roster = (await allRows(as.congress, 'attendee', { congress: id })).filter((a) => a.votes)
    const officers = new Set(ok(await as.congress.get(`/api/congresses/${id}`)).officers.map((o) => o.name))
    const gone = roster.filter((a) => !officers.has(a.name)).slice(0, 3)
    for (const { id: one, ver } of gone)
      assert.equal((await as.congress.post(`/api/rows/attendee/${one}/remove`, { ver, reason: '不来了' })).status, 204)
    ok(await as.congress.post('/api/rows/attendee', { region: COUNTY, fields: { congress: id, name: '外人甲', kind: 'delegate', delegation: '第一代表团' } }), 201)
    const step = await stepOf(id), gate = await gateOf(poll.id)
    assert.deepEqual([step.ok, gate.ok], [false, false])
    for (const { message } of [step, gate]) assert.match(message, /缺 3 名.*1 名/)
    ok(await as.congress.post(`/api/congresses/${id}/roster`, { from: 'delegates' }))
    assert.match((await stepOf(id)).message, /缺 0 名.*1 名/)
    const [stranger] = await allRows(as.congress, 'attendee', { congress: id, name: '外人甲' })
    assert.equal((await as.congress.post(`/api/rows/attendee/${stranger.id}/remove`, { ver: stranger.ver, reason: '不是代表' })).status, 204)
    assert.equal((await stepOf(id)).ok, true)
  })

  test('whose credentials ended is beside it, until two people end his vote', async () => {
    const [sitting] = ok(await as.congress.get(`/api/congresses/${id}`)).sittings
    ok(await as.congress.post(`/api/sittings/${sitting.id}/open`))
    const [delegate] = await allRows(as.congress, 'delegate', { level: 'county', body_kind: 'party', state: 'qualified' })
    ok(await actOn(as.congress, 'delegate', delegate.id, 'lapse', { reason: '调离' }))
    assert.match((await stepOf(id)).message, /缺 0 名.*1 名/)
    const attendee = (await allRows(as.congress, 'attendee', { congress: id, name: delegate.name })).find((a) => a.votes)
    ok(await as.congress.post(`/api/attendees/${attendee.id}/vote`, { votes: false, decision: '代表资格终止', second: SECOND }))
    assert.equal((await stepOf(id)).ok, true)
  })
})

describe("a people's congress", () => {
  test('counts all its deputies: seats that nobody holds are recorded by two, with their paper', async () => {
    const hall = await hallOf(as, 40, 30, { kind: 'people', rules: 'organic-2022', deputies: 45 })
    const poll = await pollOf(as, hall, { elections: [{ title: '副县长', office: 'vice', seats: 1, rules: 'organic-2022', candidates: [{ name: '王文' }, { name: '李武' }] }] })
    const wrong = await gateOf(poll.id)
    assert.equal(wrong.ok, false)
    assert.match(wrong.message, /40 名.*0 名.*45 名/)
    refused(await as.congress.post(`/api/polls/${poll.id}/freeze`, { sitting: hall.sitting }), 422, 'size.vacant')
    const record = (seats, more = {}) => as.congress.post(`/api/congresses/${hall.congress}/vacant`, { seats, paper: '代表资格审查报告〔2026〕2号', second: SECOND, ...more })
    refused(await record(5, { second: undefined }), 422, 'second.needed')
    refused(await record(5, { paper: ' 无 ' }), 422, 'roster.vote_why')
    refused(await record(45), 422, 'size.vacant_most')
    ok(await record(4))
    assert.match((await gateOf(poll.id)).message, /40 名.*4 名.*45 名/)
    const row = ok(await record(5))
    assert.deepEqual([row.vacant, row.vacant_paper], [5, '代表资格审查报告〔2026〕2号'])
    const shown = ok(await as.congress.get(`/api/congresses/${hall.congress}`)).congress
    assert.deepEqual([shown.vacant, shown.vacant_paper, Boolean(shown.vacant_by), Boolean(shown.vacant_seconded_by)], [5, row.vacant_paper, true, true], 'for the page')
    assert.equal((await gateOf(poll.id)).ok, true)
    // a vote that two people ended is a seat that nobody holds
    ok(await as.congress.post(`/api/attendees/${hall.attendees[39]}/vote`, { votes: false, decision: '辞去代表职务', second: SECOND }))
    assert.equal((await gateOf(poll.id)).ok, true)
    const { ver } = ok(await as.congress.get(`/api/rows/congress/${hall.congress}`))
    assert.match((await as.congress.post(`/api/rows/congress/${hall.congress}`, { ver, fields: { vacant: 9 } })).text, /cell\.kept/)
    const party = await hallOf(as, 12, 12)
    refused(await as.congress.post(`/api/congresses/${party.congress}/vacant`, { seats: 1, paper: '审查报告', second: SECOND }), 422, 'size.vacant_of_none')
  })
})

describe('ballots', () => {
  test('are made when every election on the agenda has one, and settled when each of those is signed', async () => {
    const hall = await hallOf(as, 12, 12)
    const item = async (title, fields = {}) => ok(await as.congress.post('/api/rows/agenda_item', { region: COUNTY, fields: { sitting: hall.sitting, place: 1, title, kind: 'election', ...fields } }), 201).id
    const steps = async () => ok(await as.congress.get(`/api/congresses/${hall.congress}`)).steps.filter((s) => ['polls', 'results'].includes(s.step))
    const poll = await pollOf(as, hall)
    assert.deepEqual((await steps()).map((s) => s.ok), [true, false])
    const one = await item('选举委员')
    const [polls, results] = await steps()
    assert.deepEqual([polls.ok, results.ok], [false, false])
    assert.match(polls.message, /还有 1 项选举没有选票/)
    const { ver } = ok(await as.congress.get(`/api/rows/agenda_item/${one}`))
    ok(await as.congress.post(`/api/rows/agenda_item/${one}`, { ver, fields: { poll: poll.id } }))
    assert.deepEqual((await steps()).map((s) => s.ok), [true, false])
  })
})
