// A presidium declares an election void by a vote of its meeting: a paper that somebody typed decides nothing.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { actOn, byPresidium, evidenceFile, hallOf, heldIn, marks, ok, pollOf, refused, SECOND } from './congress.mjs'
import { cleanUp, COUNTY, demoSite, PASSWORD, run, serve, signInAll } from './server.mjs'

let as
before(async () => {
  as = await signInAll(await serve(demoSite('voided')), ['congress', 'leader', 'teller1', 'teller2', 'scrutineer'])
})
after(cleanUp)

const PEOPLE = { kind: 'people', rules: 'organic-2022', session: 2 }
const VICES = { election: { title: '副县长', office: 'vice', seats: 1, rules: 'organic-2022', candidates: ['王文', '李武'].map((name) => ({ name })) } }
const declare = (poll, more) => as.congress.post(`/api/polls/${poll.id}/void`, { cause: 'procedure', reason: '程序有误', by: 'presidium', document: '主席团公告', password: PASSWORD, second: SECOND, ...more })
const hands = async (sitting, more = {}) => ok(await as.congress.post('/api/rows/agenda_item', { region: COUNTY, state: 'passed', fields: {
  sitting, place: 70, title: '决定选举无效', kind: 'hands', approve: 3, oppose: 0, abstain: 0, ...more } }), 201).id
const itemsOf = async (poll) => ok(await as.congress.get(`/api/polls/${poll.id}`)).voiding.items.map((i) => i.id)

describe('a vote that its presidium declares void', () => {
  for (const [what, fields, ballot] of [['party', { session: 1 }, {}], ["people's", PEOPLE, VICES]])
    test(`of a ${what} congress names the item that passed it after the vote, which stands in the evidence and is not taken up again`, async () => {
      const hall = await hallOf(as, 10, 10, fields)
      const early = await hands(hall.meetings[0])
      const poll = await heldIn(as, hall, await pollOf(as, hall, ballot), marks(...Array(10).fill(ballot.election ? 'YN' : 'YYYN')))
      assert.deepEqual(await itemsOf(poll), [])
      refused(await declare(poll), 422, 'void.item_needed')
      refused(await declare(poll, { item: early }), 422, 'void.item_early')
      refused(await declare(poll, { item: await hands(hall.sitting, { approve: 10 }) }), 422, 'void.item')
      const decision = await byPresidium(as, hall)
      assert.deepEqual(await itemsOf(poll), [decision.item])
      const other = await hallOf(as, 10, 10, { session: 1 })
      refused(await declare(poll, await byPresidium(as, other)), 422, 'void.item')
      refused(await declare(poll, { ...decision, document: '' }), 422, 'void.document')
      const gone = ok(await declare(poll, decision))
      assert.deepEqual([gone.state, gone.voiding.items], ['void', []])
      assert.match(`${gone.voiding.decision.sitting} ${gone.voiding.decision.item}`, /^主席团会议.* 决定选举无效/)
      const file = await evidenceFile(as, poll)
      const said = JSON.parse(readFileSync(file, 'utf8').split('\n').find((line) => line.includes('"part":"decision"'))).decision
      assert.deepEqual([said.by, said.approve, said.oppose, said.abstain, said.item], ['presidium', 3, 0, 0, gone.voiding.decision.item])
      assert.equal(run(['verify', file]).code, 0)
      refused(await actOn(as.congress, 'agenda_item', decision.item, 'reopen', { reason: '再议' }), 422, 'agenda.void_rests')
    })

  test('is told per body who decides when there is no presidium any more', async () => {
    for (const [fields, ballot, code, hint] of [[{ session: 1 }, {}, 'void.closed', /上级党的委员会/], [PEOPLE, VICES, 'void.closed_people', /人大常委会/]]) {
      const hall = await hallOf(as, 10, 10, fields)
      const poll = await heldIn(as, hall, await pollOf(as, hall, ballot), marks(...Array(10).fill(ballot.election ? 'YN' : 'YYYN')))
      const decision = await byPresidium(as, hall)
      ok(await as.congress.post(`/api/sittings/${hall.sitting}/close`))
      for (const act of ['open', 'close']) ok(await actOn(as.congress, 'congress', hall.congress, act))
      const answer = await declare(poll, decision)
      refused(answer, 422, code)
      assert.match(answer.text, hint)
    }
  })
})
