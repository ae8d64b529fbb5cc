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
    assert.match(report, /批准（市委复〔2021〕\d+号）/)
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
