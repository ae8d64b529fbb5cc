// What papers say: nothing that the law forbids or that did not happen, each kind of meeting its own.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { accept, act, districtOf, enterGroup, hallOf, marks, nameOf, ok, pollElsewhere as pollOf, refused, SECOND, signBoth, today } from './congress.mjs'
import { bare, printed, textOf } from './paper.mjs'
import { allRows, cleanUp, COUNTY, demoSite, serve, signInAll } from './server.mjs'
import { unzip } from './sheet.mjs'

let server, as

before(async () => {
  server = await serve(demoSite('papers'))
  as = await signInAll(server, ['congress', 'office', 'teller1', 'teller2', 'scrutineer'])
})
after(cleanUp)

const list = async (scope, id) => ok(await as.congress.get('/api/forms', { scope, id })).forms
const entry = async (name, scope, id) => (await list(scope, id)).find((f) => f.name === name)
const read = (name, scope, id) => printed(as.congress, name, scope, id)
const add = async (ledger, fields, region = COUNTY) => ok(await as.congress.post(`/api/rows/${ledger}`, { region, fields }), 201).id

/** Everything from the ballots out to the count. */
const counted = async (poll, ballots, freeze) => {
  const n = ballots.length
  await act(as.congress, poll, 'freeze', freeze)
  await act(as.congress, poll, 'issue', { printed: n, issued: n, unused: 0, cut: 0, returned: n })
  await act(as.congress, poll, 'open')
  await act(as.congress, poll, 'close')
  await accept(as, await enterGroup(as, poll, ballots))
  return act(as.congress, poll, 'count')
}
const PEOPLE = { kind: 'people', rules: 'organic-2022' }
const DIRECT = { kind: 'district', rules: 'people-direct-2020' }

/** So many days from today, and as a paper writes it. */
const day = (n) => new Date(Date.parse(today()) + n * 86400_000).toISOString().slice(0, 10)
const inWords = (iso) => iso.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日')

describe('law 2.1: a second ballot', () => {
  test('officers of a people\'s congress: no fewer seats, and the names with their votes', async () => {
    const hall = await hallOf(as, 10, 10, PEOPLE)
    let poll = await pollOf(as, hall, { title: '副县长选票', election: { title: '副县长', office: 'vice', rules: 'organic-2022', seats: 2, candidates: ['王文', '李武', '张建'].map((name) => ({ name })) } })
    const election = poll.elections[0].id
    const early = await entry('runoff_report', 'election', election)
    assert.equal(early.ready, false, 'of the election as of its poll')
    poll = await counted(poll, marks(...Array(6).fill('YNN'), ...Array(4).fill('NYN')), { sitting: hall.sitting })
    assert.equal((await entry('runoff_report', 'election', election)).ready, true)
    const text = await read('runoff_report', 'election', election)
    assert.doesNotMatch(text, /减少名额|主席团决定/)
    assert.match(text, /不足的名额另行选举/)
    assert.match(text, /1王文6当选2李武43张建0/)
  })

  test('a recommendation says of a candidate what is on record, and no empty brackets', async () => {
    const hall = await hallOf(as, 6, 6, { ...PEOPLE, title: '测试县第九届人民代表大会第一次会议', session: 1 })
    const poll = await pollOf(as, hall, { title: '副县长选票', election: { title: '副县长', office: 'vice', rules: 'organic-2022', seats: 1,
      candidates: [{ name: '王文', sex: '1', post: '县财政局局长' }, { name: '李武' }] } })
    const text = await read('recommended_introduction', 'poll', poll.id)
    assert.doesNotMatch(text, /（，|，，|批准/)
    assert.match(text, /李武，推荐为/)
    assert.doesNotMatch(text, /第一次会议第一次会议/)
  })
})

describe('law 2.2: deputies and the Party\'s delegates', () => {
  const numbers = { due: 10, present: 8 }
  let congress

  before(async () => {
    const hall = await hallOf(as, 10, 8, DIRECT)
    congress = hall.congress
    await districtOf(as, congress, 10, { title: '测试第一选区', population: 9000 })
  })

  test('no paper certifies or announces a deputy while no district has a signed poll', async () => {
    for (const name of ['deputy_credentials_report', 'elected_announcement']) {
      assert.deepEqual([(await entry(name, 'congress', congress)).ready], [false], name)
      refused(await as.congress.get(`/api/forms/${name}`, { scope: 'congress', id: congress, format: 'pdf' }), 422, 'forms.no_deputies')
    }
  })

  test('the credentials report counts those whom the districts elected, the delegates of the Party never', async () => {
    let poll = await pollOf(as, { congress }, { title: '人大代表选票', election: { title: '人大代表', office: 'deputy_direct', rules: 'people-direct-2020', seats: 2,
      candidates: [{ name: '王文', sex: '2' }, { name: '李武', sex: '1' }, { name: '张建', sex: '1' }] } })
    poll = await counted(poll, marks(...Array(6).fill('YNA'), ...Array(2).fill('NYN')), { attendance: numbers, second: SECOND })
    await signBoth(as, poll, { congress })
    const text = await read('deputy_credentials_report', 'congress', congress)
    assert.match(text, /代表名额为2名，实际选出1名，缺额1名/)
    assert.match(text, /划分1个选区.*参加投票8名/)
    assert.match(text, /1名代表中：妇女1名，占100\.0%/)
    assert.match(text, /审查认为，＿+〔资格有效人数〕名代表的代表资格有效/, 'nobody has it on record')
    assert.match(text, /审查完成日期：＿+〔资格审查完成日期〕/)
    assert.match(text, /审查结论：＿+〔基本条件和违法行为审查结论〕/)
    assert.doesNotMatch(text, /进行了审查/, 'nobody has on record that it was done')
    assert.match(text, /青岚县人民代表大会常务委员会：/)
    const announced = await read('elected_announcement', 'congress', congress)
    assert.match(announced, /应选代表2名，选出代表1名/)
    assert.match(announced, /1测试第一选区王文/)
    assert.doesNotMatch(announced, /代表代表|岚桥镇第|依法进行|确认选举结果有效/)
  })

  test('the roster of a people\'s congress is who is called to it', async () => {
    const hall = await hallOf(as, 7, 7, PEOPLE)
    const text = await read('delegate_roster', 'congress', hall.congress)
    const names = ok(await as.congress.get('/api/rows/attendee', { congress: hall.congress })).rows.map((r) => r.name)
    assert.ok(names.length === 7 && names.every((name) => text.includes(name)), text)
    assert.ok(!text.includes(nameOf(4007)), 'and nobody else')
  })
})

describe('papers of the elected', () => {
  test('the announcement names the offices that were filled, once, and who signed for it', async () => {
    const hall = await hallOf(as, 10, 10, { ...PEOPLE, opens_on: day(-3), closes_on: day(5) })
    const election = (title, office, names) => ({ title, office, rules: 'organic-2022', seats: 1, candidates: names.map((name) => ({ name })) })
    let poll = await pollOf(as, hall, { title: '县长、副县长选票', elections: [election('县长', 'chief', ['王文']), election('副县长', 'vice', ['李武', '张建'])] })
    const sheet = (a, b) => ({ answers: [{ marks: a }, { marks: b }] })
    assert.deepEqual((await list('poll', poll.id)).filter((f) => f.name.startsWith('announcement')), [], 'not once for each question')
    assert.deepEqual([(await entry('announcement', 'congress', hall.congress)).ready], [false])
    poll = await counted(poll, [...Array(5).fill(sheet('Y', 'YN')), ...Array(5).fill(sheet('Y', 'NY'))], { sitting: hall.sitting })
    assert.equal((await entry('announcement', 'congress', hall.congress)).ready, false, 'nothing is signed')
    await signBoth(as, poll, hall)
    assert.equal((await entry('announcement', 'congress', hall.congress)).ready, true)
    const text = await read('announcement', 'congress', hall.congress)
    assert.match(text, /王文为县长。现予公告/)
    assert.doesNotMatch(text, /副县长/)
    assert.match(text, new RegExp(`${inWords(day(0))}依法选举`), 'the day it was signed, not the one that was planned')
    const nobody = await entry('elected_list:2', 'poll', poll.id)
    assert.deepEqual([nobody.ready, nobody.why], [false, '没有人当选'])
    refused(await as.congress.get('/api/forms/elected_list:2', { scope: 'poll', id: poll.id, format: 'pdf' }), 422, 'forms.nobody')
    assert.match(await read('elected_list:1', 'poll', poll.id), /当选为县长/)
  })

  test('what is published of a pre-election says that it is one', async () => {
    const hall = await hallOf(as, 10, 10)
    let poll = await pollOf(as, hall, { election: { pre_election: true } })
    poll = await counted(poll, marks(...Array(8).fill('YYYN'), ...Array(2).fill('NYYY')), { sitting: hall.sitting })
    const text = await read('result_public', 'poll', poll.id)
    assert.match(text, /县委委员（预选）计票结果/)
    assert.match(text, /预选有效/)
    assert.doesNotMatch(text, /选举有效/)
    for (const name of ['result_full', 'issue_slip', 'return_slip']) assert.match(await read(name, 'poll', poll.id), /预选/, name)
    const full = await read('result_full', 'poll', poll.id)
    assert.match(full, /结论：预选有效。/)
    assert.match(full, /正式候选人数3/)
    assert.doesNotMatch(full, /当选人数/)
  })

  test('the full result says as the public one that the election is void, and 0 only once it is counted', async () => {
    const hall = await hallOf(as, 10, 10)
    const poll = await pollOf(as, hall)
    assert.match(await read('result_full', 'poll', poll.id), /当选人数当选规定/, 'an empty cell before the count')
    await act(as.congress, poll, 'freeze', { sitting: hall.sitting })
    await act(as.congress, poll, 'issue', { printed: 10, issued: 9, unused: 1, cut: 0, returned: 10 })
    await act(as.congress, poll, 'open')
    await act(as.congress, poll, 'close')
    await accept(as, await enterGroup(as, poll, marks(...Array(10).fill('YYYN'))))
    await act(as.congress, poll, 'count')
    for (const name of ['result_full', 'result_public']) {
      const text = await read(name, 'poll', poll.id)
      assert.match(text, /选举无效/, name)
      assert.doesNotMatch(text, /选举有效|当选人数[1-9＿]|\d当选(?!人数)/, name)
    }
    assert.match(await read('result_full', 'poll', poll.id), /当选人数0/)
  })

  test('where no vote was held no paper says that one was valid, or that somebody was elected', async () => {
    const congress = await add('congress', { title: '中国共产党河湾镇第十次代表大会', kind: 'party', level: 'county', rules: 'county-party-2020' })
    assert.equal((await entry('result_report', 'congress', congress)).ready, false)
    refused(await as.congress.get('/api/forms/result_report', { scope: 'congress', id: congress, format: 'pdf' }), 422, 'forms.nobody_signed')
    const direct = await hallOf(as, 4, 4, DIRECT)
    const district = await add('district', { title: '空白选区', place: 97, level: 'county', congress: direct.congress, seats: 1 })
    for (const name of ['elected_notice', 'result_confirmation']) {
      assert.equal((await entry(name, 'district', district)).ready, false, name)
      refused(await as.congress.get(`/api/forms/${name}`, { scope: 'district', id: district, format: 'pdf' }), 422, 'forms.no_deputies')
    }
    const unit = await add('electoral_unit', { title: '空白选举单位', level: 'county', kind: 'township', quota: 2 })
    assert.equal((await entry('delegate_election_report', 'unit', unit)).ready, false)
    refused(await as.congress.get('/api/forms/delegate_election_report', { scope: 'unit', id: unit, format: 'pdf' }), 422, 'forms.no_delegates')
  })

  test('the report tells of the congress, and of a first plenary when it was held', async () => {
    const hall = await hallOf(as, 10, 8, { opens_on: day(-1), closes_on: day(0), term: 15 })
    let poll = await pollOf(as, hall)
    poll = await counted(poll, marks(...Array(8).fill('YYYN')), { sitting: hall.sitting })
    await signBoth(as, poll, hall)
    const text = await read('result_report', 'congress', hall.congress)
    assert.match(text, /应到代表10名，实到8名/)
    assert.match(text, /选举产生了县委委员3名。/)
    assert.match(text, new RegExp(`${inWords(day(0))}$`))
    assert.doesNotMatch(text, /全体会议|书记/)

    const { congresses } = ok(await as.congress.get('/api/congresses', { region: COUNTY }))
    const held = congresses.find((c) => c.kind === 'party' && c.region.id === COUNTY && c.polls === 4 && c.state === 'closed')
    const whole = await read('result_report', 'congress', held.id)
    const plenary = congresses.find((c) => c.kind === 'plenary' && c.region.id === COUNTY)
    assert.match(whole, new RegExp(`${plenary.title}召开，应到委员35名，实到3\\d名，选举产生了县委常委11名、县委书记1名`))
    assert.match(whole, /候补委员当选名单（6名，以得票多少为序）/)
  })
})

describe('each kind of meeting has its own papers', () => {
  const titles = { plenary: ['congress_request', 'quota_table', 'credentials_report', 'election_rules', 'result_report', 'delegation_list'],
    district: ['presidium_list', 'session_rules', 'delegation_list', 'agenda'], party: ['plenary_rules', 'session_rules', 'announcement'] }
  const rules = { plenary: 'county-party-2020', district: 'people-direct-2020', party: 'county-party-2020' }

  test('and none of another, not even by name', async () => {
    for (const [kind, names] of Object.entries(titles)) {
      const id = await add('congress', { title: `文书测试${kind}`, kind, level: 'county', rules: rules[kind] })
      const offered = (await list('congress', id)).map((f) => f.name)
      for (const name of names) {
        assert.ok(!offered.includes(name), `${name} of ${kind}`)
        refused(await as.congress.get(`/api/forms/${name}`, { scope: 'congress', id, format: 'pdf' }), 422, 'forms.not_of')
      }
      if (kind === 'plenary') assert.ok(offered.includes('plenary_rules'))
    }
  })

  test('the rules of a plenary have its title and what it elects; a session is numbered once', async () => {
    const { congresses } = ok(await as.congress.get('/api/congresses', { region: COUNTY }))
    const plenary = congresses.find((c) => c.kind === 'plenary' && c.region.id === COUNTY)
    const text = await read('plenary_rules', 'congress', plenary.id)
    assert.match(text, /^中共青岚县第十四届委员会第一次全体会议选举办法/)
    assert.match(text, /本次全体会议选举：1．县委常委11名，候选人12名，差额1名；2．县委书记1名，候选人1名，等额选举；/)
    assert.match(text, /三分之二，方可进行选举/)
    assert.doesNotMatch(text, /第一次会议|主席团|代表团/)
    const people = congresses.find((c) => c.kind === 'people' && c.region.id === COUNTY && c.polls === 4)
    const session = await read('session_rules', 'congress', people.id)
    assert.doesNotMatch(session, /第一次会议第一次会议/)
    assert.match(session, /县人大常委会委员的候选人多于应选名额，差额为应选名额的十分之一至五分之一，进行差额选举。/)
    assert.match(text, /县委常委的候选人比应选名额多1至2人，进行差额选举。/)
    assert.match(session, new RegExp(`全体代表${people.due}名`))
    assert.match(session, /2021年8月\d+日.*通过/)
  })

  test('how many more stand is said as laws say it: none is 多0至0人', async () => {
    for (const set of ['county-party-2020', 'township-party-2020', 'organic-2022', 'people-direct-2020', 'people-indirect-2020', 'cppcc'])
      for (const o of ok(await as.congress.get(`/api/rules/${set}`)).offices) {
        const { value } = o.rules.find((r) => r.rule === 'surplus') ?? { value: '' }
        assert.doesNotMatch(value, /多0|0人|一分之一/, `${set} ${o.office}: ${value}`)
      }
    const direct = ok(await as.congress.get('/api/rules/people-direct-2020')).offices[0].rules.find((r) => r.rule === 'surplus')
    assert.match(direct.value, /三分之一至一倍/)
  })

  test('what goes to those above is whole sentences with the numbers that are on record', async () => {
    const { congresses } = ok(await as.congress.get('/api/congresses', { region: COUNTY }))
    const { id } = congresses.find((c) => c.kind === 'party' && c.region.id === COUNTY && c.polls === 4)
    for (const name of ['election_rules', 'congress_request'])
      assert.doesNotMatch(await read(name, 'congress', id), /\d．超过|须对照原文/, name)
    const request = await read('congress_request', 'congress', id)
    for (const text of ['妇女不少于25%', '45岁以下不少于35%', '领导干部不超过35%', '选举出席市党代会代表11名']) assert.ok(request.includes(text), text)
    const reply = await read('congress_reply', 'congress', id)
    assert.match(reply, /候补委员名额为6名，提名候选人7名/)
    assert.match(reply, /选举出席市党代会代表11名/)
    assert.match(reply, /中共望川市委员会＿+〔日期〕$/, 'its day is not on record')
    assert.match(await read('election_rules', 'congress', id), /（2021年7月28日中国共产党青岚县第十四次代表大会通过）/)
    assert.match(await read('agenda', 'congress', id), /2021年7月28日/)
  })

  test('a list of officers has its own vote and its own day', async () => {
    const hall = await hallOf(as, 6, 6, { opens_on: '2026-06-28', bare: true })
    const by = async (duty, names, votes) => {
      ok(await as.congress.post(`/api/congresses/${hall.congress}/officers`, { officers: names.map((name) => ({ duty, name })) }))
      const { officers } = ok(await as.congress.get(`/api/congresses/${hall.congress}`))
      ok(await as.congress.post(`/api/congresses/${hall.congress}/officers/pass`, { ids: officers.filter((o) => o.duty === duty).map((o) => o.id), ...votes, by: '举手' }))
    }
    assert.match(await read('presidium_list', 'congress', hall.congress), /赞成＿+〔名单表决赞成数〕人/, 'not that of the scrutineers')
    await by('presidium', [nameOf(4004), nameOf(4005)], { approve: 5, oppose: 1, abstain: 0 })
    assert.match(await read('presidium_list', 'congress', hall.congress), /赞成5人，不赞成1人，弃权0人/)
    const poll = await pollOf(as, hall)
    assert.match(await read('scrutineer_list', 'poll', poll.id), /赞成6人，不赞成0人，弃权0人/)
    await add('sitting', { congress: hall.congress, title: '预备会议', kind: 'preparatory', held_at: '2026-06-27T01:00:00Z' })
    for (const name of ['delegation_list', 'credentials_report'])
      assert.match(await read(name, 'congress', hall.congress), /2026年6月27日/, name)
  })

  test('the sheet of a group has the word of its rules for a vote against', async () => {
    const poll = await pollOf(as, await hallOf(as, 6, 6))
    const text = await read('group_count', 'poll', poll.id)
    assert.match(text, /赞成不赞成弃权/)
    assert.doesNotMatch(text, /＿\s*弃权/)
  })

  test('a notice has the number of those called to this congress, and calls them what they are', async () => {
    const kinds = { people: ['organic-2022', '各代表团、各位代表', '全体代表7名'], conference: ['cppcc', '各委员小组、各位委员', '全体委员7名'],
      plenary: ['county-party-2020', '各位委员', '全体委员7名'], party: ['county-party-2020', '各代表团、各位代表', '大会全体正式代表7名'] }
    for (const [kind, [rules, who, all]] of Object.entries(kinds)) {
      const hall = await hallOf(as, 7, 7, { kind, rules, opens_on: '2026-06-28', closes_on: '2026-06-28' })
      const text = await read('notice', 'congress', hall.congress)
      assert.ok(text.includes(`${who}：`) && text.includes(`参加人员：${all}，`), `${kind}: ${text}`)
      assert.doesNotMatch(text, kind === 'party' || kind === 'people' ? /委员小组/ : /代表团|代表\d/, kind)
      assert.match(text, /定于2026年6月28日在/, 'one day once')
      if (kind === 'people' || kind === 'conference')
        assert.match(await read('presidium_list', 'congress', hall.congress), kind === 'people' ? /7名代表/ : /7名委员/)
    }
  })
})

describe('ballots', () => {
  const pdf = async (poll) => {
    const answer = await as.congress.get(`/api/polls/${poll.id}/ballots.pdf`, { copies: '1' })
    assert.equal(answer.status, 200, answer.text)
    return bare(textOf(answer.bytes))
  }
  const three = [{ name: '王文', unit: '县财政局' }, { name: '李武' }, { name: '张建', unit: '岚桥镇' }]
  const election = (candidates) => ({ candidates, seats: 2 })

  test('say of no candidate more than of another: units where namesakes must be told apart, behind all names', async () => {
    const hall = await hallOf(as, 6, 6, { organiser: '县委换届工作领导小组办公室', opens_on: '2026-06-28' })
    const plain = await pdf(await pollOf(as, hall, { election: election(three) }))
    assert.doesNotMatch(plain, /县财政局|岚桥镇/)
    const namesakes = [...three, { name: '王文', unit: '柳岸镇' }]
    const some = await pdf(await pollOf(as, hall, { election: election(namesakes) }))
    assert.match(some, /王文（县财政局）/)
    assert.match(some, /王文（柳岸镇）/)
    assert.doesNotMatch(some, /岚桥镇/, 'one has no unit on record')
    const all = await pdf(await pollOf(as, hall, { election: election(namesakes.map((c) => ({ unit: '县水利局', ...c }))) }))
    for (const unit of ['县财政局', '柳岸镇', '岚桥镇', '县水利局']) assert.ok(all.includes(`（${unit}）`), unit)
  })

  test('say that they are of a pre-election; rounds behind it are named after the first, without brackets in brackets', async () => {
    const hall = await hallOf(as, 10, 10)
    const next = async (poll, decision) => ok(await as.congress.post(`/api/polls/${poll.id}/next`, { election: poll.elections[0].id, decision }), 201)
    const done = async (poll, list) => { await counted(poll, list, { sitting: hall.sitting }); return signBoth(as, poll, hall) }
    let poll = await pollOf(as, hall, { title: '县委委员选票', election: { pre_election: true, seats: 3 } })
    assert.match(await pdf(poll), /县委委员选票（预选）.*县委委员（预选）应选/)
    const primary = await done(poll, marks(...Array(10).fill('YYYN')))
    const formal = await next(primary, 'formal_election')
    assert.equal(formal.title, '县委委员选票（正式选举）')
    assert.doesNotMatch(await pdf(formal), /预选/)
    poll = await done(formal, marks(...Array(10).fill('YYN')))
    const another = await next(poll, 'another_election')
    assert.equal(another.title, '县委委员选票（另行选举）')
    poll = await pollOf(as, hall, { title: '纪委委员预选票', cast: 9, election: { pre_election: true, seats: 3 } })
    assert.equal((await next(await done(poll, marks(...Array(10).fill('YYYN'))), 'formal_election')).title, '纪委委员选票（正式选举）')
  })

  test('are sealed by the presidium, and bear the day of their sitting', async () => {
    const hall = await hallOf(as, 6, 6, { title: '中国共产党测试县第九次代表大会', organiser: '县委换届工作领导小组办公室', opens_on: '2026-06-28' })
    const sitting = await add('sitting', { congress: hall.congress, title: '第二次选举大会', kind: 'plenary', held_at: '2026-06-30T01:00:00Z' })
    const text = await pdf(await pollOf(as, hall, { sitting }))
    assert.match(text, /中国共产党测试县第九次代表大会主席团2026年6月30日/)
    assert.doesNotMatch(text, /领导小组/)
  })
})

describe('law 2.2: the papers of the conference', () => {
  /** Of the DOCX: no name is cut by the end of a line. */
  const words = async (form, id) => unzip((await as.congress.get(`/api/forms/${form}`, { scope: 'congress', id, format: 'docx' })).bytes)['word/document.xml'].toString().replace(/<[^>]*>|\s/g, '')
  const FORMS = ['conference_quota', 'conference_names', 'conference_decision']

  test('the seats of its sectors, its names and members by sector and stroke, and none of the Party\'s delegates', async () => {
    const { id } = ok(await as.congress.get('/api/congresses', { region: COUNTY })).congresses.find((c) => c.kind === 'conference' && c.state === 'closed')
    const rows = await allRows(as.congress, 'delegate', { level: 'county' })
    const of = (body) => rows.filter((r) => r.body_kind === body)
    const [quota, names, decision] = await Promise.all(FORMS.map((form) => words(form, id)))
    const sectors = await allRows(as.congress, 'electoral_unit', { body_kind: 'conference' })
    assert.ok(sectors.every((s) => quota.includes(s.title) && decision.includes(`${s.title}${s.quota}名`)), decision)
    assert.match(quota, /共20个界别，委员名额180名/)
    assert.ok(of('conference').every((r) => names.includes(r.name) && decision.includes(r.name)))
    const { structure } = ok(await as.congress.get('/api/delegates/credentials', { region: COUNTY, level: 'county', body: 'conference' }))
    assert.match(names, new RegExp(`共180名：党外人士${structure.non_party}名，占.*妇女${structure.women}名.*45岁以下${structure.under45}名`))
    assert.match(decision, /第十二届委员会常务委员会第.*次会议于2021年7月15日协商决定，180人为.*第十三届委员会委员/)
    const only = of('party').map((r) => r.name).filter((name) => !of('conference').some((r) => r.name === name))
    for (const text of [names, decision]) assert.deepEqual(only.filter((name) => text.includes(name)), [])
  })

  test('a congress of the Party has none of them', async () => {
    const { id } = ok(await as.congress.get('/api/congresses', { region: COUNTY })).congresses.find((c) => c.kind === 'party' && c.state === 'closed')
    const { forms } = ok(await as.congress.get('/api/forms', { scope: 'congress', id }))
    assert.deepEqual(forms.filter((f) => FORMS.includes(f.name)), [])
  })
})
