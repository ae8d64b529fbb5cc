// The report upward says which seats stayed empty, and reads right whoever won, over all rounds.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { act, hallOf, heldIn, marks, ok, pollOf, SECOND } from './congress.mjs'
import { printed } from './paper.mjs'
import { cleanUp, demoSite, serve, signInAll } from './server.mjs'

let as
before(async () => {
  as = await signInAll(await serve(demoSite('seats_told')), ['congress', 'office', 'teller1', 'teller2', 'scrutineer'])
})
after(cleanUp)

const times = (n, ballot) => Array(n).fill(ballot)
const report = (hall) => printed(as.congress, 'result_report', 'congress', hall.congress)
const entry = async (hall) => ok(await as.congress.get('/api/forms', { scope: 'congress', id: hall.congress })).forms.find((f) => f.name === 'result_report')

test('all seats filled: nothing is said of empty ones', async () => {
  const hall = await hallOf(as, 10, 10)
  await heldIn(as, hall, await pollOf(as, hall), marks(...times(10, 'YYYN')))
  const text = await report(hall)
  assert.match(text, /大会以无记名投票方式，选举产生了县委委员3名。/)
  assert.doesNotMatch(text, /缺额|没有选足/)
})

test('one seat stays empty, and is no longer told once another round filled it', async () => {
  const hall = await hallOf(as, 10, 10)
  const poll = await heldIn(as, hall, await pollOf(as, hall), marks(...times(8, 'YYNN'), ...times(2, 'YYYN')))
  assert.match(await report(hall), /选举产生了县委委员2名。名额没有选足的：县委委员应选3名，选出2名，缺额1名。/)
  const again = await act(as.congress, poll, 'next', { election: poll.elections[0].id, decision: 'another_election' }, 201)
  const rest = ['王文', '李武', '张建', '刘国'].filter((name) => !poll.result.questions[0].elected.includes(name))
  ok(await as.congress.post(`/api/polls/${again.id}/candidates`, { election: again.elections[0].id, candidates: rest.map((name) => ({ name })) }))
  await heldIn(as, hall, again, marks(...times(10, 'YN')))
  const text = await report(hall)
  assert.match(text, /选举产生了县委委员3名。/)
  assert.doesNotMatch(text, /缺额/)
})

test('a seat that the congress voted away is no empty one, and is told', async () => {
  const hall = await hallOf(as, 10, 10)
  const poll = await heldIn(as, hall, await pollOf(as, hall), marks(...times(8, 'YYNN'), ...times(2, 'YYYN')))
  await act(as.congress, poll, 'reduce', { election: poll.elections[0].id, seats: 2, reason: '接近应选名额，主席团决定', approve: 9, oppose: 1, abstain: 0, second: SECOND })
  const text = await report(hall)
  assert.match(text, /县委委员应选3名，选出2名，经大会表决减少1名。/)
  assert.doesNotMatch(text, /缺额/)
})

test('nobody won: the report says so, and is one', async () => {
  const hall = await hallOf(as, 10, 10)
  await heldIn(as, hall, await pollOf(as, hall), marks(...times(10, 'NNNN')))
  assert.equal((await entry(hall)).ready, true)
  const text = await report(hall)
  assert.match(text, /大会以无记名投票方式，进行了选举，没有人当选。名额没有选足的：县委委员应选3名，没有人当选，缺额3名。/)
  assert.doesNotMatch(text, /选举产生了/)
})
