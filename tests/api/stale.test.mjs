// Two at one ballot: nobody writes over what he has not seen, and nobody freezes another list than the one before him.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { hallOf, ok, pollOf, refused } from './congress.mjs'
import { cleanUp, demoSite, serve, signInAll } from './server.mjs'

let as
before(async () => {
  as = await signInAll(await serve(demoSite('stale')), ['congress', 'leader'])
})
after(cleanUp)
const seen = (poll) => ({ seen: poll.elections.flatMap((e) => e.candidates.map((c) => c.id)) })

test('a list that somebody else saved meanwhile is not written over, nor frozen unseen', async () => {
  const hall = await hallOf(as, 10, 10)
  const poll = await pollOf(as, hall)
  const post = (what, body) => as.congress.post(`/api/polls/${poll.id}/${what}`, body)
  const list = (...names) => ({ election: poll.elections[0].id, candidates: names.map((name) => ({ name })) })
  const now = async () => ok(await as.congress.get(`/api/polls/${poll.id}`))
  const first = await now()
  ok(await post('candidates', { ...list('王文', '李武', '刘国', '张建'), ...seen(first) }))
  refused(await post('candidates', { ...list('王文', '李武', '刘国', '赵新'), ...seen(first) }), 409, 'row.stale')
  refused(await post('freeze', { sitting: hall.sitting, ...seen(first) }), 409, 'row.stale')
  assert.deepEqual((await now()).elections[0].candidates.map((c) => c.name).sort(), ['刘国', '张建', '李武', '王文'])
  const frozen = ok(await post('freeze', { sitting: hall.sitting, ...seen(await now()) }))
  ok(await post('issue', { ver: frozen.ver, printed: 10, issued: 10, unused: 0, cut: 0 }))
  refused(await post('issue', { ver: frozen.ver, printed: 12, issued: 10, unused: 2, cut: 2 }), 409, 'row.stale')
  assert.equal((await now()).issue.printed, 10)
})
