// What a congress voted on is complete, or it stays open: the page, the closing and the next round say the same.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { act, actOn, byPresidium, hallOf, heldIn, marks, ok, pollOf, refused, SECOND } from './congress.mjs'
import { cleanUp, demoSite, PASSWORD, serve, signInAll } from './server.mjs'

let server, as

before(async () => {
  server = await serve(demoSite('unfilled'))
  as = await signInAll(server, ['congress', 'teller1', 'teller2', 'scrutineer'])
})
after(cleanUp)

const times = (n, ballot) => Array(n).fill(ballot)
const names = (text) => text.split('、').map((name) => ({ name }))
const THREE = { seats: 3, candidates: names('王文、李武、张建、刘国') }
/** Two of three: 张建 has half of ten. */
const TWO_OF_THREE = marks(...times(5, 'YYYN'), ...times(5, 'YYNN'))

/** A congress whose poll was held so. */
const held = async (ballots, election = THREE, given = {}) => {
  const hall = await hallOf(as, 10, 10, given)
  const poll = await heldIn(as, hall, await pollOf(as, hall, { election }), ballots)
  return { hall, poll }
}
const step = async ({ congress }) => ok(await as.congress.get(`/api/congresses/${congress}`)).steps.find((s) => s.step === 'results')
const next = (poll, decision) => act(as.congress, poll, 'next', { election: poll.elections[0].id, decision }, 201)
const voided = async (poll, hall) => ok(await as.congress.post(`/api/polls/${poll.id}/void`, {
  cause: 'procedure', reason: '未按选举办法投票', password: PASSWORD, ...await byPresidium(as, hall) }))
const reduce = async (poll, seats) => ok(await as.congress.post(`/api/polls/${poll.id}/reduce`, {
  election: poll.elections[0].id, seats, reason: '接近名额', approve: 9, oppose: 1, abstain: 0, second: SECOND }))
const close = async (hall) => {
  const stateOf = async (ledger, id) => ok(await as.congress.get(`/api/rows/${ledger}/${id}`)).state
  if (await stateOf('sitting', hall.sitting) === 'open') ok(await as.congress.post(`/api/sittings/${hall.sitting}/close`))
  if (await stateOf('congress', hall.congress) !== 'open') ok(await actOn(as.congress, 'congress', hall.congress, 'open'))
  return actOn(as.congress, 'congress', hall.congress, 'close')
}
/** Page and closing agree that so many seats are open. */
const isOpen = async (hall, seats, elected) => {
  const said = new RegExp(`应选 ${seats} 名，选出 ${elected} 名`)
  const shown = await step(hall)
  assert.equal(shown.ok, false)
  assert.match(shown.message, said)
  assert.match(refused(await close(hall), 422, 'congress.seats_open'), said)
  ok(await as.congress.post(`/api/sittings/${hall.sitting}/open`)) // to vote on
}
const isComplete = async (hall) => {
  assert.equal((await step(hall)).ok, true)
  ok(await close(hall))
}

describe('seats are open', () => {
  test('when the round that was to fill them is void, till one that stands follows', async () => {
    const { hall, poll } = await held(TWO_OF_THREE)
    const ballots = marks(...times(8, 'YN'), ...times(2, 'NY'))
    const second = await heldIn(as, hall, await next(poll, 'another_election'), ballots)
    assert.equal((await step(hall)).ok, true)
    await voided(second, hall)
    await isOpen(hall, 3, 2)
    await heldIn(as, hall, await next(second, 'start_again'), ballots)
    await isComplete(hall)
  })

  test('when fewer seats were decided on, and not all of them are filled', async () => {
    const six = { seats: 6, candidates: names('王文、李武、张建、刘国、陈春、杨勇、周强') }
    const { hall, poll } = await held(marks(...times(5, 'YYYYYYN'), ...times(5, 'YYYNNNY')), six)
    assert.equal(poll.result.questions[0].elected.length, 3)
    const { next: [left] } = await reduce(poll, 5)
    assert.deepEqual([left.decision, left.seats], ['another_election', 2])
    await isOpen(hall, 5, 3)
    await heldIn(as, hall, await next(poll, 'another_election'), marks(...times(10, 'YYNN')))
    await isComplete(hall)
  })

  test('when the first election is void and was not held again', async () => {
    const { hall, poll } = await held(marks(...times(10, 'YYYN')))
    await voided(poll, hall)
    await isOpen(hall, 3, 0)
    await heldIn(as, hall, await next(poll, 'start_again'), marks(...times(10, 'YYYN')))
    await isComplete(hall)
  })

  test('when a pre-election has no formal ballot', async () => {
    const { hall, poll } = await held(marks(...times(10, 'YYNN')), { ...THREE, seats: 2, pre_election: true })
    assert.equal(poll.result.questions[0].next, 'formal_election')
    await isOpen(hall, 2, 0)
    const formal = await next(poll, 'formal_election')
    assert.equal(formal.elections[0].seats, 2)
    assert.equal((await step(hall)).ok, false, 'not signed')
    await heldIn(as, hall, formal, marks(...times(10, 'YY')))
    await isComplete(hall)
  })
})

describe('nothing is open', () => {
  test('when a void election was prepared anew, and not as its next round', async () => {
    const { hall, poll } = await held(marks(...times(10, 'YYYN')))
    await voided(poll, hall)
    const other = await pollOf(as, hall, { cast: 2, election: THREE })
    assert.match(refused(await close(hall), 422, 'congress.poll_open'), /选票/)
    ok(await as.congress.post(`/api/sittings/${hall.sitting}/open`))
    await heldIn(as, hall, other, marks(...times(10, 'YYYN')))
    await isComplete(hall)
  })

  test('when the rest was left to the next session', async () => {
    const { hall, poll } = await held(TWO_OF_THREE, { ...THREE, office: 'vice', rules: 'organic-2022', title: '副县长' }, { kind: 'people', rules: 'organic-2022' })
    await isOpen(hall, 3, 2)
    ok(await as.congress.post(`/api/polls/${poll.id}/put_off`, {
      election: poll.elections[0].id, approve: 6, oppose: 4, abstain: 0, reason: '下次会议选举', second: SECOND }))
    await isComplete(hall)
  })
})
