// What delegations discuss at a sitting: points by whom, a briefing, and nothing of what is said behind closed doors.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { hallOf, ok, refused } from './congress.mjs'
import { printed } from './paper.mjs'
import { cleanUp, COUNTY, demoSite, serve, signInAll } from './server.mjs'

let server, as, hall, other, discussion

const post = (ledger, fields) => as.congress.post(`/api/rows/${ledger}`, { region: COUNTY, fields })
const add = async (ledger, fields) => ok(await post(ledger, fields), 201)
const wrong = (answer) => { assert.equal(answer.status, 400, answer.text); return JSON.stringify(answer.body.error) }
const act = async (name, fields = {}, reason) => {
  const { ver } = ok(await as.congress.get(`/api/rows/discussion/${discussion.id}`))
  return as.congress.post(`/api/rows/discussion/${discussion.id}/acts/${name}`, { ver, fields, ...(reason ? { reason } : {}) })
}
const briefing = (who = as.congress) => printed(who, 'briefing', 'sitting', hall.sitting)

before(async () => {
  server = await serve(demoSite('discussions'))
  as = await signInAll(server, ['congress', 'leader', 'teller1', 'scrutineer', 'cadre', 'discipline'])
  hall = await hallOf(as, 6, 6)
  other = await hallOf(as, 4, 4)
  discussion = await add('discussion', { congress: hall.congress, sitting: hall.sitting, delegation: '第一代表团', topic: '县委工作报告', convener: '罗团长', present: 2 })
})
after(cleanUp)

describe('discussions by delegation', () => {
  test('points are said by people of this congress, in order, while the record is a draft', async () => {
    await add('discussion_point', { discussion: discussion.id, place: 1, speaker: '王代表', attendee: hall.attendees[0], said: '报告实事求是。\n建议修路。' })
    const second = await add('discussion_point', { discussion: discussion.id, place: 2, speaker: '李代表', said: '赞成报告。' })
    assert.equal(ok(await as.congress.get(`/api/rows/discussion_point/${second.id}`)).delegation, '第一代表团')
    assert.match(wrong(await post('discussion_point', { discussion: discussion.id, place: 3, speaker: '外人', attendee: other.attendees[0], said: '…' })), /discussion\.stranger/)
    assert.match(wrong(await post('discussion', { congress: hall.congress, sitting: other.sitting, delegation: '第一代表团', topic: '报告', convener: '某' })), /discussion\.sitting/)
  })

  test('the briefing is a draft until it is issued; what was checked stays', async () => {
    const draft = await briefing()
    for (const text of ['会议简报', '送审稿', '第一代表团', '召集人：罗团长', '王代表（第一代表团）：报告实事求是。建议修路。', '李代表（第一代表团）：赞成报告。'])
      assert.ok(draft.includes(text), `${text} in ${draft}`)
    ok(await act('check'))
    assert.match(wrong(await post('discussion_point', { discussion: discussion.id, place: 4, speaker: '王代表', said: '再说一句' })), /discussion\.checked/)
    ok(await act('issue', { briefing_number: 3 }))
    const issued = await briefing()
    assert.ok(issued.includes('第3期') && !issued.includes('送审稿'), issued)
  })

  test('nothing is recorded of what is discussed behind closed doors', async () => {
    const closed = await add('discussion', { congress: hall.congress, sitting: hall.sitting, delegation: '第二代表团', topic: '酝酿人选', convener: '梁团长', is_closed: true })
    assert.match(wrong(await post('discussion_point', { discussion: closed.id, place: 1, speaker: '某', said: '…' })), /discussion\.closed/)
    assert.ok(!(await briefing()).includes('第二代表团'))
    ok(await act('reopen', {}, '改一改'))
    const { ver } = ok(await as.congress.get(`/api/rows/discussion/${discussion.id}`))
    assert.match(wrong(await as.congress.post(`/api/rows/discussion/${discussion.id}`, { ver, fields: { is_closed: true } })), /discussion\.has_points/)
  })

  test('leaders read it; who counts, watches or only prepares people does not, on paper neither', async () => {
    await briefing(as.leader)
    for (const who of [as.teller1, as.scrutineer, as.cadre]) {
      refused(await who.get('/api/forms/briefing', { scope: 'sitting', id: hall.sitting, format: 'pdf' }), 403, 'denied')
      assert.ok(!ok(await who.get('/api/forms', { scope: 'sitting', id: hall.sitting })).forms.some((f) => f.name === 'briefing'))
      assert.notEqual((await who.get('/api/rows/discussion')).status, 200)
    }
  })
})
