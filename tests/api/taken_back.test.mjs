// What is taken back: a freeze whose papers are out, a group that was accepted, a count that somebody signed.  Two people
// do it, no paper of the old list is counted with the new one, and the evidence tells of it.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { accept, act, countedIn, enterGroup, evidenceFile, hallOf, lay, marks, nameOf, ok, pollOf, refused, SECOND, signBoth } from './congress.mjs'
import { cleanUp, demoSite, PASSWORD, run, serve, signInAll } from './server.mjs'

let as
before(async () => {
  as = await signInAll(await serve(demoSite('taken_back')), ['congress', 'leader', 'teller1', 'teller2', 'scrutineer'])
})
after(cleanUp)

const NAMES = ['王文', '李武', '张建', '刘国']
const TEN = () => marks(...Array(10).fill('YYYN'))
const linesOf = async (poll) => readFileSync(await evidenceFile(as, poll), 'utf8').trim().split('\n').map((line) => JSON.parse(line))
const parts = (lines, part) => lines.filter((line) => line.part === part)
const at = (poll, what) => `/api/polls/${poll.id}/${what}`
const layout = async (poll) => ok(await as.congress.get(at(poll, 'layout.json')))
const verified = async (poll) => run(['verify', await evidenceFile(as, poll)])

describe('a freeze is taken back', () => {
  test('by two who saw every paper destroyed; the papers of the next list bear another revision', async () => {
    const hall = await hallOf(as, 10, 10)
    let poll = await pollOf(as, hall)
    assert.equal((await layout(poll)).revision, 0, 'printed before the freeze it is a proof')
    poll = await act(as.congress, poll, 'freeze', { sitting: hall.sitting })
    const first = await layout(poll)
    assert.deepEqual([first.revision, first.pages[0].qr.text.split(':')[2]], [1, '1'])
    ok(await as.congress.post(at(poll, 'issue'), { printed: 12, issued: 10, unused: 2, cut: 2 }))
    const thaw = (more) => as.congress.post(at(poll, 'thaw'), { reason: '一名候选人姓名有误', ...more })
    refused(await thaw({ destroyed: 12 }), 422, 'second.needed')
    refused(await thaw({ destroyed: 12, second: { name: 'congress', password: PASSWORD } }), 422, 'second.self')
    for (const destroyed of [0, 10, 13])
      assert.match(refused(await thaw({ destroyed, second: SECOND }), 422, 'thaw.papers'), new RegExp(`${destroyed} 张，应为 12 张`))
    poll = ok(await thaw({ destroyed: 12, second: SECOND }))
    assert.deepEqual([poll.state, poll.issue.revision, poll.issue.printed, poll.issue.issued, poll.issue.cut], ['preparing', 2, null, null, null])
    ok(await as.congress.post(at(poll, 'candidates'), { election: poll.elections[0].id, candidates: [...NAMES.slice(0, 3), '刘帼'].map((name) => ({ name })) }))
    assert.match(refused(await as.congress.post(at(poll, 'freeze'), { sitting: hall.sitting }), 422, 'poll.before_name'), /刘帼/)
    await lay(as, hall.meetings)
    await countedIn(as, hall, poll, TEN())
    const second = await layout(poll)
    assert.equal(second.kind, first.kind)
    assert.equal(second.revision, 2)
    await signBoth(as, poll, hall)
    const lines = await linesOf(poll), [thawed] = parts(lines, 'thawed')
    assert.deepEqual([thawed.revision, thawed.printed, thawed.issued, thawed.destroyed, thawed.reason], [1, 12, 10, 12, '一名候选人姓名有误'])
    assert.notEqual(thawed.account, thawed.second)
    assert.deepEqual([parts(lines, 'issue')[0].revision, parts(lines, 'issue')[0].printed], [2, 10])
    assert.equal((await verified(poll)).code, 0)
  })

  test('where no paper is out, by two as well', async () => {
    const hall = await hallOf(as, 10, 10)
    const poll = await pollOf(as, hall)
    await act(as.congress, poll, 'freeze', { sitting: hall.sitting })
    refused(await as.congress.post(at(poll, 'thaw'), { reason: '核对' }), 422, 'second.needed')
    assert.equal(ok(await as.congress.post(at(poll, 'thaw'), { reason: '核对', second: SECOND })).state, 'preparing')
  })
})

describe('a count is taken back', () => {
  test('by two with a reason; what was counted, who had signed it and which group was opened again is in the evidence', async () => {
    const hall = await hallOf(as, 10, 10)
    const poll = await pollOf(as, hall)
    const counted = await countedIn(as, hall, poll, TEN())
    const group = { number: 1, at: at(poll, 'groups/1') }
    refused(await as.congress.post(at(poll, 'count')), 422, 'poll.state')
    await act(as.scrutineer, poll, 'sign', { duty: 'chief_scrutineer', name: nameOf(4000), password: PASSWORD })
    refused(await as.congress.post(at(poll, 'recount'), { reason: '一张选票看错' }), 422, 'second.needed')
    refused(await as.congress.post(at(poll, 'recount'), { reason: '一张选票看错', second: { name: 'congress', password: PASSWORD } }), 422, 'second.self')
    await act(as.congress, poll, 'recount', { reason: '一张选票看错', second: SECOND })
    ok(await as.scrutineer.post(`${group.at}/reopen`, { reason: '重新清点' }))
    const again = marks(...Array(9).fill('YYYN'), 'YNAN')
    for (const [who, side] of [[as.teller1, 1], [as.teller2, 2]]) {
      ok(await who.post(`${group.at}/entries`, { side, entries: again.map((ballot, i) => ({ pos: i + 1, ballot })) }))
      ok(await who.post(`${group.at}/finish`, { side }))
    }
    await accept(as, group)
    await act(as.congress, poll, 'count')
    await signBoth(as, poll, hall)
    const lines = await linesOf(poll), [earlier] = parts(lines, 'earlier_count'), [reopened] = parts(lines, 'reopened')
    assert.deepEqual(earlier.result.candidates.map((c) => c.approve), counted.result.questions[0].candidates.map((c) => c.approve))
    assert.deepEqual(earlier.signatures.map((s) => [s.duty, s.name]), [['chief_scrutineer', nameOf(4000)]])
    assert.deepEqual([earlier.reason, reopened.group, reopened.state, reopened.returned, reopened.reason], ['一张选票看错', 1, 'accepted', 10, '重新清点'])
    assert.notEqual(earlier.account, earlier.second)
    assert.deepEqual(parts(lines, 'result')[0].result.candidates.map((c) => c.approve), [10, 9, 9, 0])
    assert.equal((await verified(poll)).code, 0)
  })

  test('an untouched count has none of these parts', async () => {
    const hall = await hallOf(as, 10, 10)
    const poll = await pollOf(as, hall)
    await act(as.congress, poll, 'freeze', { sitting: hall.sitting })
    const issued = (p) => p.issue.sums.find((sum) => sum.gate === 'issued')?.ok
    assert.equal(issued(ok(await as.congress.get(`/api/polls/${poll.id}`))), undefined, 'what nobody wrote down fits nothing')
    assert.equal(issued(await act(as.congress, poll, 'issue', { printed: 10, issued: 10, unused: 0, cut: 0, returned: 10 })), true)
    for (const what of ['open', 'close']) await act(as.congress, poll, what)
    await accept(as, await enterGroup(as, poll, TEN()))
    await act(as.congress, poll, 'count')
    await signBoth(as, poll, hall)
    const lines = await linesOf(poll)
    for (const part of ['thawed', 'reopened', 'earlier_count']) assert.deepEqual(parts(lines, part), [], part)
    assert.equal(parts(lines, 'issue')[0].revision, 1)
  })
})
