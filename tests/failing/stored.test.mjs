// A disk that fails after the act was stored: whoever did it is told so, and does not do it again (script/failing).
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { SECOND, act, hallOf, pollOf } from '../api/congress.mjs'
import { cleanUp, demoSite, serve, signInAll } from '../api/server.mjs'

let server, as

before(async () => {
  server = await serve(demoSite('stored'))
  as = await signInAll({ ...server, failing: null }, ['congress', 'party01', 'system', 'secretary', 'minister', 'office'])
})
after(cleanUp)

test('what was stored before the disk failed is said to be stored, what was not is said not to be', async () => {
  const hall = await hallOf(as, 12, 12)
  const poll = await pollOf(as, hall)
  await act(as.congress, poll, 'freeze', { sitting: hall.sitting })
  await act(as.congress, poll, 'issue', { printed: 12, issued: 12, unused: 0, cut: 0, returned: 12 })
  const state = async () => (await as.congress.get(`/api/polls/${poll.id}`)).body.state
  const before = await state()
  let told
  for (let step = 1; told !== 'db.stored'; step++) {
    assert.ok(step < 400, 'something is read for the reply')
    server.failing.set(step, true)
    const answer = await as.congress.post(`/api/polls/${poll.id}/open`)
    server.failing.set(0)
    told = answer.body.error?.code
    assert.equal(answer.status, 500, `step ${step} fails: ${answer.text.slice(0, 200)}`)
    assert.ok(['db.io', 'db.stored'].includes(told), told)
    assert.equal(await state() === before, told === 'db.io', `step ${step}: ${told}`)
  }
})

test('what could not be read lets nobody pass: an act of two is not done when its second person could not be looked up', async () => {
  const hall = await hallOf(as, 12, 12)
  const at = `/api/attendees/${hall.attendees[11]}/vote`
  const row = async () => (await as.congress.get(`/api/rows/attendee/${hall.attendees[11]}`)).body
  const before = await row()
  let met = 0
  for (let step = 1; ; step++) {
    server.failing.set(step)
    const answer = await as.congress.post(at, { votes: false, decision: '代表资格审查委员会〔2026〕3号：辞职', second: SECOND })
    const isMet = server.failing.isMet()
    server.failing.set(0)
    if (!isMet) {
      assert.equal(answer.status, 200, answer.text)
      break
    }
    met++
    assert.equal(answer.body.error?.code, 'db.io', `step ${step}: ${answer.text.slice(0, 200)}`)
    assert.equal((await row()).ver, before.ver, `step ${step} was told to have failed`)
  }
  assert.ok(met > 10, `${met} steps`)
})
