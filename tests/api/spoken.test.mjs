// What a chair reads out and what is announced claims nothing as done that no record says.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { accept, act, actOn, districtOf, enterGroup, hallOf, marks, ok, pollOf, signBoth, unitOf } from './congress.mjs'
import { printed } from './paper.mjs'
import { cleanUp, COUNTY, demoSite, serve, signInAll } from './server.mjs'

let as

before(async () => {
  as = await signInAll(await serve(demoSite('spoken')), ['congress', 'office', 'discipline', 'teller1', 'teller2', 'scrutineer'])
})
after(cleanUp)

const read = (name, scope, id) => printed(as.congress, name, scope, id)
const add = async (ledger, fields) => ok(await as.congress.post(`/api/rows/${ledger}`, { region: COUNTY, fields }), 201).id
const sittingOf = (congress, kind, title = '第九次全体会议') => add('sitting', { congress, title, kind })

describe('the chair', () => {
  test('says that enough have come only when they have, else how many are missing and that it may not begin', async () => {
    const full = await hallOf(as, 12, 10)
    for (const name of ['chair_script_opening', 'chair_script_closing', 'chair_script_election'])
      assert.match(await read(name, 'sitting', full.sitting), /实到会人数.{4,20}，符合规定人数，可以开会。/, name)
    const few = await hallOf(as, 12, 4)
    for (const name of ['chair_script_opening', 'chair_script_closing', 'chair_script_election']) {
      const text = await read(name, 'sitting', few.sitting)
      assert.match(text, /还差3名，未达到规定人数，不能开会/, name)
      assert.doesNotMatch(text, /可以开会|符合规定/, name)
    }
    const planned = await read('chair_script_prepare', 'sitting', await sittingOf(full.congress, 'preparatory'))
    assert.match(planned, /（清点人数后，实到会人数.{4,20}的，宣布：）符合规定人数，可以开会/)
    const session = await hallOf(as, 12, 6, { kind: 'people', rules: 'organic-2022' })
    assert.match(await read('session_script', 'sitting', session.sitting), /还差2名，未达到法定人数，不能开会/)
  })

  test('closes an agenda that is settled, and is told the items that are not', async () => {
    const hall = await hallOf(as, 12, 10)
    const first = await add('agenda_item', { sitting: hall.sitting, place: 1, title: '关于报告的决议（草案）', kind: 'hands', approve: 10, oppose: 0, abstain: 0 })
    const poll = await pollOf(as, hall)
    await add('agenda_item', { sitting: hall.sitting, place: 2, title: '选举县委委员', kind: 'election', poll: poll.id })
    await add('agenda_item', { sitting: hall.sitting, place: 3, title: '致闭幕词', kind: 'speech', speaker: '李主任' })
    const closing = () => read('chair_script_closing', 'sitting', hall.sitting)
    assert.match(await closing(), /还没有记录完成的议程：关于报告的决议（草案）、选举县委委员。全部完成后才宣布/)
    assert.doesNotMatch(await closing(), /圆满完成/)
    ok(await actOn(as.congress, 'agenda_item', first, 'pass'))
    assert.match(await closing(), /还没有记录完成的议程：选举县委委员。/)
    await act(as.congress, poll, 'freeze', { sitting: hall.sitting })
    await act(as.congress, poll, 'issue', { printed: 10, issued: 10, unused: 0, cut: 0, returned: 10 })
    await act(as.congress, poll, 'open')
    await act(as.congress, poll, 'close')
    await accept(as, await enterGroup(as, poll, marks(...Array(10).fill('YYYN'))))
    await act(as.congress, poll, 'count')
    await signBoth(as, poll, hall)
    assert.match(await closing(), /大会各项议程已经圆满完成。请李主任同志致闭幕词/)
    assert.doesNotMatch(await closing(), /还没有记录完成/)
    const report = await read('result_report', 'congress', hall.congress)
    assert.match(report, /应到代表12名，实到10名，符合规定人数。/)
  })

  test('with no agenda on record nothing of it is done; names were discussed only once they were', async () => {
    const hall = await hallOf(as, 12, 10, { bare: true })
    const closing = await read('chair_script_closing', 'sitting', hall.sitting)
    assert.match(closing, /还没有记录完成的议程：＿+〔未完成的议程〕/)
    assert.doesNotMatch(closing, /圆满完成/)
    const election = await read('chair_script_election', 'sitting', hall.sitting)
    assert.match(election, /（各代表团酝酿、主席团根据多数代表的意见确定候选人名单以后，才宣读：）/)
    assert.doesNotMatch(election, /充分酝酿|？没有/)
    assert.doesNotMatch(await read('chair_script_opening', 'sitting', hall.sitting), /充分筹备/)
  })
})

describe('what is announced', () => {
  const DIRECT = { kind: 'district', rules: 'people-direct-2020' }
  const voteOn = async (hall, fields) => {
    const poll = await pollOf(as, hall, { title: '人大代表选票', election: { title: '人大代表', office: 'deputy_direct', rules: 'people-direct-2020', seats: 2,
      candidates: ['王文', '李武', '张建', '刘国', '陈平'].map((name) => ({ name })), ...fields } })
    await act(as.congress, poll, 'freeze', { attendance: { due: 10, present: 8 }, second: { name: 'leader', password: 'Huanjie-2026' } })
    await act(as.congress, poll, 'issue', { printed: 10, issued: 8, unused: 2, cut: 0, returned: 8 })
    await act(as.congress, poll, 'open')
    await act(as.congress, poll, 'close')
    await accept(as, await enterGroup(as, poll, marks(...Array(6).fill('YYNNN'), ...Array(2).fill('NNYYN'))))
    await act(as.congress, poll, 'count')
    await signBoth(as, poll, hall)
  }

  test('formal candidates come of the talks of the groups, of a primary where one is signed, and of neither that is not on record', async () => {
    const hall = await hallOf(as, 10, 8, DIRECT)
    const district = await districtOf(as, hall.congress, 10)
    const notice = (id = district) => read('formal_candidates_notice', 'district', id)
    assert.match(await notice(), /经选民小组讨论、协商，根据较多数选民的意见，确定正式代表候选人/)
    await voteOn(hall, { pre_election: true })
    assert.match(await notice(), /经预选，根据预选时得票多少的顺序，确定正式代表候选人/)
    assert.doesNotMatch(await notice(), /较多数选民/)
    const other = await add('congress', { title: '还没有公布的选举', level: 'county', ...DIRECT })
    const open = await districtOf(as, other, 2, { title: '还没有公布的选区', place: 3, formal_list_on: undefined })
    assert.match(await notice(open), /名。＿+〔正式候选人的确定方式〕，确定正式代表候选人/)
  })

  test('a first list names in its table who put each name forward', async () => {
    const { congress } = await hallOf(as, 4, 4, DIRECT)
    const district = await districtOf(as, congress, 4, { place: 4 })
    const first = await read('first_candidates_notice', 'district', district)
    assert.match(first, /各人的推荐方式列在表内/)
    assert.doesNotMatch(first, /经各政党/)
  })

  test('a resolution that nobody passed is a draft; a unit that voted on paper of its own has its manner left open', async () => {
    const hall = await hallOf(as, 12, 10)
    assert.match(await read('resolution', 'sitting', hall.sitting), /（草案）/)
    const item = await add('agenda_item', { sitting: hall.sitting, place: 1, title: '关于工作报告的决议', kind: 'hands', approve: 10, oppose: 0, abstain: 0 })
    ok(await actOn(as.congress, 'agenda_item', item, 'pass'))
    assert.doesNotMatch(await read('resolution', 'sitting', hall.sitting), /草案/)
    const unit = await unitOf(as)
    ok(await as.congress.post('/api/rows/delegate', { region: COUNTY, state: 'elected', fields: {
      name: '王文', level: 'county', kind: 'leader', sex: '1', electoral_unit: unit, votes_for: 9 } }), 201)
    const report = await read('delegate_election_report', 'unit', unit)
    assert.match(report, /投票方式：＿+〔无记名投票等方式〕；/)
    assert.doesNotMatch(report, /会议以无记名/)
  })
})
