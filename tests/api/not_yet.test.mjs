// What is planned is not done, and what is over is not resumed: days that a record names bind the vote.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { act, actOn, day, districtOf, hallOf, ok, pollOf, refused, SECOND } from './congress.mjs'
import { cleanUp, demoSite, PASSWORD, serve, signInAll } from './server.mjs'

let as
before(async () => {
  as = await signInAll(await serve(demoSite('not_yet')), ['congress', 'leader'])
})
after(cleanUp)

describe('a direct election', () => {
  const DIRECT = { kind: 'district', rules: 'people-direct-2020' }
  const DAYS = { election_day: day(0), voter_list_on: day(-20), first_list_on: day(-15), formal_list_on: day(-7) }
  const frozen = async (days) => {
    const hall = await hallOf(as, 10, 8, DIRECT)
    await districtOf(as, hall.congress, 10, { ...DAYS, ...days })
    const poll = await pollOf(as, hall, { title: '人大代表选票', election: { title: '人大代表', office: 'deputy_direct', rules: 'people-direct-2020', seats: 2,
      candidates: [{ name: '王文' }, { name: '李武' }, { name: '张建' }] } })
    return [poll, await as.congress.post(`/api/polls/${poll.id}/freeze`, { attendance: { due: 10, present: 8 }, second: SECOND })]
  }

  test('选举法 28, 29, 32: a list counts as published once its day has come, and the ballot waits for the appeals', async () => {
    const later = { election_day: day(22), first_list_on: day(3), formal_list_on: day(10) }
    for (const [days, what] of [
      [later, /初步候选人公布/], [{ ...later, first_list_on: day(0) }, /正式候选人公布/],
      [{ election_day: day(22), first_list_on: day(0), formal_list_on: day(0), voter_list_on: day(-1) }, /选民名单申诉/],
    ])
      assert.match(refused((await frozen(days))[1], 422, 'poll.district'), what)
  })

  test('选举法 37: is voted on its day, not before', async () => {
    const [early, answer] = await frozen({ election_day: day(1), formal_list_on: day(-8) })
    ok(answer)
    await act(as.congress, early, 'issue', { printed: 10, issued: 8, unused: 2, cut: 0, returned: 8 })
    assert.match(refused(await as.congress.post(`/api/polls/${early.id}/open`), 422, 'poll.election_day'), new RegExp(day(1)))
    const [today, also] = await frozen({})
    ok(also)
    await act(as.congress, today, 'issue', { printed: 10, issued: 8, unused: 2, cut: 0, returned: 8 })
    assert.equal((await act(as.congress, today, 'open')).state, 'open')
  })
})

describe('a congress', () => {
  test('组织法 26, 27: no ballot is frozen while deputies may still nominate', async () => {
    const until = new Date(Date.now() + 86400_000).toISOString().slice(0, 19) + 'Z'
    const hall = await hallOf(as, 10, 10, { kind: 'people', rules: 'organic-2022', session: 1 })
    const set = async (names_until) => {
      const { ver } = ok(await as.congress.get(`/api/rows/congress/${hall.congress}`))
      ok(await as.congress.post(`/api/rows/congress/${hall.congress}`, { ver, fields: { names_until } }))
    }
    const poll = await pollOf(as, hall, { elections: [{ title: '副县长', office: 'vice', seats: 1, rules: 'organic-2022',
      candidates: [{ name: '王文' }, { name: '李武' }] }] })
    const freeze = () => as.congress.post(`/api/polls/${poll.id}/freeze`, { sitting: hall.sitting })
    await set(until)
    refused(await freeze(), 422, 'poll.names_open')
    await set(new Date(Date.now() - 60_000).toISOString().slice(0, 19) + 'Z')
    ok(await freeze())
  })

  test('that ended with signed results is not resumed, so its presidium annuls nothing years later', async () => {
    const held = ok(await as.congress.get('/api/rows/congress', { state: 'closed', limit: 100 })).rows
      .filter((c) => ['people', 'party'].includes(c.kind) && c.closes_on < '2022')
    assert.ok(held.length > 2)
    let tried = 0
    for (const { id, kind } of held) {
      const [poll] = ok(await as.congress.get('/api/rows/poll', { congress: id, state: 'signed' })).rows
      if (!poll || tried++ > 3) continue
      const decision = { cause: 'procedure', by: 'presidium', document: '主席团决定1号', reason: '补办', password: PASSWORD, second: SECOND }
      refused(await as.congress.post(`/api/polls/${poll.id}/void`, decision), 422, kind === 'people' ? 'void.closed_people' : 'void.closed')
      assert.match(refused(await actOn(as.congress, 'congress', id, 'reopen', { reason: '补办' }), 422, 'congress.past'), /2021/)
    }
    assert.ok(tried > 2)
  })
})
