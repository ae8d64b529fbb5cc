// The chair's script: filled from the records in the order of the agenda, and silent about whatever is not settled yet.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { accept, act, enterGroup, hallOf, marks, nameOf, ok, pollOf, refused, signBoth } from './congress.mjs'
import { printed } from './paper.mjs'
import { cleanUp, COUNTY, demoSite, serve, signInAll, temporary } from './server.mjs'

let server, as, hall, poll

before(async () => {
  server = await serve(demoSite('script'))
  as = await signInAll(server, ['congress', 'discipline', 'teller1', 'teller2', 'scrutineer'])
  hall = await hallOf(as, 12, 10)
  poll = await pollOf(as, hall)
})
after(cleanUp)

const item = async (place, title, kind, more = {}, sitting = hall.sitting) =>
  ok(await as.congress.post('/api/rows/agenda_item', { region: COUNTY, fields: { sitting, place, title, kind, ...more } }), 201)
const script = async (sitting = hall.sitting) => ok(await as.congress.get(`/api/sittings/${sitting}/script`))
const said = async (sitting) => (await script(sitting)).lines.map((l) => l.text).join('\n')
const paper = async (format) => {
  const answer = await as.congress.get('/api/forms/sitting_script', { scope: 'sitting', id: hall.sitting, format })
  assert.equal(answer.status, 200, answer.text)
  const file = join(temporary('paper'), `paper.${format}`)
  writeFileSync(file, answer.bytes)
  return file
}

const form = (name, scope = 'sitting', id = hall.sitting) => printed(as.congress, name, scope, id)

describe('the chair\'s script', () => {
  test('follows the agenda, with the attendance and the article of the quorum', async () => {
    await item(1, '听取委员会工作报告', 'report', { speaker: '李主任' })
    const hands = await item(2, '选举办法（草案）', 'hands')
    await item(3, '选举县委委员', 'election', { poll: poll.id })
    const { lines } = await script()
    assert.deepEqual(lines.filter((l) => l.kind === 'head').map((l) => l.text), ['一、听取委员会工作报告', '二、选举办法（草案）', '三、选举县委委员'])
    const text = await said()
    for (const part of ['应到代表12名，实到代表10名', '至少7名', '第24条', '请李主任作报告', '应选3名，候选人4名，按姓氏笔画排列：王文、刘国、李武、张建。',
      '〔表决结果〕', '〔发出选票数〕', '县委委员：＿＿＿＿〔签字后的选举结果〕', '不赞成的画“×”'.slice(0, 3)])
      assert.ok(text.includes(part), `${part} in ${text}`)
    assert.ok(!text.includes('通过。') && !text.includes('当选'))
    ok(await as.congress.post(`/api/rows/agenda_item/${hands.id}`, { ver: hands.ver, fields: { approve: 9, oppose: 1, abstain: 0 } }))
    assert.ok(!(await said()).includes('赞成9人'), 'written down, but not decided')
    const { ver } = ok(await as.congress.get(`/api/rows/agenda_item/${hands.id}`))
    ok(await as.congress.post(`/api/rows/agenda_item/${hands.id}/acts/pass`, { ver }))
    assert.ok((await said()).includes('赞成9人，不赞成1人，弃权0人。通过。'))
  })

  test('says nothing of a result before it is signed, on no paper of the sitting', async () => {
    await act(as.congress, poll, 'freeze', { sitting: hall.sitting })
    await act(as.congress, poll, 'issue', { printed: 12, issued: 10, unused: 2, cut: 2, returned: 10 })
    await act(as.congress, poll, 'open')
    await act(as.congress, poll, 'close')
    await accept(as, await enterGroup(as, poll, marks(...Array(10).fill('YYNN'))))
    await act(as.congress, poll, 'count')
    const counted = await said()
    assert.ok(counted.includes('共发出选票10张，收回选票10张'))
    assert.ok(!counted.includes('当选') && counted.includes('〔签字后的选举结果〕'), counted)
    const all = async () => (await Promise.all(['chair_script_election', 'sitting_script'].map((name) => form(name)))).join('\n')
    assert.doesNotMatch(await all(), /王文、刘国(?!、李武)/)
    poll = await signBoth(as, poll, hall)
    assert.ok((await said()).includes('县委委员，当选2名：王文、刘国。'))
    assert.match(await said(), /应选3名，尚缺1名/)
    assert.equal((await all()).match(/王文、刘国(?!、李武)/g).length, 2, 'in both papers')
  })

  test('comes out on paper as it is read on the page', async () => {
    const text = await form('sitting_script')
    for (const { text: line } of (await script()).lines)
      assert.ok(text.includes(line.replace(/\s+/g, '')), `${line} in ${text}`)
    assert.ok((await paper('docx')).endsWith('.docx'))
  })

  test('no chair proposes a teller as a scrutineer: two lists, each with its chief', async () => {
    const text = await form('chair_script_election')
    assert.ok(text.includes(`建议名单为：总监票人：${nameOf(4000)}；监票人：${nameOf(4001)}。有没有意见`), text)
    assert.ok(text.includes(`计票人员为：总计票人：${nameOf(4002)}；计票人：${nameOf(4003)}，`), text)
    const list = await form('scrutineer_list', 'poll', poll.id)
    assert.ok(list.includes(`计票人${nameOf(4003)}`), 'all on the list of both')
  })

  test('a sitting is offered what is read at it, and no vote is passed or proclaimed beforehand', async () => {
    const other = await hallOf(as, 6, 6, { bare: true })
    const made = async (title, kind, held_at) =>
      ok(await as.congress.post('/api/rows/sitting', { region: COUNTY, fields: { congress: other.congress, title, kind, held_at } }), 201).id
    const ids = [await made('预备会议', 'preparatory', '2026-06-27T01:00:00Z'), await made('第一次全体会议', 'plenary', '2026-06-28T01:00:00Z'),
      await made('第二次全体会议', 'plenary', '2026-06-29T01:00:00Z'), await made('第三次全体会议', 'plenary', '2026-06-30T01:00:00Z')]
    await pollOf(as, other, { sitting: ids[2] })
    const scripts = ['prepare', 'opening', 'election', 'closing']
    for (const [i, id] of ids.entries()) {
      const { forms } = ok(await as.congress.get('/api/forms', { scope: 'sitting', id }))
      assert.deepEqual(scripts.filter((s) => forms.find((f) => f.name === `chair_script_${s}`).ready), [scripts[i]])
    }
    for (const [i, id] of ids.entries())
      assert.doesNotMatch(await form(`chair_script_${scripts[i]}`, 'sitting', id), /通过。|下列同志当选|当选为/, scripts[i])
    assert.match(await form('chair_script_election', 'sitting', ids[2]), /我宣布：县委委员：＿＿＿＿〔签字后的选举结果〕。/)
  })

  test('every script names its blanks, as the one by the agenda does', async () => {
    const { id } = ok(await as.congress.post('/api/rows/sitting', { region: COUNTY, fields: { congress: hall.congress, title: '第九次全体会议', kind: 'plenary' } }), 201)
    const text = await form('chair_script_opening', 'sitting', id)
    assert.match(text, /实到代表＿＿＿＿〔实到人数〕名/)
    assert.doesNotMatch(text, /＿(?!＿|〔)/, 'no blank without a name')
  })

  test('a sitting that has not begun has blanks for what nobody knows', async () => {
    const next = ok(await as.congress.post('/api/rows/sitting', { region: COUNTY, fields: { congress: hall.congress, title: '闭幕大会', kind: 'plenary' } }), 201).id
    await item(1, '关于报告的决议（草案）', 'hands', {}, next)
    const { blanks } = await script(next)
    assert.equal(blanks, 2, 'who is there, and the show of hands')
    assert.match(await said(next), /实到代表＿＿＿＿〔实到人数〕名/)
  })

  test('an item that names no ballot gets the one of its name, and never another', async () => {
    const own = await hallOf(as, 8, 8)
    const election = (title, office, names) => ({ title, office, rules: 'county-party-2020', seats: 1, candidates: names.map((name) => ({ name })) })
    const first = await pollOf(as, own, { title: '纪委委员选票', sitting: own.sitting, election: election('纪委委员', 'discipline', ['赵华', '钱进']) })
    const heads = async () => {
      const lines = (await script(own.sitting)).lines.filter((l) => l.kind !== 'cue').map((l) => l.text)
      return lines.filter((l) => /应选|还没有关联选票/.test(l)).map((l) => l.slice(0, 4))
    }
    const committee = await item(1, '选举县委委员', 'election', {}, own.sitting)
    assert.deepEqual(await heads(), ['现在进行'], 'the only ballot is of another election')
    assert.doesNotMatch(await said(own.sitting), /赵华|加封|我宣布/)
    await item(2, '选举纪委委员', 'election', {}, own.sitting)
    assert.deepEqual(await heads(), ['现在进行', '纪委委员'])
    assert.equal((await script(own.sitting)).lines.filter((l) => l.text.includes('还没有关联选票')).length, 1)
    ok(await as.congress.post(`/api/rows/agenda_item/${committee.id}`, { ver: committee.ver, fields: { poll: first.id } }))
    assert.deepEqual(await heads(), ['纪委委员', '现在进行'], 'what the record links is followed')
  })

  test('others get none', async () => {
    refused(await as.discipline.get(`/api/sittings/${hall.sitting}/script`), 404, 'row.none')
    refused(await as.congress.get('/api/sittings/999999999/script'), 404, 'row.none')
  })
})

describe('what a show of hands decides', () => {
  const at = async (id) => { const { ver, state } = ok(await as.congress.get(`/api/rows/agenda_item/${id}`)); return { ver, state } }
  const go = async (id, name, fields = {}, reason) => as.congress.post(`/api/rows/agenda_item/${id}/acts/${name}`, {
    ver: (await at(id)).ver, ...(Object.keys(fields).length ? { fields } : {}), ...(reason ? { reason } : {}) })
  const hands = (approve, oppose, abstain = 0) => ({ approve, oppose, abstain })
  const change = async (id, fields) => as.congress.post(`/api/rows/agenda_item/${id}`, { ver: (await at(id)).ver, fields })
  let place = 100

  test('law 2.4: follows from the numbers and the rule of the meeting, whichever act is pressed', async () => {
    const own = await hallOf(as, 12, 10)
    const next = async (kind = 'hands') => (await item(++place, '关于工作报告的决议', kind, {}, own.sitting)).id
    const a = await next()
    assert.match(refused(await go(a, 'pass', hands(1, 9)), 422, 'agenda.not_carried'), /赞成 1 人，至少要 7 人.*应到会.*12 人/)
    refused(await go(a, 'pass', hands(6, 4)), 422, 'agenda.not_carried')
    assert.equal((await go(a, 'pass', { approve: 7 })).status, 400, 'all three numbers')
    const empty = ok(await as.congress.post('/api/rows/sitting', { region: COUNTY, fields: { congress: own.congress, title: '没有人来的会', kind: 'plenary' } }), 201).id
    const nobody = (await item(++place, '关于报告的决议', 'hands', {}, empty)).id
    assert.match((await go(nobody, 'pass', hands(7, 3))).text, /agenda\.not_opened/)
    ok(await as.congress.post(`/api/sittings/${empty}/open`))
    const raised = await go(nobody, 'pass', hands(7, 3))
    assert.deepEqual(raised.body.error.fields?.map((f) => f.code) ?? [raised.body.error.code], ['hall.nobody_in'], 'others were in another sitting')
    assert.match(refused(await go(a, 'reject', hands(9, 1)), 422, 'agenda.carried'), /赞成 9 人/)
    refused(await go(a, 'finish'), 422, 'agenda.by_hands')
    ok(await go(a, 'reject', hands(1, 9)))
    assert.ok((await said(own.sitting)).includes('赞成1人，不赞成9人，弃权0人。未获通过。'))
    const b = await next()
    ok(await go(b, 'pass', hands(7, 3)))
    refused(await go(await next('election'), 'pass', hands(9, 1)), 422, 'agenda.by_poll')
    ok(await go(await next('report'), 'finish'))
    const born = await as.congress.post('/api/rows/agenda_item', { region: COUNTY, state: 'passed',
      fields: { sitting: own.sitting, place: 99, title: '生而通过', kind: 'hands', ...hands(1, 9) } })
    assert.deepEqual(born.body.error.fields.map((f) => f.code), ['agenda.not_carried'], born.text)
    const bulk = await as.congress.post('/api/rows/agenda_item/bulk', { rows: [{ id: await next(), ver: 1 }], act: 'pass', fields: hands(6, 4) })
    refused(bulk, 422, 'agenda.not_carried')
  })

  test('law 2.4: of a people\'s congress more than half of all its deputies, of a township party congress of those present', async () => {
    const all = await hallOf(as, 20, 14, { kind: 'people', rules: 'organic-2022' })
    const a = (await item(++place, '关于预算的决议', 'hands', {}, all.sitting)).id
    refused(await go(a, 'pass', hands(10, 4)), 422, 'agenda.not_carried')
    ok(await go(a, 'pass', hands(11, 3)))
  })

  test('stays as it was decided; a mistake is mended with a reason', async () => {
    const own = await hallOf(as, 12, 10)
    const a = (await item(++place, '选举办法', 'hands', {}, own.sitting)).id
    ok(await go(a, 'pass', hands(8, 2)))
    for (const fields of [hands(1, 9), { approve: 9 }, { title: '另一决议' }, { kind: 'report' }, { sitting: hall.sitting }])
      refused(await change(a, fields), 422, 'agenda.stays')
    ok(await change(a, { note: '全体起立' }))
    refused(await as.congress.post(`/api/rows/agenda_item/${a}/remove`, { ver: (await at(a)).ver, reason: '删去' }), 422, 'agenda.stays')
    refused(await go(a, 'reopen'), 422, 'act.reason')
    ok(await go(a, 'reopen', {}, '记录员报错人数'))
    assert.ok(!(await said(own.sitting)).includes('赞成8人'), 'open again')
    ok(await go(a, 'pass', hands(9, 1)))
    const { changes } = ok(await as.congress.get(`/api/rows/agenda_item/${a}/history`))
    assert.ok(JSON.stringify(changes).includes('记录员报错人数'))
    const open = (await item(++place, '待表决的', 'hands', hands(9, 1), own.sitting)).id
    const record = await as.congress.get('/api/forms/vote_record', { scope: 'sitting', id: own.sitting, format: 'docx' })
    assert.equal(record.status, 200)
    const file = join(temporary('paper'), 'record.docx')
    writeFileSync(file, record.bytes)
    const text = execFileSync('unzip', ['-p', file, 'word/document.xml'], { encoding: 'utf8' })
    assert.ok(text.includes('选举办法') && text.includes('通过') && !text.includes('待表决的'), 'what was decided, with its result')
    assert.ok(open)
  })
})
