// Refusals of a vote that nothing else would notice the loss of, each by its code.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { accept, act, enterGroup, hallOf, heldIn, HOLDERS, marks, nameOf, ok, pollOf, refused, SECOND, signBoth } from './congress.mjs'
import { allRows, Browser, cleanUp, COUNTY, demoSite, PASSWORD, serve, signInAll } from './server.mjs'

let server, as
before(async () => {
  server = await serve(demoSite('refusals'))
  as = await signInAll(server, ['congress', 'teller1', 'teller2', 'scrutineer'])
})
after(cleanUp)

const onPostgres = Boolean(process.env.HUANJIE_API_PG)
const sql = (text) => execFileSync('sqlite3', ['-cmd', '.timeout 5000', join(server.data, 'huanjie.db'), text])
const row = async (ledger, id) => ok(await as.congress.get(`/api/rows/${ledger}/${id}`))
const doAct = async (ledger, id, name, reason = '另有任用') =>
  ok(await as.congress.post(`/api/rows/${ledger}/${id}/acts/${name}`, { ver: (await row(ledger, id)).ver, reason }))
const freeze = (poll, hall) => as.congress.post(`/api/polls/${poll.id}/freeze`, { sitting: hall.sitting })
const signing = (poll) => as.scrutineer.post(`/api/polls/${poll.id}/sign`, { duty: 'chief_scrutineer', name: nameOf(4000), password: PASSWORD })

/** A vote on paper until it is closed, ten ballots of ten. */
const closedPoll = async (hall, more) => {
  const poll = await pollOf(as, hall, more)
  ok(await freeze(poll, hall))
  await act(as.congress, poll, 'issue', { printed: 10, issued: 10, unused: 0, cut: 0, returned: 10 })
  await act(as.congress, poll, 'open')
  return act(as.congress, poll, 'close')
}

/** A vote by slip that is open, `used` of ten slips used. */
const openUrn = async (hall, used) => {
  const poll = await pollOf(as, hall, { way: 'electronic' })
  ok(await freeze(poll, hall))
  const { slips } = await act(as.congress, poll, 'slips', { count: 10, format: 'json' })
  await act(as.congress, poll, 'open', { holders: HOLDERS.slice(0, 2) })
  for (const slip of slips.slice(0, used))
    ok(await new Browser(server).post('/api/vote/cast', { slip, ballots: [{ poll: poll.id, answers: [{ marks: 'YYYN' }] }] }))
  return poll
}

describe('a vote', () => {
  test('poll.no_scrutineer: is not frozen while tellers or scrutineers are missing', async () => {
    const hall = await hallOf(as, 10, 10)
    const poll = await pollOf(as, hall)
    const officers = ok(await as.congress.get(`/api/congresses/${hall.congress}`)).officers
    for (const o of officers.filter((one) => one.duty.endsWith('teller'))) await doAct('officer', o.id, 'withdraw')
    assert.match(refused(await freeze(poll, hall), 422, 'poll.no_scrutineer'), /监票人 2 名、计票人 0 名/)
    for (const o of officers.filter((one) => one.duty.endsWith('scrutineer'))) await doAct('officer', o.id, 'withdraw')
    assert.match(refused(await freeze(poll, hall), 422, 'poll.no_scrutineer'), /监票人 0 名、计票人 0 名/)
  })

  test('entry.taken: a side of a group is entered by the teller who began it', async () => {
    const hall = await hallOf(as, 10, 10)
    const poll = await closedPoll(hall)
    const { number } = (await act(as.congress, poll, 'groups', { name: '第一计票组', mode: 'ballots' }, 201)).groups.at(-1)
    const enter = (who, side) => who.post(`/api/polls/${poll.id}/groups/${number}/entries`, { side, entries: [{ pos: 1, ballot: marks('YYYN')[0] }] })
    ok(await enter(as.teller1, 1))
    refused(await enter(as.teller2, 1), 422, 'entry.taken')
    ok(await enter(as.teller2, 2))
  })

  test('sign.not_counted: is not signed before its count, nor once more after the last signature', async () => {
    const hall = await hallOf(as, 10, 10)
    const poll = await closedPoll(hall)
    refused(await signing(poll), 422, 'sign.not_counted')
    await accept(as, await enterGroup(as, poll, marks(...Array(10).fill('YYYN'))))
    await act(as.congress, poll, 'count')
    await signBoth(as, poll, hall)
    refused(await signing(poll), 422, 'sign.not_counted')
  })

  test('seats.closed: its seats are voted on no more once the congress is closed', async () => {
    const hall = await hallOf(as, 10, 10)
    const candidates = ['王文', '李武', '张建', '刘国', '陈春', '杨勇', '周强'].map((name) => ({ name }))
    const poll = await closedPoll(hall, { election: { seats: 6, candidates } })
    await accept(as, await enterGroup(as, poll, marks(...Array(10).fill('YYYYNNN'))))
    await act(as.congress, poll, 'count')
    await signBoth(as, poll, hall)
    const reduce = (seats) => as.congress.post(`/api/polls/${poll.id}/reduce`, {
      election: poll.elections[0].id, seats, approve: 8, oppose: 1, abstain: 1, reason: '接近名额', second: SECOND })
    const { id } = await act(as.congress, poll, 'next', { election: poll.elections[0].id, decision: 'another_election' }, 201)
    const second = await heldIn(as, hall, { id }, marks(...Array(10).fill('YYN'))) // without it nobody closes the congress
    ok(await as.congress.post(`/api/sittings/${hall.sitting}/close`))
    await doAct('congress', hall.congress, 'open')
    await doAct('congress', hall.congress, 'close')
    refused(await reduce(4), 422, 'reduce.made')
    ok(await as.congress.post(`/api/polls/${second.id}/void`, { cause: 'procedure', reason: '未按选举办法投票', by: 'superior',
      document: '上级党的委员会决定', password: PASSWORD, second: SECOND })) // the committee above may, after the end, too
    refused(await reduce(4), 422, 'seats.closed')
    await doAct('congress', hall.congress, 'reopen')
    ok(await reduce(4))
    await doAct('congress', hall.congress, 'close') // the next term begins after it
  })
})

describe('a vote by slip', () => {
  test('poll.cast_open: no ballot joins a cast whose urn stands', async () => {
    const hall = await hallOf(as, 10, 10)
    await openUrn(hall, 0)
    const joining = (cast) => as.congress.post('/api/polls', { congress: hall.congress, title: '纪委委员选票', cast, way: 'electronic',
      elections: [{ title: '纪委委员', office: 'discipline', seats: 3, rules: 'county-party-2020', candidates: ['陈春', '杨秋', '黄安', '赵平'].map((name) => ({ name })) }] })
    refused(await joining(1), 422, 'poll.cast_open')
    ok(await joining(2), 201)
  })

  test('poll.cast_open: nor is one moved into it', async () => {
    const hall = await hallOf(as, 10, 10)
    const later = await pollOf(as, hall, { cast: 2, way: 'electronic', election: { office: 'discipline', title: '纪委委员' } })
    await openUrn(hall, 3)
    const move = async (cast_no) => ok(await as.congress.post(`/api/rows/poll/${later.id}`, { ver: (await row('poll', later.id)).ver, fields: { cast_no } }))
    await move(1)
    refused(await freeze(later, hall), 422, 'poll.cast_open')
    await move(2)
    ok(await freeze(later, hall))
  })

  // no way of the program leads there: nobody votes before the vote is open, and it is not taken back after
  test('poll.voted: is not taken back with slips that were used', { skip: onPostgres }, async () => {
    const hall = await hallOf(as, 10, 10)
    const poll = await pollOf(as, hall, { way: 'electronic' })
    ok(await freeze(poll, hall))
    await act(as.congress, poll, 'slips', { count: 10, format: 'json' })
    sql(`UPDATE hj_slip SET is_used = 1 WHERE hash = (SELECT max(hash) FROM hj_slip WHERE congress = ${hall.congress})`)
    assert.match(refused(await as.congress.post(`/api/polls/${poll.id}/thaw`, { reason: '漏了一人' }), 422, 'poll.voted'), /1 人/)
  })

  test('urn.count: an urn that holds another number of ballots than slips were used is not opened', { skip: onPostgres }, async () => {
    const hall = await hallOf(as, 10, 10)
    const poll = await openUrn(hall, 4)
    await act(as.congress, poll, 'close')
    sql(`DELETE FROM hj_urn_ballot WHERE key = (SELECT max(key) FROM hj_urn_ballot WHERE congress = ${hall.congress})`)
    const answer = await as.congress.post(`/api/polls/${poll.id}/unseal`, { holders: HOLDERS.slice(0, 2) })
    assert.match(refused(answer, 500, 'io'), /3 张选票.*4 个/)
  })
})

test('delegates.elected_twice: two names of a unit that cannot be told apart elect neither', async () => {
  const [unit] = await allRows(as.congress, 'electoral_unit', { level: 'county', body_kind: 'party' })
  const hall = await hallOf(as, 10, 10)
  for (const birth of ['1984-05', '1990-02']) {
    const fields = { name: '同名人', level: 'county', electoral_unit: unit.id, kind: 'worker', sex: '1', birth }
    await doAct('delegate', ok(await as.congress.post('/api/rows/delegate', { region: COUNTY, fields }), 201).id, 'review')
  }
  const poll = await closedPoll(hall, { election: { title: '代表', office: 'delegate', seats: 1, candidates: [{ name: '同名人' }, { name: '另一人' }] } })
  const first = poll.elections[0].candidates[0].name === '同名人' ? 'YN' : 'NY'
  await accept(as, await enterGroup(as, poll, marks(...Array(10).fill(first))))
  await act(as.congress, poll, 'count')
  await signBoth(as, poll, hall)
  refused(await as.congress.post(`/api/delegates/units/${unit.id}/elect`, { poll: poll.id }), 422, 'delegates.elected_twice')
})
