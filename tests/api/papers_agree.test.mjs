// Papers side by side: what several of them say of one thing is the same.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { districtOf, hallOf, ok, pollOf } from './congress.mjs'
import { pagesOf, paperOf, printed } from './paper.mjs'
import { allRows, cleanUp, COUNTY, demoSite, serve, signInAll, TOWN } from './server.mjs'

let as, congress, units

before(async () => {
  const server = await serve(demoSite('agree'))
  as = await signInAll(server, ['congress', 'office', 'teller1', 'scrutineer'])
  congress = ok(await as.congress.get('/api/congresses', { region: COUNTY })).congresses
    .find((c) => c.title === '中国共产党青岚县第十四次代表大会')
  units = (await allRows(as.congress, 'electoral_unit', { level: 'county' })).filter((u) => u.body_kind === 'party')
})
after(cleanUp)

/** The figures of each unit's line on a paper of the congress. */
const linesOf = async (name) => {
  const lines = pagesOf(await paperOf(as.congress, name, 'congress', congress.id)).flatMap((page) => page.split('\n'))
  return new Map(lines.map((line) => line.trim().match(/^\d+\s+(\S+)\s+(.*)$/)).filter(Boolean).map(([, title, rest]) => [title, rest.split(/\s+/)]))
}
const share = (figures) => figures.find((f) => f.endsWith('%'))

describe('electoral units', () => {
  test('how many more stood than seats is one figure on the quotas, the statistics, the unit\'s papers and the credentials report', async () => {
    const quota = await linesOf('quota_table'), statistics = await linesOf('structure_statistics')
    assert.ok(units.length >= 18, 'all towns and the offices')
    const surplus = []
    for (const unit of units) {
      const percent = share(statistics.get(unit.title))
      assert.ok(percent, unit.title)
      assert.equal(share(quota.get(unit.title)), percent, unit.title)
      const [seats, stood, more] = statistics.get(unit.title).map(Number)
      assert.deepEqual([seats, stood, more], [unit.quota, unit.candidates, unit.candidates - unit.quota], unit.title)
      assert.equal(percent, `${(Math.round(1000 * more / seats) / 10).toFixed(1)}%`, unit.title)
      surplus.push(Number.parseFloat(percent))
    }
    const ofOne = await printed(as.congress, 'delegate_election_request', 'unit', units[1].id)
    const [title] = [units[1].title]
    assert.match(ofOne, new RegExp(`预备人选${statistics.get(title)[1]}名，其中差额${statistics.get(title)[2]}名，差额比例${share(quota.get(title))}`))
    const least = `${Math.min(...surplus).toFixed(1)}%`
    assert.ok((await printed(as.congress, 'credentials_report', 'congress', congress.id)).includes(`差额比例最低为${least}`), least)
  })
})

describe('what was done', () => {
  test('the credentials report tells of steps and days that are on record, and of nothing else', async () => {
    const report = await printed(as.congress, 'credentials_report', 'congress', congress.id)
    const steps = (await allRows(as.congress, 'delegate_step', { level: 'county' })).filter((s) => s.body_kind !== 'conference')
    assert.equal(steps.length, 5)
    for (const { done_on } of steps) {
      const [y, m, d] = done_on.split('-').map(Number)
      assert.ok(report.includes(`（${y}年${m}月${d}日）`), `${done_on} in ${report}`)
    }
    assert.match(report, /进行了审查，于2021年7月\d+日完成/)
    const { approval_number } = ok(await as.congress.get(`/api/rows/congress/${congress.id}`))
    assert.ok(approval_number && report.includes(`批准（${approval_number}）`))
    assert.doesNotMatch(report, /按照规定，经过|无记名投票方式选举产生/)
    for (const step of await allRows(as.congress, 'delegate_step', { level: 'township', region: TOWN }))
      ok(await as.congress.post(`/api/rows/delegate_step/${step.id}/remove`, { ver: step.ver, reason: '重新登记' }), 204)
    const town = ok(await as.congress.post('/api/rows/congress', { region: TOWN, fields: {
      title: '中国共产党测试镇第一次代表大会', kind: 'party', level: 'township', rules: 'township-party-2020', term: 1, session: 1 } }), 201)
    const empty = await printed(as.congress, 'credentials_report', 'congress', town.id)
    assert.doesNotMatch(empty, /进行了审查|经.{2,20}批准（|已经完成下列步骤/)
    for (const name of ['审查完成日期：＿＿＿＿', '批准文号：＿＿＿＿', '步骤和完成日期：＿＿＿＿']) assert.ok(empty.includes(name), `${name} in ${empty}`)
  })
})

describe('the deputies of a people\'s congress', () => {
  const read = (name, id) => printed(as.congress, name, 'congress', id)
  const forms = async (id) => Object.fromEntries(ok(await as.congress.get('/api/forms', { scope: 'congress', id })).forms.map((f) => [f.name, f]))
  const people = { kind: 'people', level: 'county', rules: 'organic-2022' }
  const add = async (ledger, fields) => ok(await as.congress.post(`/api/rows/${ledger}`, { region: COUNTY, fields }), 201).id
  let county, deputies, districts

  before(async () => {
    county = ok(await as.congress.get('/api/congresses', { region: COUNTY })).congresses.find((c) => c.title === '青岚县第十七届人民代表大会第一次会议')
    const of = (rows) => rows.filter((r) => r.body_kind === 'congress' && r.term === 17)
    deputies = of(await allRows(as.congress, 'delegate', { level: 'county' }))
    districts = of(await allRows(as.congress, 'electoral_unit', { level: 'county' }))
  })

  test('credentials report, announcement and statistics tell of the same seats, districts, voters and people', async () => {
    const seats = deputies.length, count = (what) => deputies.filter(what).length
    const sum = (field) => districts.reduce((n, d) => n + d[field], 0)
    const women = count((d) => d.sex === '2'), outside = count((d) => !['01', '02'].includes(d.political)), college = count((d) => /^[123]/.test(d.education))
    assert.ok(seats > 200 && districts.length > 60 && sum('quota') === seats)
    const report = await read('deputy_credentials_report', county.id)
    for (const text of [`名额为${seats}名，实际选出${seats}名，缺额0名`, `划分${districts.length}个选区，登记选民${sum('voters_due')}名`, `参加投票${sum('voters')}名`,
      `妇女${women}名`, `非中共党员${outside}名`, `大专以上文化程度${college}名`, `${seats}名代表的代表资格有效`])
      assert.ok(report.includes(text), `${text} in ${report}`)
    const lists = await forms(county.id)
    assert.deepEqual([lists.deputy_credentials_report.ready, lists.statistics_deputies.ready, lists.elected_announcement.ready], [true, true, true])
    const made = await read('statistics_deputies', county.id)
    assert.match(made, new RegExp(`选出代表${seats}${seats}.*妇女${women}[\\d.]+%${women}.*大专以上${college}[\\d.]+%.*非中共党员${outside}`))
    const voters = await read('statistics_voters', county.id)
    assert.match(voters, new RegExp(`选区数${districts.length}${districts.length}.*登记选民数${sum('voters_due')}${sum('voters_due')}.*应选代表名额${seats}${seats}`))
    const announced = await read('elected_announcement', county.id)
    assert.match(announced, new RegExp(`应选代表${seats}名，选出代表${seats}名`))
    for (const d of deputies.slice(0, 40)) assert.ok(announced.includes(d.name.replace(/\s/g, '')), d.name)
  })

  test('the table of districts has those of its level and term alone, and says what of them is not on record', async () => {
    const table = await read('district_table', county.id), { district_table: entry, statistics_voters } = await forms(county.id)
    for (const d of districts) assert.ok(table.includes(d.title.replace(/（.*/, '')), d.title)
    for (const d of await allRows(as.congress, 'district', { level: 'township' })) assert.ok(!table.includes(d.title), `${d.title}: of a town`)
    assert.ok(districts.reduce((n, d) => n + d.voters_due, 0) < 477356, 'fewer voters than people')
    for (const { ready, why } of [entry, statistics_voters]) assert.ok(!ready && /人口数/.test(why), why)
  })

  test('where only the roster says who they are, what it does not say is a named blank', async () => {
    const id = await add('congress', { ...people, title: '测试县第五十五届人民代表大会第一次会议', term: 55 })
    await add('attendee', { congress: id, name: '王文', kind: 'deputy', votes: true, sex: '2', birth: '1980-05', ethnicity: '01' })
    const report = await read('deputy_credentials_report', id)
    assert.match(report, /划分＿+〔[^〕]*〕个选区，登记选民＿+〔选民数〕.*妇女1名，占100\.0%；非中共党员＿/)
    for (const name of ['district_table', 'statistics_voters', 'statistics_deputies']) {
      assert.match((await forms(id))[name].why, /选区和应选名额还没有登记/, name)
      assert.doesNotMatch(await read(name, id), /选区数0|代表0|岚桥镇/, name)
    }
  })
})

describe('a power cut in a direct election', () => {
  test('the kit speaks of voters and their lists, of no meeting: headings are those of the kind of election', async () => {
    const { congress: direct } = await hallOf(as, 4, 4, { kind: 'district', rules: 'people-direct-2020' })
    await districtOf(as, direct, 12)
    const poll = await pollOf(as, { congress: direct }, { title: '人大代表选票', election: { title: '人大代表', office: 'deputy_direct', rules: 'people-direct-2020', seats: 2,
      candidates: ['王文', '李武', '张建'].map((name) => ({ name })) } })
    const record = await printed(as.congress, 'power_cut_record', 'poll', poll.id)
    assert.match(record, /一、参加投票.*登记选民.*其中委托.*流动票箱/)
    const guide = await printed(as.congress, 'power_cut', 'congress', direct)
    assert.match(guide, /二、领票.*选民名单.*报告选举委员会决定/)
    for (const text of [record, guide]) assert.doesNotMatch(text, /到会|应到|病假|事假|签到|会场|主席团|主持人宣布暂停/)
    const meeting = await hallOf(as, 4, 4)
    const held = await printed(as.congress, 'power_cut_record', 'poll', (await pollOf(as, meeting)).id)
    assert.match(held, /一、到会.*应到.*实到.*病假/)
    assert.doesNotMatch(held, /选民|委托|流动票箱/)
  })
})
