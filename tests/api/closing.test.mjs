// A congress closes when it is over, and what is closed decides nothing more until it goes on.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { hallOf, heldIn, marks, ok, pollOf, refused, SECOND } from './congress.mjs'
import { cleanUp, demoSite, PASSWORD, serve, signInAll } from './server.mjs'

let server, as

before(async () => {
  server = await serve(demoSite('closing'))
  as = await signInAll(server, ['congress', 'teller1', 'teller2', 'scrutineer'])
})
after(cleanUp)

const names = (...all) => all.map((name) => ({ name }))
describe('a congress that is closed', () => {
  test('has no more ballot papers and is not rehearsed; resumed, it goes on', async () => {
    const own = await hallOf(as, 10, 10)
    const tried = async (name, more = {}) => as.congress.post(`/api/rows/congress/${own.congress}/acts/${name}`, {
      ver: ok(await as.congress.get(`/api/rows/congress/${own.congress}`)).ver, ...more })
    const state = async (...all) => ok(await tried(...all))
    const step = async (name) => ok(await as.congress.get(`/api/congresses/${own.congress}`)).steps.find((s) => s.step === name).ok
    await state('open')
    refused(await tried('close'), 422, 'congress.sitting_open')
    ok(await as.congress.post(`/api/sittings/${own.sitting}/close`))
    const waiting = await pollOf(as, { ...own, asked: undefined })
    refused(await tried('close'), 422, 'congress.poll_open')
    ok(await as.congress.post(`/api/sittings/${own.sitting}/open`))
    const poll = await heldIn(as, own, waiting, marks(...Array(10).fill('YYYN')))
    assert.equal(await step('results'), true)
    ok(await as.congress.post(`/api/polls/${poll.id}/void`, { cause: 'procedure', reason: '未按选举办法投票', by: 'presidium', document: '主席团决定', password: PASSWORD, second: SECOND }))
    assert.equal(await step('results'), false, 'a void vote that nobody repeated is no result')
    refused(await as.congress.post(`/api/polls/${poll.id}/reduce`, { election: poll.elections[0].id, seats: 2, reason: '接近名额', approve: 9, oppose: 1, abstain: 0, second: SECOND }), 422, 'reduce.void')
    ok(await as.congress.post(`/api/sittings/${own.sitting}/close`))
    await state('close')
    const make = () => as.congress.post('/api/polls', { congress: own.congress, title: '选票', elections: [
      { title: '委员', office: 'committee', rules: 'county-party-2020', seats: 1, candidates: names('王文', '李武') }] })
    assert.match(refused(await make(), 422, 'poll.congress_closed'), /已经闭幕.*继续开会/)
    assert.match(refused(await as.congress.post(`/api/congresses/${own.congress}/rehearse`), 422, 'rehearsal.closed'), /闭幕/)
    await state('reopen', { reason: '还有名额没有选出' })
    ok(await make(), 201)
  })
})
