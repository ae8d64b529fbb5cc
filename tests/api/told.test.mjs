// Papers tell what is on record: no note about a name, the day of the event, no verdict that nobody counted.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { accept, act, enterGroup, hallOf, marks, ok, pollOf } from './congress.mjs'
import { paperOf, printed, textOf } from './paper.mjs'
import { cleanUp, COUNTY, demoSite, serve, signInAll } from './server.mjs'

let server, as

before(async () => {
  server = await serve(demoSite('told'))
  as = await signInAll(server, ['congress', 'teller1', 'teller2', 'scrutineer'])
})
after(cleanUp)

const read = (name, scope, id) => printed(as.congress, name, scope, id)
const add = async (ledger, fields, region = COUNTY) => ok(await as.congress.post(`/api/rows/${ledger}`, { region, fields }), 201)
const doAct = async (ledger, row, name, more = {}) => {
  const { ver } = ok(await as.congress.get(`/api/rows/${ledger}/${row.id}`))
  return ok(await as.congress.post(`/api/rows/${ledger}/${row.id}/acts/${name}`, { ver, ...more }))
}

describe('the papers of an electoral unit', () => {
  const NOTE = '联审中有部门提出不宜作为代表人选的意见'
  let unit

  before(async () => {
    unit = await add('electoral_unit', { title: '测试选举单位', level: 'county', term: 14, kind: 'township', quota: 2, organisations: 3, members: 90,
      full_members: 88, voters_due: 88, voters: 80, elected_on: '2021-06-18' })
    for (const [i, name] of ['王文', '李武', '张建', '刘国', '赵华'].entries()) {
      const row = await add('delegate', { name, level: 'county', kind: 'leader', sex: '1', votes_for: 60, birth: `197${i}-05`, electoral_unit: unit.id, note: `${NOTE}：${name}` })
      if (name === '赵华') continue // only proposed
      await doAct('delegate', row, 'review')
      if (name === '刘国') await doAct('delegate', row, 'replace', { reason: '联审意见' })
      if (name === '王文') await doAct('delegate', row, 'elect')
    }
  })

  test('show voters no note about a name, and nobody who was replaced', async () => {
    for (const name of ['branch_recommendation', 'branch_summary', 'committee_roster', 'delegate_election_request', 'delegate_election_report']) {
      const text = await read(name, 'unit', unit.id)
      assert.doesNotMatch(text, /联审|不宜|刘国/, name)
      assert.match(text, /王文/, name)
    }
    assert.match(await read('branch_recommendation', 'unit', unit.id), /李武.*赵华/)
  })

  test('the request proposes whom the review passed, and counts how many more than seats', async () => {
    const text = await read('delegate_election_request', 'unit', unit.id)
    assert.match(text, /预备人选3名，其中差额1名，差额比例50\.0%/)
    assert.doesNotMatch(text, /赵华/)
  })

  test('the report has the day of the unit, and neither the hall of the congress nor a verdict that nobody counted', async () => {
    const text = await read('delegate_election_report', 'unit', unit.id)
    assert.match(text, /2021年6月18日，我单位在＿/)
    assert.match(text, /2021年6月18日$/)
    assert.match(text, /应到88名，实到80名，＿/)
    assert.doesNotMatch(text, /县会议中心|符合规定人数|选举有效|7月28日/)
  })

  test('what one branch did nobody has on record: its summary has no number of the unit', async () => {
    assert.doesNotMatch(await read('branch_summary', 'unit', unit.id), /90|88|80/)
  })
})

describe('the day on a paper', () => {
  test('of a district is that of the event', async () => {
    const district = await add('district', { title: '日期选区', place: 96, level: 'county', seats: 1, voter_list_on: '2021-11-10', first_list_on: '2021-11-20',
      formal_list_on: '2021-12-01', election_day: '2021-12-08', congress: (await hallOf(as, 4, 4, { kind: 'district', rules: 'people-direct-2020' })).congress })
    const day = async (name) => (await read(name, 'district', district.id)).match(/(20\d\d年\d+月\d+日|＿+)(?!.*(20\d\d年|＿))/)?.[0].replace(/＿+.*/, '')
    assert.equal(await day('voter_list_notice'), '2021年11月10日')
    assert.equal(await day('first_candidates_notice'), '2021年11月20日')
    assert.equal(await day('formal_candidates_notice'), '2021年12月1日')
    assert.equal(await day('district_result'), '2021年12月8日')
    for (const name of ['voter_objection', 'consultation_record'])
      assert.equal(await day(name), '', `${name} is dated by hand`)
  })

  test('of an agenda is that of its vote: till then it is a draft', async () => {
    const hall = await hallOf(as, 12, 10, { opens_on: '2026-06-28' })
    const sitting = hall.sitting
    const item = await add('agenda_item', { sitting, place: 1, title: '通过大会议程', kind: 'hands' })
    assert.match(await read('agenda', 'congress', hall.congress), /议程（草案）/)
    await doAct('agenda_item', item, 'pass', { fields: { approve: 10, oppose: 0, abstain: 0 } })
    assert.match(await read('agenda', 'congress', hall.congress), /议程（20\d\d年\d+月\d+日通过）/)
  })
})

describe('blanks', () => {
  const demo = async () => ok(await as.congress.get('/api/congresses', { region: COUNTY })).congresses.find((c) => c.kind === 'party' && c.region.id === COUNTY && c.polls === 4)

  test('bear their names on every paper, and none is left open that can be counted', async () => {
    const { id } = await demo()
    for (const { name, ready } of ok(await as.congress.get('/api/forms', { scope: 'congress', id })).forms)
      if (ready) assert.doesNotMatch(await read(name, 'congress', id), /＿(?!＿|〔)/, name)
    const request = await read('congress_request', 'congress', id)
    assert.match(request, /书记1名、副书记\d+名/)
    assert.match(await read('participation', 'congress', id), /推荐提名参与情况统计表.*合计\d+%$|合计[\d.]+%/)
    assert.match(await read('structure_statistics', 'congress', id), /代表候选人(初步|预备)人选构成统计表/)
  })

  test('of a decision on an objection follow from what was found, in whole sentences', async () => {
    const hall = await hallOf(as, 4, 4, { kind: 'district', rules: 'people-direct-2020' })
    const district = await add('district', { title: '申诉选区', place: 95, level: 'county', seats: 1, congress: hall.congress, voter_list_on: '2021-11-10' })
    const row = await add('voter_objection', { name: '王文', district: district.id, kind: 'omitted', received_on: '2021-11-12', content: '名单上没有本人姓名。' })
    assert.match(await read('voter_objection_decision', 'district', district.id), /决定如下：＿+〔结论〕。/)
    await doAct('voter_objection', row, 'decide', { fields: { result: 'upheld', decision: '经核对，确系漏登。' } })
    const text = await read('voter_objection_decision', 'district', district.id)
    assert.match(text, /申诉的事项是：名单上没有本人姓名。经审查：经核对，确系漏登。根据.*决定如下：申诉属实，将漏登的选民补入选民名单。申诉人/)
    assert.doesNotMatch(text, /。。/)
  })
})

describe('one congress says one thing', () => {
  test('the rules count the scrutineers as their list does, and cast as the chair has it', async () => {
    const { congresses } = ok(await as.congress.get('/api/congresses', { region: COUNTY }))
    const { id } = congresses.find((c) => c.kind === 'party' && c.region.id === COUNTY && c.polls === 4)
    const rules = await read('election_rules', 'congress', id)
    const { officers, sittings, polls } = ok(await as.congress.get(`/api/congresses/${id}`))
    const many = (duty) => officers.filter((o) => o.duty === duty).length
    assert.ok(rules.includes(`设总监票人${many('chief_scrutineer')}名、副总监票人${many('deputy_chief_scrutineer')}名、监票人${many('scrutineer')}名，`), rules)
    assert.doesNotMatch(rules, /秘书处指定/)
    const casts = Math.max(...polls.map((p) => p.cast))
    assert.ok(rules.includes(`使用4种选票，分${casts}次投票`), rules)
    let sealed = 0
    for (const { id: sitting } of sittings) sealed += (await read('sitting_script', 'sitting', sitting)).split('当众检查票箱并加封').length - 1
    assert.equal(sealed, casts, 'sealed once for each cast')
  })

  test('the script of the presidium is for its members', async () => {
    const hall = await hallOf(as, 6, 6)
    const { id } = await add('sitting', { congress: hall.congress, title: '主席团第一次会议', kind: 'presidium' })
    const text = await read('sitting_script', 'sitting', id)
    assert.match(text, /各位主席团成员，同志们：/)
    assert.doesNotMatch(text, /应到代表|第24条/)
  })
})

describe('papers of a ballot', () => {
  const election = (names, more = {}) => ({ title: '县委委员', office: 'committee', rules: 'county-party-2020', seats: 2, candidates: names, ...more })
  const people = (...names) => names.map((name) => ({ name }))
  const counted = async (hall, names, ballots, numbers = {}) => {
    const poll = await pollOf(as, hall, { election: election(names) })
    await act(as.congress, poll, 'freeze', { sitting: hall.sitting })
    await act(as.congress, poll, 'issue', { printed: 10, issued: 10, unused: 0, cut: 0, returned: 10, ...numbers })
    await act(as.congress, poll, 'open')
    await act(as.congress, poll, 'close')
    await accept(as, await enterGroup(as, poll, ballots))
    return act(as.congress, poll, 'count')
  }
  const listed = async (poll) => ok(await as.congress.get('/api/forms', { scope: 'poll', id: poll.id })).forms.map((f) => f.name)

  test('a report on a second ballot is offered where there is one', async () => {
    const all = await counted(await hallOf(as, 10, 10), people('王文', '李武', '张建'), marks(...Array(10).fill('YYN')))
    assert.ok(!(await listed(all)).includes('runoff_report'))
    const short = await counted(await hallOf(as, 10, 10), people('王文', '李武', '张建'), marks(...Array(10).fill('YNN')))
    assert.ok((await listed(short)).includes('runoff_report'))
  })

  test('namesakes stand with their units in wide columns, the tally in the order of the ballot', async () => {
    const poll = await counted(await hallOf(as, 10, 10), [{ name: '王富', unit: '县公安局' }, { name: '王富', unit: '县教育局' }, { name: '李武' }], marks(...Array(10).fill('NYY')))
    const { order } = { order: poll.elections[0].candidates.map((c) => c.name) }
    assert.match(textOf(await paperOf(as.congress, 'elected_list', 'poll', poll.id)), /王富（县..局）/, 'in one line')
    const tally = await read('power_cut_tally', 'election', poll.elections[0].id)
    const at = order.map((name) => tally.indexOf(name))
    assert.deepEqual([...at].sort((a, b) => a - b), at, tally)
  })

  test('of a void election no ballot is called valid or void', async () => {
    const poll = await counted(await hallOf(as, 10, 10), people('王文', '李武', '张建'), marks(...Array(10).fill('YYN')), { issued: 9, unused: 1 })
    const text = await read('result_public', 'poll', poll.id)
    assert.match(text, /收回10张，收回的选票多于发出的选票，选举无效/)
    assert.doesNotMatch(text, /有效票|无效票/)
    assert.match(await read('issue_slip', 'poll', poll.id), /核对：少于实到人数。/)
  })

  test('nobody has cast by telephone on paper', async () => {
    const poll = await pollOf(as, await hallOf(as, 10, 10))
    assert.doesNotMatch(await read('power_cut_record', 'poll', poll.id), /手机/)
  })
})
