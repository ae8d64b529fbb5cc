// What one secretariat tried in order to bend a result: each way is shut, and says what is right instead.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { accept, act, byPresidium, countedIn, enterGroup, evidenceFile, hallOf, heldIn, marks, nameOf, ok, openedOn, pollElsewhere as pollOf, refused, SECOND, signBoth } from './congress.mjs'
import { cleanUp, COUNTY, demoSite, PASSWORD, run, serve, signInAll } from './server.mjs'

let server, as, hall

before(async () => {
  server = await serve(demoSite('bent'))
  as = await signInAll(server, ['congress', 'cadre', 'teller1', 'teller2', 'scrutineer'])
  hall = await hallOf(as, 10, 10)
})
after(cleanUp)

const PEOPLE = { kind: 'people', rules: 'organic-2022', session: 1 }
const names = (...all) => all.map((name) => ({ name }))
const times = (n, ballot) => Array(n).fill(ballot)
const one = (office, seats, ...candidates) => ({ title: office, office, seats, rules: 'organic-2022', candidates: names(...candidates) })
const row = async (ledger, id) => ok(await as.congress.get(`/api/rows/${ledger}/${id}`))
const change = async (ledger, id, fields) => as.congress.post(`/api/rows/${ledger}/${id}`, { ver: (await row(ledger, id)).ver, fields })
const freeze = (at, poll, body = { sitting: at.sitting }) => as.congress.post(`/api/polls/${poll.id}/freeze`, body)
const gates = async (poll) => ok(await as.congress.get(`/api/polls/${poll.id}`)).gates.filter((g) => !g.ok).map((g) => g.gate)
const counted = (at, poll, ballots) => countedIn(as, at, poll, ballots)
const held = (at, poll, ballots) => heldIn(as, at, poll, ballots)
const next = (poll, decision, status = 201) => act(as.congress, poll, 'next', { election: poll.elections[0].id, decision }, status)
const declare = async (poll, cause = 'procedure', at = hall) =>
  as.congress.post(`/api/polls/${poll.id}/void`, { cause, reason: '程序有误', password: PASSWORD, ...await byPresidium(as, at) })

describe('rules are not settings', () => {
  test('no vote has its own quorum, bar, right to write in or formal ballot, by whatever door', async () => {
    for (const settings of [{ majority: { base: 'due', more_than: [1, 100] } }, { quorum: { base: 'due', at_least: [1, 10] } }, { formal: true }, { write_in: 'nothing' }, { write_in_after_abstain: true }]) {
      const [key] = Object.keys(settings)
      const made = await as.congress.post('/api/polls', { congress: hall.congress, title: '选票', cast: 1, elections: [
        { title: '县委委员', office: 'committee', seats: 1, rules: 'county-party-2020', candidates: names('王文', '李武'), settings }] })
      assert.match(refused(made, 422, 'poll.setting'), new RegExp(`${key}.*规则`))
      const poll = await pollOf(as, hall)
      const answer = await change('election', poll.elections[0].id, { settings: JSON.stringify(settings) })
      assert.equal(answer.body.error?.fields[0].code, 'poll.setting', answer.text)
    }
  })

  test('the first session of a term holds no by-election', async () => {
    const by = (at) => pollOf(as, at, { elections: [{ ...one('vice', 2, '王文', '李武'), settings: { by_election: true } }] })
    const first = await hallOf(as, 10, 10, PEOPLE)
    assert.match(refused(await freeze(first, await by(first)), 422, 'poll.by_election'), /补选/)
    const third = await hallOf(as, 10, 10, { ...PEOPLE, session: 3 })
    assert.match(refused(await freeze(third, await by(third)), 422, 'poll.not_vacated'), /要选 2 名.*离任、空出的名额是 0 名/)
  })
})

describe('the first session of a people\'s congress', () => {
  test('law 2.2: names are put forward for two days; a township has two deputy chairs at most', async () => {
    const today = new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10)
    const at = await hallOf(as, 10, 10, { ...PEOPLE, opens_on: today })
    const ballot = await pollOf(as, at, { elections: [one('vice', 1, '王文', '李武')] })
    assert.match(refused(await freeze(at, ballot), 422, 'poll.days'), /2 天.*第二十七条/)
    const opens = async (on) => {
      const { ver, term } = ok(await as.congress.get(`/api/rows/congress/${at.congress}`))
      ok(await as.congress.post(`/api/rows/congress/${at.congress}`, { ver, fields: { opens_on: on(term) } }))
    }
    await opens(() => null) // an empty field is no way around the two days
    assert.match(refused(await freeze(at, ballot), 422, 'poll.no_opening'), /开幕日期.*2 天.*第二十七条/)
    await opens(openedOn) // the terms of the tests behind it begin later
    assert.ok(!(await gates(ballot)).includes('days'))
    const town = ok(await as.congress.post('/api/rows/congress', { region: '990124100', fields: { title: '测试镇人代会', kind: 'people', level: 'township', rules: 'organic-2022', session: 1 } }), 201).id
    const chairs = await pollOf(as, { congress: town }, { elections: [one('congress_vice', 3, '王文', '李武', '张建', '刘国')] })
    assert.ok((await gates(chairs)).includes('office_seats'))
  })
})

describe('what is signed stays', () => {
  test('with the days, the place and the approval of its congress', async () => {
    const at = await hallOf(as, 10, 10, { opens_on: '2026-06-27', place: '礼堂' })
    await held(at, await pollOf(as, at), marks(...times(10, 'YYYN')))
    for (const fields of [{ place: '别处' }, { opens_on: '2026-06-29' }, { approval_number: '望组批〔2026〕99号' }, { term: 3 }])
      assert.equal((await change('congress', at.congress, fields)).status, 422, JSON.stringify(fields))
  })
})

describe('who is there is counted', () => {
  test('numbers are not typed where people check in, nor others than those called', async () => {
    const at = await hallOf(as, 12, 3)
    const poll = await pollOf(as, at)
    refused(await freeze(at, poll), 422, 'poll.quorum_more')
    for (const attendance of [{ due: 12, present: 12 }, { due: 5, present: 5 }])
      refused(await freeze(at, poll, { attendance }), 422, 'poll.checked_in')
    const meeting = ok(await as.congress.post('/api/rows/congress', { region: COUNTY, fields: {
      title: '没有会次', kind: 'party', level: 'county', rules: 'county-party-2020', approval_number: '望组批〔2026〕3号' } }), 201).id
    for (let i = 0; i < 3; i++) ok(await as.congress.post('/api/rows/attendee', { region: COUNTY, fields: { congress: meeting, name: nameOf(7000 + i), kind: 'delegate' } }), 201)
    assert.match(refused(await freeze(at, await pollOf(as, { congress: meeting }), { attendance: { due: 2, present: 2 } }), 422, 'poll.called'), /2.*3/)
  })

  test('a sitting that is over says nothing about who is there now', async () => {
    const at = await hallOf(as, 10, 10)
    const poll = await pollOf(as, at)
    ok(await as.congress.post(`/api/sittings/${at.sitting}/close`))
    refused(await freeze(at, poll), 422, 'poll.sitting_shut')
  })
})

describe('only a plenary elects', () => {
  test('no presidium and no delegation', async () => {
    const at = await hallOf(as, 10, 10)
    const sitting = ok(await as.congress.post('/api/rows/sitting', { region: COUNTY, fields: { congress: at.congress, title: '主席团会议', kind: 'presidium' } }), 201).id
    ok(await as.congress.post(`/api/sittings/${sitting}/open`))
    refused(await freeze(at, await pollOf(as, at), { sitting }), 422, 'poll.sitting_part')
  })
})

describe('a poll belongs to its congress', () => {
  test('whose kind is asked again before the vote', async () => {
    const at = await hallOf(as, 10, 10)
    const poll = await pollOf(as, at)
    const answer = await change('congress', at.congress, { kind: 'people', rules: 'organic-2022', session: 1 })
    if (answer.status === 200) assert.ok((await gates(poll)).includes('electing'))
    const other = await hallOf(as, 10, 10, PEOPLE)
    const vice = await pollOf(as, other, { elections: [one('vice', 1, '王文', '李武')] })
    const moved = await change('poll', vice.id, { congress: hall.congress })
    if (moved.status === 200) refused(await freeze(hall, vice), 422, 'election.not_here')
  })

  test('a direct election has its district and its seats', async () => {
    const at = await hallOf(as, 10, 8, { kind: 'district', rules: 'people-direct-2020' })
    const election = { title: '人大代表', office: 'deputy_direct', rules: 'people-direct-2020', seats: 2, candidates: names('王文', '李武', '张建') }
    const poll = await pollOf(as, at, { elections: [election] })
    assert.deepEqual((await gates(poll)).includes('seats'), true)
    refused(await freeze(at, poll, { attendance: { due: 10, present: 8 } }), 422, 'poll.no_district')
    ok(await as.congress.post('/api/rows/district', { region: COUNTY, fields: { title: '一名的选区', level: 'county', place: 1, seats: 1, population: 9000, rules: 'people-direct-2020', congress: at.congress } }), 201)
    assert.match(refused(await freeze(at, poll, { attendance: { due: 10, present: 8 } }), 422, 'poll.district_seats'), /1 名.*2 名/)
  })
})

describe('who may be elected though nobody nominated him', () => {
  test('law 2.2: the standing committee takes nobody written in who is no deputy, or governs', async () => {
    const at = await hallOf(as, 10, 10, PEOPLE)
    const vice = await pollOf(as, at, { elections: [one('vice', 1, nameOf(4005), '李武')] })
    await held(at, vice, times(10, { answers: [{ marks: vice.elections[0].candidates.map((c) => (c.name === nameOf(4005) ? 'Y' : 'N')).join('') }] }))
    let poll = await pollOf(as, at, { cast: 2, elections: [one('congress_vice', 3, nameOf(4006), nameOf(4007), nameOf(4008), nameOf(4009))] })
    poll = await counted(at, poll, [...times(6, { answers: [{ marks: 'NNNN', write_in: ['外来人', nameOf(4005), nameOf(4004)] }] }), ...times(4, { answers: [{ marks: 'YYYN' }] })])
    const [q] = poll.result.questions
    assert.deepEqual(q.elected, [nameOf(4004)])
    assert.deepEqual(q.write_ins.map((w) => [w.name, w.approve, w.fate]).sort(), [['外来人', 6, 'barred'], [nameOf(4004), 6, 'elected'], [nameOf(4005), 6, 'barred']].sort())
    poll = await signBoth(as, poll, at)
    assert.equal(run(['verify', await evidenceFile(as, poll)]).code, 0)
  })

  test('law 2.2: nobody stands for two such offices on papers that are out together', async () => {
    const at = await hallOf(as, 10, 10, PEOPLE)
    ok(await freeze(at, await pollOf(as, at, { elections: [one('vice', 1, nameOf(4005), '李武')] })))
    const other = await pollOf(as, at, { cast: 2, elections: [one('congress_vice', 2, nameOf(4005), nameOf(4006), nameOf(4007))] })
    assert.match(refused(await freeze(at, other), 422, 'poll.apart'), /第47条/)
  })

  test('law 2.2: written in for two such offices at once, he has one: the other result is not signed', async () => {
    const at = await hallOf(as, 10, 10, PEOPLE)
    const ten = (poll, name) => times(10, { answers: [{ marks: 'N'.repeat(poll.elections[0].candidates.length), write_in: [name] }] })
    const chair = await pollOf(as, at, { elections: [one('congress_vice', 2, nameOf(4006), nameOf(4007), nameOf(4008))] })
    const vice = await pollOf(as, at, { cast: 2, elections: [one('vice', 1, '王文', '李武')] })
    ok(await freeze(at, vice))
    await held(at, chair, ten(chair, nameOf(4005)))
    await act(as.congress, vice, 'issue', { printed: 10, issued: 10, unused: 0, cut: 0, returned: 10 })
    await act(as.congress, vice, 'open')
    await act(as.congress, vice, 'close')
    await accept(as, await enterGroup(as, vice, ten(vice, nameOf(4005))))
    await act(as.congress, vice, 'count')
    assert.match(refused(await as.scrutineer.post(`/api/polls/${vice.id}/sign`, { duty: 'chief_scrutineer', name: nameOf(4000), password: PASSWORD }), 422, 'sign.apart'), /congress_vice.*第47条/)
  })

  test('nobody attests his own election', async () => {
    const at = await hallOf(as, 10, 10)
    const poll = await counted(at, await pollOf(as, at), times(10, { answers: [{ marks: 'YYNN', write_in: [nameOf(4000)] }] }))
    assert.match(refused(await as.scrutineer.post(`/api/polls/${poll.id}/sign`, { duty: 'chief_scrutineer', name: nameOf(4000), password: PASSWORD }), 422, 'sign.elected'), /不能签署/)
  })

  test('a date typed on the paper does not beat the record', async () => {
    const { id: person } = ok(await as.cadre.post('/api/rows/person', { region: COUNTY, fields: { name: '韩新', sex: '1', birth: '1990-01', party_joined: '2024-12-01' } }), 201)
    const at = await hallOf(as, 10, 10, { opens_on: '2026-06-28' })
    const poll = await pollOf(as, at, { election: { candidates: [...names('王文', '李武', '张建'), { name: '韩新', person, party_joined: '2000-01-01' }] } })
    refused(await freeze(at, poll), 422, 'poll.seniority')
  })
})

describe('seats add up', () => {
  /** Three seats, two filled. */
  const SHORT = [...times(6, 'YYNN'), ...times(4, 'NNYY')]

  test('an office is elected once; what is missing by its next round', async () => {
    const at = await hallOf(as, 10, 10)
    const first = await held(at, await pollOf(as, at), marks(...SHORT))
    assert.equal(first.result.questions[0].unfilled, 1)
    const fresh = await pollOf(as, { ...at, asked: undefined }, { cast: 5, election: { title: '县委委员补充名额', seats: 2 } })
    assert.match(refused(await freeze(at, fresh), 422, 'poll.held_before'), /下一轮/)
  })

  test('nor is it asked twice on one sheet, or slipped into a later round, nor a later round made another', async () => {
    const at = await hallOf(as, 10, 10)
    const committee = (title) => ({ title, office: 'committee', seats: 1, rules: 'county-party-2020', candidates: names('王文', '李武') })
    refused(await freeze(at, await pollOf(as, at, { elections: [committee('县委委员'), committee('县委委员二')] })), 422, 'poll.asked_twice')
    const other = await hallOf(as, 10, 10)
    const stray = await pollOf(as, other)
    if ((await change('poll', stray.id, { round: 2 })).status === 200) refused(await freeze(other, stray), 422, 'poll.round_stray')
    const first = await held(at, await pollOf(as, at), marks(...SHORT))
    const later = await next(first, 'another_election')
    ok(await change('election', later.elections[0].id, { office: 'discipline' }))
    refused(await freeze(at, later), 422, 'poll.round_other')
  })

  test('a second paper for one round, taken out and brought back, is not voted on', async () => {
    const at = await hallOf(as, 10, 10)
    const first = await held(at, await pollOf(as, at), marks(...SHORT))
    const b = await next(first, 'another_election')
    const rows = [...b.elections[0].candidates.map((k) => ['candidate', k.id]), ['election', b.elections[0].id], ['poll', b.id]]
    for (const [ledger, id] of rows) ok(await as.congress.post(`/api/rows/${ledger}/${id}/remove`, { ver: (await row(ledger, id)).ver, reason: '重做' }), 204)
    const c = await next(first, 'another_election')
    assert.notEqual(b.id, c.id)
    for (const [ledger, id] of rows.reverse()) ok(await as.congress.post(`/api/rows/${ledger}/${id}/restore`, {}))
    for (const poll of [b, c]) refused(await freeze(at, poll), 422, 'poll.round_twice')
  })

  test('no fewer seats once the next round is prepared, nor the same decision again, nor after a new count', async () => {
    const at = await hallOf(as, 10, 10)
    let first = await counted(at, await pollOf(as, at, { election: { seats: 4, candidates: names('王文', '李武', '张建', '刘国', '陈春') } }), marks(...times(6, 'YYNNN'), ...times(4, 'NNYYN')))
    const reduce = (seats) => as.congress.post(`/api/polls/${first.id}/reduce`, { election: first.elections[0].id, seats, approve: 8, oppose: 1, abstain: 1, reason: '接近名额', second: SECOND })
    ok(await reduce(3))
    refused(await reduce(3), 422, 'reduce.seats')
    first = await act(as.congress, first, 'recount', { reason: '核对', second: SECOND })
    assert.deepEqual(first.reductions ?? [], [])
    await act(as.congress, first, 'count')
    first = await signBoth(as, first, at)
    await next(first, 'another_election')
    refused(await reduce(3), 422, 'reduce.made')
  })
})

describe('nobody cancels an unwelcome result', () => {
  test('totals that were seen are not void as if nobody had counted', async () => {
    const at = await hallOf(as, 10, 10)
    const poll = await counted(at, await pollOf(as, at), marks(...times(10, 'YYYN')))
    await act(as.congress, poll, 'recount', { reason: '再数一遍', second: SECOND })
    const tried = await as.scrutineer.post(`/api/polls/${poll.id}/void`, { cause: 'procedure', reason: '不想要', duty: 'chief_scrutineer', name: nameOf(4000), password: PASSWORD })
    refused(tried, 422, 'void.shown')
    await act(as.congress, poll, 'count')
  })

  test('rounds are undone from the last to the first, and begin again', async () => {
    const at = await hallOf(as, 10, 10)
    const first = await held(at, await pollOf(as, at), marks(...times(6, 'YYNN'), ...times(4, 'NNYY')))
    let second = await next(first, 'another_election')
    second = await held(at, second, times(10, { answers: [{ marks: 'Y' + 'N'.repeat(second.elections[0].candidates.length - 1) }] }))
    assert.match(refused(await declare(first, 'procedure', at), 422, 'void.followed'), /后一轮/)
    ok(await declare(second, 'procedure', at))
    ok(await declare(first, 'procedure', at))
    const again = await next(first, 'start_again')
    assert.ok(![first.id, second.id].includes(again.id))
    assert.equal(again.elections[0].seats, 3)
    ok(await freeze(at, again))
  })
})
