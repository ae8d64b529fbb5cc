// Counting groups made by mistake: asked for twice, of one name, empty.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { accept, act, hallOf, marks, ok, pollOf, refused } from './congress.mjs'
import { cleanUp, demoSite, serve, signInAll } from './server.mjs'

let as, hall

before(async () => {
  as = await signInAll(await serve(demoSite('groups')), ['congress', 'teller1', 'teller2', 'scrutineer'])
  hall = await hallOf(as, 12, 10)
})
after(cleanUp)

const TEN = marks(...Array(10).fill('YYYN'))

test('a group asked for twice is made once; an empty one can be removed, one with ballots cannot', async () => {
  let own = await pollOf(as, hall)
  await act(as.congress, own, 'freeze', { sitting: hall.sitting })
  await act(as.congress, own, 'issue', { printed: 10, issued: 10, unused: 0, cut: 0, returned: 10 })
  await act(as.congress, own, 'open')
  await act(as.congress, own, 'close')
  const make = (name, mode = 'ballots') => as.congress.post(`/api/polls/${own.id}/groups`, { name, mode })
  const remove = (n, who = as.congress) => who.post(`/api/polls/${own.id}/groups/${n}/remove`, {})
  const names = (p) => p.groups.map((g) => `${g.number} ${g.name} ${g.mode}`)
  await make('甲组')
  assert.deepEqual(names(ok(await make(' 甲组 '), 201)), ['1 甲组 ballots'])
  assert.match(refused(await make('甲组', 'sums'), 422, 'entry.name_taken'), /甲组/)
  ok(await as.teller1.post(`/api/polls/${own.id}/groups/1/entries`, { side: 1, entries: [{ pos: 1, ballot: TEN[0] }] }))
  refused(await make('甲组'), 422, 'entry.name_taken')
  assert.deepEqual(names(ok(await make('乙组'), 201)), ['1 甲组 ballots', '2 乙组 ballots'])
  assert.match(refused(await remove(1), 422, 'entry.not_empty'), /甲组/)
  refused(await remove(2, as.teller1), 403, 'denied')
  refused(await remove(3), 404, 'entry.no_group')
  assert.deepEqual(names(ok(await remove(2))), ['1 甲组 ballots'])
  const { changes } = ok(await as.congress.get(`/api/rows/poll/${own.id}/history`))
  assert.deepEqual([changes[0].act, changes[0].reason], ['remove_group', '乙组'])
  refused(await remove(2), 404, 'entry.no_group')
  // the count is not held up by what was made by mistake
  await make('丙组')
  assert.match(refused(await as.congress.post(`/api/polls/${own.id}/count`), 422, 'poll.group_open'), /甲组/)
  for (const [who, side] of [[as.teller1, 1], [as.teller2, 2]]) {
    ok(await who.post(`/api/polls/${own.id}/groups/1/entries`, { side, entries: TEN.map((ballot, i) => ({ pos: i + 1, ballot })) }))
    ok(await who.post(`/api/polls/${own.id}/groups/1/finish`, { side }))
  }
  refused(await remove(1), 422, 'entry.not_empty')
  await accept(as, { at: `/api/polls/${own.id}/groups/1` })
  refused(await remove(1), 422, 'entry.not_empty')
  assert.match(refused(await as.congress.post(`/api/polls/${own.id}/count`), 422, 'poll.group_open'), /丙组/)
  ok(await remove(2))
  own = await act(as.congress, own, 'count')
  refused(await remove(1), 422, 'entry.not_closed')
})
