// Who has a vote is fixed from the opening of the first sitting on: later by a decision alone, never while a poll is in hand.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { readFileSync } from 'node:fs'
import { accept, act, enterGroup, evidenceFile, hallOf, marks, ok, pollOf, refused, SECOND, signBoth } from './congress.mjs'
import { importing } from './importing.mjs'
import { cleanUp, COUNTY, demoSite, PASSWORD, run, serve, signInAll } from './server.mjs'

let server, as

before(async () => {
  server = await serve(demoSite('votes'))
  as = await signInAll(server, ['congress', 'teller1', 'teller2', 'scrutineer'])
})
after(cleanUp)

const ver = async (id) => ok(await as.congress.get(`/api/rows/attendee/${id}`)).ver
const edit = async (id, fields) => as.congress.post(`/api/rows/attendee/${id}`, { ver: await ver(id), fields })
/** By a decision, recorded by two. */
const decide = (id, votes, decision, second = SECOND) => as.congress.post(`/api/attendees/${id}/vote`, { votes, decision, ...(second ? { second } : {}) })
const create = (fields) => as.congress.post('/api/rows/attendee', { region: COUNTY, fields: { kind: 'delegate', ...fields } })
const remove = async (id) => as.congress.post(`/api/rows/attendee/${id}/remove`, { ver: await ver(id), reason: '重新登记' })
const codes = (answer) => { assert.equal(answer.status, 400, answer.text); return answer.body.error.fields.map((f) => f.code) }
const due = async (hall) => ok(await as.congress.get(`/api/sittings/${hall.sitting}/hall`)).due
const freeze = (poll, hall) => as.congress.post(`/api/polls/${poll.id}/freeze`, { sitting: hall.sitting })

describe('a vote, once a sitting was opened', () => {
  test('law 2.5: is not switched off for those who are absent, by no door', async () => {
    const hall = await hallOf(as, 12, 3)
    const absent = hall.attendees.slice(10) // who was never there: ten came to the preparatory meeting
    for (const id of absent) assert.deepEqual(codes(await edit(id, { votes: false })), ['roster.vote_fixed'])
    const bulk = await as.congress.post('/api/rows/attendee/bulk', {
      rows: await Promise.all(absent.map(async (id) => ({ id, ver: await ver(id) }))), fields: { votes: false } })
    assert.equal(bulk.status, 400, bulk.text)
    for (const id of absent) refused(await remove(id), 422, 'roster.voter_stays')
    assert.equal(await due(hall), 12)
    const poll = await pollOf(as, hall, { cast: 1 })
    assert.equal((await freeze(poll, hall)).status, 422, 'three of twelve')
  })

  test('ends by a decision that is written down, before the next freeze and not between freeze and signature', async () => {
    const hall = await hallOf(as, 10, 8)
    const gone = hall.attendees[9]
    const why = '代表资格审查委员会〔2026〕3号：辞职'
    refused(await decide(gone, false, why, null), 422, 'second.needed')
    refused(await decide(gone, false, why, { name: 'congress', password: PASSWORD }), 422, 'second.self')
    refused(await decide(gone, false, why, { name: 'cadre', password: PASSWORD }), 422, 'second.wrong')
    refused(await decide(gone, false, '无'), 422, 'roster.vote_why')
    refused(await decide(gone, true, why), 422, 'roster.vote_same')
    assert.equal(await due(hall), 10)
    ok(await decide(gone, false, why))
    assert.equal(await due(hall), 9)
    assert.deepEqual(codes(await edit(gone, { votes: true })), ['roster.vote_fixed'], 'back again by another decision')
    assert.equal((await edit(gone, { vote_decision: '别的' })).status, 400, 'what was decided is kept')
    const trace = ok(await as.congress.get(`/api/rows/attendee/${gone}/history`)).changes
    assert.ok(JSON.stringify(trace).includes('〔2026〕3号'))
    const poll = await pollOf(as, hall, { cast: 1 })
    ok(await freeze(poll, hall))
    const later = () => decide(hall.attendees[8], false, '代表资格审查委员会〔2026〕4号：去世')
    assert.deepEqual(codes(await later()), ['roster.vote_polling'])
    assert.deepEqual(codes(await create({ congress: hall.congress, name: '后来的' })), ['roster.vote_polling'])
    ok(await create({ congress: hall.congress, name: '列席的', kind: 'observer', votes: false }), 201)
    await act(as.congress, poll, 'issue', { printed: 8, issued: 8, unused: 0, cut: 0, returned: 8 })
    await act(as.congress, poll, 'open')
    await act(as.congress, poll, 'close')
    await accept(as, await enterGroup(as, poll, marks(...Array(8).fill('YYYN'))))
    await act(as.congress, poll, 'count')
    assert.deepEqual(codes(await later()), ['roster.vote_polling'])
    await signBoth(as, poll, hall)
    ok(await later())
    assert.equal(await due(hall), 8)
    const signed = ok(await as.congress.get(`/api/polls/${poll.id}`))
    assert.equal(signed.due ?? signed.attendance?.due, 9, 'the signed poll keeps its own')
    const file = await evidenceFile(as, poll)
    const changes = readFileSync(file, 'utf8').split('\n').filter((l) => l.includes('"part":"vote_change"')).map((l) => JSON.parse(l))
    assert.deepEqual(changes.map((l) => [l.votes, l.decision]), [[0, why]], 'those before the freeze, none after it')
    assert.ok(changes[0].account !== changes[0].second && /^\d+$/.test(changes[0].second))
    assert.equal(run(['verify', file]).code, 0)
  })

  test('is added by a decision: one by one, by import or by restoring, not from the roster at once', async () => {
    const hall = await hallOf(as, 4, 4, { term: 14, session: 6 })
    const late = { congress: hall.congress, name: '补选代表' }
    assert.deepEqual(codes(await create(late)), ['roster.vote_fixed'])
    const guest = ok(await create({ ...late, name: '列席者', kind: 'observer', votes: false }), 201).id
    assert.deepEqual(codes(await edit(guest, { votes: true })), ['roster.vote_fixed'])
    refused(await decide(guest, true, '代表资格审查委员会〔2026〕5号：补选确认'), 422, 'roster.vote_kind')
    const fresher = ok(await create({ ...late, votes: false }), 201).id
    ok(await decide(fresher, true, '代表资格审查委员会〔2026〕5号：补选确认'))
    assert.equal(await due(hall), 5)
    refused(await as.congress.post(`/api/congresses/${hall.congress}/roster`, { from: 'delegates' }), 422, 'roster.begun')
    const title = ok(await as.congress.get(`/api/rows/congress/${hall.congress}`)).title
    const sheet = (name) => Buffer.from(`大会,姓名,到会身份\n${title},${name},代表\n`)
    const { check } = importing(() => as)
    const by = { who: as.congress, ledger: 'attendee', name: 'a.csv' }
    const checked = await check(sheet('导入的'), by)
    assert.ok(JSON.stringify(checked).includes('开始签到'), JSON.stringify(checked).slice(0, 600))
    const fresh = ok(await as.congress.post('/api/rows/congress', { region: COUNTY, fields: {
      title: '另一次', kind: 'party', level: 'county', term: 14, session: 7, rules: 'county-party-2020', approval_number: '测试组批〔2026〕9号' } }), 201).id
    const one = ok(await create({ congress: fresh, name: '先登记的' }), 201).id
    assert.equal((await remove(one)).status, 204)
    const sitting = ok(await as.congress.post('/api/rows/sitting', { region: COUNTY, fields: { congress: fresh, title: '预备会议', kind: 'plenary' } }), 201).id
    ok(await as.congress.post(`/api/sittings/${sitting}/open`))
    assert.deepEqual(codes(await as.congress.post(`/api/rows/attendee/${one}/restore`, {})), ['roster.vote_fixed'])
  })
})
