// The consultative conference elects its leaders from among its members: nobody else stands, nobody else is written in.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { accept, act, enterGroup, hallOf, marks, nameOf, ok, pollOf, refused } from './congress.mjs'
import { cleanUp, demoSite, serve, signInAll } from './server.mjs'

let as
before(async () => {
  as = await signInAll(await serve(demoSite('among')), ['congress', 'leader', 'teller1', 'teller2', 'scrutineer'])
})
after(cleanUp)

test('政协章程: members of the conference alone stand and are elected', async () => {
  const hall = await hallOf(as, 10, 10, { kind: 'conference', rules: 'cppcc' })
  const asked = (candidates) => pollOf(as, hall, { elections: [{ title: '县政协常务委员', office: 'standing_member', rules: 'cppcc', seats: 1, candidates }] })
  const freeze = (poll) => as.congress.post(`/api/polls/${poll.id}/freeze`, { sitting: hall.sitting })
  const outside = await asked([{ name: '外人一' }])
  assert.match(refused(await freeze(outside), 422, 'poll.not_elector'), /外人一.*章程/)
  ok(await as.congress.post(`/api/polls/${outside.id}/candidates`, { election: outside.elections[0].id, candidates: [{ name: nameOf(4006) }] }))
  ok(await freeze(outside))
  await act(as.congress, outside, 'issue', { printed: 10, issued: 10, unused: 0, cut: 0, returned: 10 })
  await act(as.congress, outside, 'open')
  await act(as.congress, outside, 'close')
  await accept(as, await enterGroup(as, outside, marks(...Array(10).fill({ marks: 'N', write_in: ['外人甲'] }))))
  const { result } = await act(as.congress, outside, 'count')
  assert.deepEqual([result.questions[0].elected, result.questions[0].write_ins.map((w) => [w.name, w.barred])], [[], [['外人甲', true]]])
})
