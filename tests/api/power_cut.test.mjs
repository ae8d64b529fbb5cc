// The lights go out in the middle of a sitting: the kit is on paper, the server is killed, people go on by hand; then all of
// it is typed back, through the same gates, to a signed result.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { accept, act, evidenceFile, hallOf, nameOf, ok, pollOf, refused, signBoth } from './congress.mjs'
import { bare, pagesOf } from './paper.mjs'
import { cleanUp, demoSite, run, serve, signInAll } from './server.mjs'

const ROLES = ['congress', 'teller1', 'teller2', 'scrutineer', 'leader']
const PEOPLE = 30, BEFORE = 12, PRESENT = 25
let server, as, hall, poll, kit

const start = async (data) => {
  server = await serve(data)
  as = await signInAll(server, ROLES)
}
before(async () => {
  await start(demoSite('power-cut'))
  hall = await hallOf(as, PEOPLE, BEFORE)
  poll = await pollOf(as, hall)
})
after(cleanUp)


describe('a power cut', () => {
  test('before it: one press prints all that is needed to go on by hand', async () => {
    refused(await as.teller1.get(`/api/congresses/${hall.congress}/power-cut.pdf`), 403, 'denied')
    const answer = await as.congress.get(`/api/congresses/${hall.congress}/power-cut.pdf`)
    assert.equal(answer.status, 200, answer.text)
    kit = pagesOf(answer.bytes)
    const titled = (title) => kit.filter((page) => bare(page).slice(0, 120).includes(title))
    assert.equal(titled('断电应急说明').length, 1)
    assert.equal(titled('发票单').length + titled('选票发出报告单').length >= 1, true)
    assert.equal(titled('选票收回报告单').length, 1)
    assert.equal(titled('手工记录单').length >= 1, true)
    assert.equal(titled('计票单停电时用').length, 2, 'a sheet for each of two tellers')
    for (const sheet of titled('计票单停电时用'))
      for (const name of ['王文', '李武', '张建', '刘国']) assert.ok(bare(sheet).includes(name), name)
    assert.equal(titled('计票结果报告单').length, 1)
    const whole = bare(kit.join(''))
    for (let i = 0; i < PEOPLE; i++) assert.ok(whole.includes(nameOf(4000 + i)), nameOf(4000 + i))
    assert.equal(whole.match(/已到/g).length >= BEFORE, true)
    assert.match(whole, /照纸补登/)
    assert.ok(!whole.includes('＿＿＿＿{{') && !whole.includes('{{'))
  })

  test('during it: the server is killed; nothing of what was said to be in is lost', async () => {
    await server.kill()
    await start(server.data)
    const numbers = ok(await as.congress.get(`/api/sittings/${hall.sitting}/hall`))
    assert.deepEqual([numbers.due, numbers.present], [PEOPLE, BEFORE])
  })

  test('after it: too few are known to be there, and nothing goes on', async () => {
    refused(await as.congress.post(`/api/polls/${poll.id}/freeze`, { sitting: hall.sitting }), 422, 'poll.quorum_more')
  })

  test('the roster is typed back, once however often it is sent', async () => {
    const events = hall.attendees.slice(BEFORE, PRESENT).map((attendee) => ({ key: `paper-${attendee}`, attendee, kind: 'in', way: 'list' }))
    events.push({ key: 'paper-sick', attendee: hall.attendees[PRESENT], kind: 'leave_sick', way: 'list', reason: '病假' })
    for (let twice = 0; twice < 2; twice++) {
      const { taken, refused: not } = ok(await as.congress.post(`/api/sittings/${hall.sitting}/check-in`, { door: '纸质名册', events }))
      assert.deepEqual([taken.length, not.length], [events.length, 0])
    }
    const numbers = ok(await as.congress.get(`/api/sittings/${hall.sitting}/hall`))
    assert.deepEqual([numbers.present, numbers.leave_sick], [PRESENT, 1])
  })

  test('the sheets are typed back by two tellers: one that differs is not let through; then it is counted and signed', async () => {
    await act(as.congress, poll, 'freeze', { sitting: hall.sitting })
    await act(as.congress, poll, 'issue', { printed: PEOPLE, issued: PRESENT, unused: 5, cut: 5, returned: PRESENT })
    await act(as.congress, poll, 'open')
    await act(as.congress, poll, 'close')
    const after_ = await act(as.congress, poll, 'groups', { name: '第一计票组', mode: 'sums' }, 201)
    const { number } = after_.groups.at(-1)
    const at = `/api/polls/${poll.id}/groups/${number}`
    const sheet = (marks) => ({ returned: PRESENT, void: 1, answers: [{ marks }] })
    const first = sheet([[22, 2, 0, 0], [20, 3, 1, 0], [21, 1, 2, 0], [3, 20, 1, 0]])
    const wrong = sheet([[22, 2, 0, 0], [19, 4, 1, 0], [21, 1, 2, 0], [3, 20, 1, 0]])
    const enter = async (who, side, ballot) => {
      ok(await who.post(`${at}/entries`, { side, entries: [{ pos: 1, ballot }] }))
      ok(await who.post(`${at}/finish`, { side }))
    }
    await enter(as.teller1, 1, first)
    await enter(as.teller2, 2, wrong)
    const state = ok(await as.congress.get(`/api/polls/${poll.id}`)).groups.at(-1).state
    assert.equal(state, 'differs')
    assert.equal((await as.scrutineer.post(`${at}/accept`, { password: 'Huanjie-2026' })).status, 422)
    // the paper is looked at again: the scrutineer decides, with the reason
    ok(await as.scrutineer.post(`${at}/settle`, { pos: 1, ballot: first, reason: '核对纸质计票单' }))
    await accept(as, { at })
    const counted = await act(as.congress, poll, 'count')
    assert.deepEqual(counted.result.questions[0].candidates.map((c) => c.approve), [22, 20, 21, 3])
    poll = await signBoth(as, poll, hall)
    assert.equal(poll.state, 'signed')
    const verified = run(['verify', await evidenceFile(as, poll)])
    assert.equal(verified.code, 0, verified.err)
    assert.match(verified.out, /"sums":true/)
    const trace = run(['verify', '--data', server.data])
    assert.equal(trace.code, 0, trace.err)
  })

  test('what is signed needs no kit any more', async () => {
    const again = pagesOf((await as.congress.get(`/api/congresses/${hall.congress}/power-cut.pdf`)).bytes)
    assert.ok(!bare(again.join('')).includes('计票单停电时用'))
  })
})
