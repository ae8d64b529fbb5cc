// Papers say of an event what is on record of that event: no number of another one fills a blank of the same name.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { accept, act, actOn, districtOf, enterGroup, hallOf, marks, nameOf, ok, pollOf, SECOND, signBoth } from './congress.mjs'
import { printed } from './paper.mjs'
import { allRows, cleanUp, COUNTY, demoSite, serve, signInAll } from './server.mjs'

let server, as

before(async () => {
  server = await serve(demoSite('said'))
  as = await signInAll(server, ['congress', 'office', 'teller1', 'teller2', 'scrutineer'])
})
after(cleanUp)

const read = (name, scope, id) => printed(as.congress, name, scope, id)
const add = async (ledger, fields, region = COUNTY) => ok(await as.congress.post(`/api/rows/${ledger}`, { region, fields }), 201).id

describe('a direct election', () => {
  const DIRECT = { kind: 'district', rules: 'people-direct-2020' }
  const MEETING = /应到|实到|缺席|因病|因事/
  let hall, district, poll

  before(async () => {
    hall = await hallOf(as, 10, 8, { ...DIRECT, opens_on: '2021-11-08' })
    district = await districtOf(as, hall.congress, 10, { title: '测试第一选区' })
    await districtOf(as, await add('congress', { title: '另一选区的选举', level: 'county', ...DIRECT }), 7, { title: '还没有投票的选区', place: 2 })
    poll = await pollOf(as, hall, { title: '人大代表选票', election: { title: '人大代表', office: 'deputy_direct', rules: 'people-direct-2020', seats: 2,
      candidates: [{ name: '王文' }, { name: '李武' }, { name: '张建' }] } })
    await act(as.congress, poll, 'freeze', { attendance: { due: 10, present: 8 }, second: SECOND })
    await act(as.congress, poll, 'issue', { printed: 10, issued: 8, unused: 2, cut: 0, returned: 8 })
    await act(as.congress, poll, 'open')
    await act(as.congress, poll, 'close')
    await accept(as, await enterGroup(as, poll, marks(...Array(6).fill('YNA'), ...Array(2).fill('NYN'))))
    await act(as.congress, poll, 'count')
    await signBoth(as, poll, hall)
  })

  test('what was consulted before the formal list has no turnout, no verdict and no candidates of the vote', async () => {
    for (const name of ['consultation_record', 'first_candidates_notice']) {
      const text = await read(name, 'district', district)
      assert.match(text, /测试第一选区/)
      assert.doesNotMatch(text, /选举有效|参加人数8|选民小组数1|王文|李武|候选人共3名/, name)
    }
  })

  test('nobody has examined the deputies: the papers on their credentials are open there', async () => {
    const register = await read('deputy_register', 'district', district)
    assert.match(register, /选民10名，参加投票8名/)
    assert.doesNotMatch(register, /选举有效/)
    const report = await read('deputy_credentials_report', 'congress', hall.congress)
    assert.match(report, /审查认为，＿+〔资格有效人数〕名代表的代表资格有效/)
    assert.match(report, /选举程序：＿+。?〔选举程序审查结论〕/)
    assert.match(report, /已选出代表的\d+个选区，参加投票/)
    assert.match(report, /另有[1-9]\d*个选区还没有经签字的选举结果/)
    const notice = await read('deputy_certificate_notice', 'congress', hall.congress)
    assert.match(notice, /＿+〔[^〕]*〕定于＿+〔[^〕]*〕召开/)
    assert.doesNotMatch(notice, /11月8日召开/)
    assert.match(notice, /确认机关、文件和日期：＿+〔确认机关、文件和日期〕/, 'a card rests on a paper that confirms it')
  })

  test('its slips and results speak of voters who take part, not of a meeting', async () => {
    for (const name of ['issue_slip', 'return_slip', 'result_full', 'result_public']) {
      const text = await read(name, 'poll', poll.id)
      assert.doesNotMatch(text, MEETING, name)
      assert.match(text, name === 'return_slip' ? /参加投票选民数8/ : /登记选民数?10.*参加投票(选民数)?8/, name)
    }
    const slip = await read('issue_slip', 'poll', poll.id)
    assert.match(slip, /法定人数：选区全体选民的过半数参加投票，选举有效（选举法第四十五条）/)
    assert.doesNotMatch(slip, /方可进行选举/)
    assert.match(slip, /本人投票8委托\/流动票箱0\/0/)
    assert.match(await read('result_public', 'poll', poll.id), /本人8名、委托0名、流动票箱0名/)
  })

  test('ballots that nobody recorded as cut are not said to be sealed', async () => {
    const slip = await read('issue_slip', 'poll', poll.id)
    assert.doesNotMatch(slip, /已当场/)
    assert.match(slip, /□当场剪角作废□当场封存/)
  })
})

describe('a meeting', () => {
  test('its slips keep the words of a meeting, and say what became of the ballots left', async () => {
    const hall = await hallOf(as, 6, 6)
    const poll = await pollOf(as, hall)
    await act(as.congress, poll, 'freeze', { sitting: hall.sitting })
    await act(as.congress, poll, 'issue', { printed: 8, issued: 6, unused: 2, cut: 2 })
    const slip = await read('issue_slip', 'poll', poll.id)
    assert.match(slip, /应到会有选举权人数6实到会有选举权人数6/)
    assert.match(slip, /剩余选票已当场剪角作废。发出选票数与实到人数核对：相符/)
    assert.doesNotMatch(slip, /登记选民/)
  })

  test('who has not come is not on leave', async () => {
    const hall = await hallOf(as, 25, 18)
    const text = await read('chair_script_opening', 'sitting', hall.sitting)
    assert.match(text, /应到代表25名，因病请假0名、因事请假0名、未请假缺席7名，今天实到代表18名/)
  })
})

describe('the list of scrutineers', () => {
  let hall
  const officers = async () => ok(await as.congress.get(`/api/congresses/${hall.congress}`)).officers
  const propose = async (...all) => ok(await as.congress.post(`/api/congresses/${hall.congress}/officers`, {
    officers: all.map(([duty, n]) => ({ duty, attendee: hall.attendees[n] })) }))
  const pass = async (approve, more = {}) => {
    const ids = (await officers()).filter((o) => o.state === 'proposed').map((o) => o.id)
    return ok(await as.congress.post(`/api/congresses/${hall.congress}/officers/pass`, { ids, approve, oppose: 0, abstain: 0, by: '举手', ...more }))
  }

  test('has each vote beside whom it passed, and says who waits for one', async () => {
    hall = await hallOf(as, 10, 10)
    const poll = await pollOf(as, hall)
    assert.match(await read('scrutineer_list', 'poll', poll.id), /。表决结果：赞成10人，不赞成0人/, 'one vote for all')
    await propose(['deputy_chief_scrutineer', 4])
    await pass(7, { oppose: 2, abstain: 1 })
    await propose(['teller', 5])
    const text = await read('scrutineer_list', 'poll', poll.id)
    assert.ok(text.includes(`表决结果（${[0, 1, 2, 3].map((n) => nameOf(4000 + n)).join('、')}）：赞成10人，不赞成0人，弃权0人`), text)
    assert.ok(text.includes(`表决结果（${nameOf(4004)}）：赞成7人，不赞成2人，弃权1人`), text)
    assert.ok(text.includes(`还没有表决：${nameOf(4005)}。`), text)
    assert.equal(text.split('表决结果').length, 3)
  })

  test('names whoever was withdrawn, and nobody twice: a deputy who succeeds the chief is the chief', async () => {
    hall = await hallOf(as, 10, 10)
    await propose(['deputy_chief_scrutineer', 4])
    await pass(9)
    const poll = await pollOf(as, hall)
    await act(as.congress, poll, 'freeze', { sitting: hall.sitting })
    const chief = (await officers()).find((o) => o.duty === 'chief_scrutineer')
    ok(await as.congress.post(`/api/officers/${chief.id}/withdraw`, { ver: chief.ver, reason: '因病', second: SECOND }))
    await propose(['chief_scrutineer', 4])
    await pass(8, { second: SECOND })
    const text = await read('scrutineer_list', 'poll', poll.id)
    assert.ok(text.includes(`原总监票人${nameOf(4000)}已撤换。`), text)
    assert.ok(text.includes(`表决结果（${nameOf(4004)}）：赞成8人`), text)
    assert.ok(text.includes(`总监票人${nameOf(4004)}`) && !text.includes('副总监票人'), text)
    const script = await read('chair_script_election', 'sitting', hall.sitting)
    assert.ok(script.includes(`建议名单为：总监票人：${nameOf(4004)}；监票人：${nameOf(4001)}。`), script)
    assert.match(await read('election_rules', 'congress', hall.congress), /设总监票人1名、监票人1名/)
  })
})

describe('the report on credentials', () => {
  const LEVEL = { region: COUNTY, level: 'county', body_kind: 'party' }
  const report = async (id) => read('credentials_report', 'congress', id)
  const party = async () => ok(await as.congress.get('/api/congresses', { region: COUNTY })).congresses.find((c) => c.kind === 'party' && c.region.id === COUNTY && c.polls === 4)

  test('counts the surplus of each unit, and leaves to be written what nobody found', async () => {
    const { id } = await party()
    const text = await report(id)
    const [, least] = text.match(/差额比例最低为([\d.]+)%。/) ?? assert.fail(text)
    const units = await allRows(as.congress, 'electoral_unit', LEVEL)
    const delegates = await allRows(as.congress, 'delegate', LEVEL)
    assert.ok(units.length > 10 && delegates.length > 200)
    const shares = units.map((u) => {
      const names = delegates.filter((d) => (d.electoral_unit?.id ?? d.electoral_unit) === u.id && !['replaced', 'proposed'].includes(d.state)).length
      return ((names > u.quota ? names : u.candidates) - u.quota) / u.quota
    })
    assert.equal(least, (100 * Math.min(...shares)).toFixed(1))
    assert.match(text, /程序：＿+。?〔选举程序审查结论〕/)
    assert.doesNotMatch(text, /不少于20%|程序符合规定/)
    await add('electoral_unit', { title: '不知道多少候选人的单位', level: 'county', term: 14, quota: 5 })
    assert.match(await report(id), /差额比例最低为＿+〔最低差额比例〕/)
  })

  test('of a congress that is over keeps the numbers of its day, and says who lapsed since', async () => {
    const { id } = await party()
    assert.match(await report(id), /没有变动的记录/)
    const before = (await report(id)).match(/选举产生代表(\d+)名.*确认(\d+)名代表资格有效/).slice(1)
    const [one, two] = await allRows(as.congress, 'delegate', { ...LEVEL, state: 'qualified' })
    for (const { id: gone } of [one, two]) ok(await actOn(as.congress, 'delegate', gone, 'lapse', { reason: '调离' }))
    const text = await report(id)
    assert.deepEqual(text.match(/选举产生代表(\d+)名.*确认(\d+)名代表资格有效/).slice(1), before)
    for (const { name } of [one, two]) assert.match(text, new RegExp(`20\\d\\d年\\d+月\\d+日${name}的代表资格终止`))
    assert.doesNotMatch(text, /没有变动|调离/)
  })
})
