// The sessions of one term: a seat filled once is filled, until who was elected has left.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { hallOf, heldIn, marks, nameOf, ok, pollOf, refused, SECOND, today } from './congress.mjs'
import { cleanUp, COUNTY, demoSite, PASSWORD, serve, signInAll } from './server.mjs'

let server, as

before(async () => {
  server = await serve(demoSite('terms'))
  as = await signInAll(server, ['congress', 'cadre', 'leader', 'teller1', 'teller2', 'scrutineer'])
})
after(cleanUp)

const PEOPLE = { kind: 'people', rules: 'organic-2022' }
const one = (office, seats, names, more = {}) => ({ title: office, office, seats, rules: 'organic-2022', candidates: names.map((name) => ({ name })), ...more })
const freeze = (at, poll) => as.congress.post(`/api/polls/${poll.id}/freeze`, { sitting: at.sitting })
const held = (at, poll, ballots) => heldIn(as, at, poll, ballots)
/** All present vote for one of those on the paper. */
const elect = (at, poll, name) =>
  held(at, poll, marks(...Array(10).fill(poll.elections[0].candidates.map((k) => (k.name === name ? 'Y' : 'N')).join(''))))
const candidateOf = async (poll, name) =>
  ok(await as.congress.get('/api/rows/candidate', { election: poll.elections[0].id })).rows.find((r) => r.name === name)
const leave = (candidate) => as.congress.post('/api/rows/departure', { region: COUNTY, fields: {
  candidate, cause: 'resigned', left_on: today(), organ: 'standing_committee', decided_by: '县人大常委会', document: '县人大常委会第三次会议' } })
/** Entered by one, confirmed by another. */
const left = async (candidate) => {
  const { id } = ok(await leave(candidate), 201)
  ok(await as.leader.post(`/api/rows/departure/${id}/acts/confirm`, { ver: 1, password: PASSWORD }))
  return id
}
const codes = (answer) => { assert.equal(answer.status, 400, answer.text); return answer.body.error.fields.map((f) => f.code) }

describe('a term', () => {
  test('law 2.1: a session is on record once, and a vote says of which session it is', async () => {
    const first = await hallOf(as, 10, 10, { ...PEOPLE, term: 90, session: 1 })
    const again = await as.congress.post('/api/rows/congress', { region: COUNTY, fields: { title: '又一次', level: 'county', ...PEOPLE, term: 90, session: 1 } })
    assert.deepEqual(codes(again), ['congress.same_session'])
    ok(await as.congress.post('/api/rows/congress', { region: COUNTY, fields: { title: '党代会', kind: 'party', level: 'county', rules: 'county-party-2020', term: 90, session: 1 } }), 201)
    const row = ok(await as.congress.get(`/api/rows/congress/${first.congress}`))
    assert.deepEqual(codes(await as.congress.post(`/api/rows/congress/${first.congress}`, { ver: row.ver, fields: { session: null } })), ['congress.begun_as'])
    const unsaid = await hallOf(as, 10, 10, { ...PEOPLE, term: 89, session: null })
    refused(await freeze(unsaid, await pollOf(as, unsaid, { elections: [one('vice', 1, ['王文', '李武'])] })), 422, 'poll.no_term')
  })

  test('elects to an office once; later sessions fill what fell vacant, and nothing else', async () => {
    const first = await hallOf(as, 10, 10, { ...PEOPLE, term: 91, session: 1 })
    const poll = await held(first, await pollOf(as, first, { elections: [one('vice', 2, ['王文', '李武', '张建'])] }), marks(...Array(10).fill('YYN')))
    assert.equal(poll.state, 'signed')
    const second = await hallOf(as, 10, 10, { ...PEOPLE, term: 91, session: 2 })
    const anew = await pollOf(as, second, { elections: [one('vice', 2, ['刘国', '陈明', '赵刚'])] })
    assert.match(refused(await freeze(second, anew), 422, 'poll.no_vacancy'), /应选 2 名.*在任 2 名/)
    const loser = await candidateOf(poll, '张建')
    assert.deepEqual(codes(await leave(loser.id)), ['departure.not_elected'])
    const { id } = ok(await leave((await candidateOf(poll, '王文')).id), 201)
    refused(await freeze(second, await pollOf(as, second, { cast: 6, elections: [one('vice', 1, ['刘国'], { settings: { by_election: true } })] })), 422, 'poll.no_vacancy')
    refused(await as.congress.post(`/api/rows/departure/${id}/acts/confirm`, { ver: 1, password: PASSWORD }), 422, 'departure.same')
    ok(await as.leader.post(`/api/rows/departure/${id}/acts/confirm`, { ver: 1, password: PASSWORD }))
    const gone = ok(await as.congress.get(`/api/rows/departure/${id}`))
    assert.deepEqual([gone.name, gone.office], ['王文', 'vice'])
    assert.equal((await leave(gone.candidate.id)).status, 400, 'nobody leaves twice')
    refused(await freeze(second, anew), 422, 'poll.no_vacancy')
    const held_already = await pollOf(as, second, { cast: 4, elections: [one('vice', 1, ['李武'], { settings: { by_election: true } })] })
    refused(await freeze(second, held_already), 422, 'poll.in_office')
    const one_seat = await pollOf(as, second, { cast: 2, elections: [one('vice', 1, ['刘国'], { settings: { by_election: true } })] })
    const filled = await held(second, one_seat, marks(...Array(10).fill('Y')))
    assert.deepEqual(filled.result.questions[0].elected, ['刘国'])
    // who holds the office is not elected to it once more, on the paper or written in
    const holding = await pollOf(as, second, { cast: 3, elections: [one('vice', 1, ['李武'], { settings: { by_election: true } })] })
    refused(await freeze(second, holding), 422, 'poll.held_before')
    // and what rests on him is not undone
    const row = ok(await as.congress.get(`/api/rows/departure/${id}`))
    refused(await as.congress.post(`/api/rows/departure/${id}/acts/return`, { ver: row.ver, reason: '登记错了' }), 422, 'term.followed')
    assert.equal((await as.congress.post(`/api/rows/departure/${id}/remove`, { ver: row.ver, reason: '登记错了' })).status, 422)
    refused(await as.congress.post(`/api/polls/${poll.id}/void`, { cause: 'procedure', reason: '不想要', by: 'presidium', document: '主席团决定', password: PASSWORD, second: SECOND }), 422, 'term.followed')
    const third = await hallOf(as, 10, 10, { ...PEOPLE, term: 91, session: 3 })
    refused(await freeze(third, await pollOf(as, third, { elections: [one('vice', 1, ['陈明', '赵刚'])] })), 422, 'poll.no_vacancy')
    const next = await hallOf(as, 10, 10, { ...PEOPLE, term: 92, session: 1 })
    ok(await freeze(next, await pollOf(as, next, { elections: [one('vice', 2, ['陈明', '赵刚', '王文'])] })))
  })

  test('a vote under way in one session is not held in another', async () => {
    const first = await hallOf(as, 10, 10, { ...PEOPLE, term: 93, session: 1 })
    ok(await freeze(first, await pollOf(as, first, { elections: [one('vice', 1, ['王文', '李武'])] })))
    const second = await hallOf(as, 10, 10, { ...PEOPLE, term: 93, session: 2 })
    refused(await freeze(second, await pollOf(as, second, { elections: [one('vice', 1, ['张建', '刘国'])] })), 422, 'poll.held_before')
  })

  test('law 2.1: whom a later session elects to what excludes his office has to give one up', async () => {
    const first = await hallOf(as, 10, 10, { ...PEOPLE, term: 94, session: 1 })
    const member = first.attendees[8]
    const { name } = ok(await as.congress.get(`/api/rows/attendee/${member}`))
    const other = ok(await as.congress.get(`/api/rows/attendee/${first.attendees[9]}`)).name
    const sitting = await elect(first, await pollOf(as, first, { elections: [one('congress_vice', 1, [name, other])] }), name)
    const second = await hallOf(as, 10, 10, { ...PEOPLE, term: 94, session: 2 })
    const vice = await elect(second, await pollOf(as, second, { elections: [one('vice', 1, [name, '李武'])] }), name)
    assert.equal(vice.to_leave.length, 1)
    assert.match(vice.to_leave[0], new RegExp(`${name}.*congress_vice.*第47条`))
    await left((await candidateOf(sitting, name)).id)
    assert.deepEqual(ok(await as.congress.get(`/api/polls/${vice.id}`)).to_leave, [])
  })

  test('who holds the office is barred from being written in for a seat beside his', async () => {
    const first = await hallOf(as, 10, 10, { ...PEOPLE, term: 95, session: 1 })
    const poll = await held(first, await pollOf(as, first, { elections: [one('vice', 2, ['王文', '李武', '张建'])] }), marks(...Array(10).fill('YYN')))
    await left((await candidateOf(poll, '王文')).id)
    const second = await hallOf(as, 10, 10, { ...PEOPLE, term: 95, session: 2 })
    const again = await pollOf(as, second, { elections: [one('vice', 1, ['刘国'], { settings: { by_election: true } })] })
    const done = await held(second, again, Array(10).fill({ answers: [{ marks: 'N', write_in: ['李武'] }] }))
    assert.deepEqual([done.result.questions[0].elected, done.result.questions[0].write_ins[0].fate], [[], 'barred'])
  })
})

describe('one seat', () => {
  const asked = async (kind, rules, ...elections) => {
    const at = await hallOf(as, 10, 10, { kind, rules })
    return [at, await pollOf(as, at, { elections: elections.map(([title, office, ...names]) => (
      { title, office, seats: 1, rules, candidates: names.map((name) => ({ name })), settings: {} })) })]
  }

  test('heads are told apart by what they lead, whatever the title says beside it', async () => {
    for (const [a, b] of [['县人民法院院长', '县法院院长'], ['县人民政府县长', '县长人选'], ['县监察委员会主任', '监委主任']])
      refused(await freeze(...(await asked('people', 'organic-2022', [a, 'chief', '王文'], [b, 'chief', '李武']))), 422, 'poll.asked_twice')
    ok(await freeze(...(await asked('people', 'organic-2022', ['县长', 'chief', '王文'], ['县人民法院院长', 'chief', '李武']))))
  })

  test('nobody has two seats of one body', async () => {
    const at = await hallOf(as, 10, 10)
    const inBoth = (again) => pollOf(as, at, { elections: ['committee', 'alternate'].map((office, i) => (
      { title: office, office, seats: 2, rules: 'county-party-2020', candidates: [i ? again : '王文', `李武${i}`, `张建${i}`].map((name) => ({ name })) })) })
    for (const again of ['王文', '岚桥镇王文', '县委办王文', '王文（县委办）'])
      refused(await freeze(at, await inBoth(again)), 422, 'poll.apart')
    refused(await freeze(...(await asked('people', 'organic-2022', ['主任', 'congress_chief', nameOf(4007)], ['副主任', 'congress_vice', nameOf(4007), nameOf(4008)]))), 422, 'poll.apart')
  })
})
