// Direct election of deputies: a district from its voter list to a second round at one third; what the law refuses.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { accept, act, districtOf, enterGroup, evidenceFile, marks, nameOf, ok, pollOf, refused, SECOND, signBoth } from './congress.mjs'
import { printed } from './paper.mjs'
import { cleanUp, COUNTY, demoSite, run, serve, signInAll, TOWN } from './server.mjs'

let server, as, district, congress
const voters = []
const add = async (ledger, fields, region = COUNTY) => ok(await as.congress.post(`/api/rows/${ledger}`, { region, fields }), 201).id
const wrong = async (ledger, fields, code, region = COUNTY) => {
  const answer = await as.congress.post(`/api/rows/${ledger}`, { region, fields })
  assert.equal(answer.status, 400, answer.text)
  const codes = answer.body.error.fields.map((f) => f.code)
  assert.ok(codes.includes(code), `${code}: ${answer.text}`)
  return answer.body.error.fields.find((f) => f.code === code).message
}
const doAct = async (ledger, id, what, more = {}) => {
  const { ver } = ok(await as.congress.get(`/api/rows/${ledger}/${id}`))
  return ok(await as.congress.post(`/api/rows/${ledger}/${id}/acts/${what}`, { ver, ...more }))
}
const change = async (ledger, id, fields) => {
  const { ver } = ok(await as.congress.get(`/api/rows/${ledger}/${id}`))
  return ok(await as.congress.post(`/api/rows/${ledger}/${id}`, { ver, fields }))
}
const view = async (id = district) => ok(await as.congress.get(`/api/districts/${id}`))
const gate = async (name, id) => (await view(id)).gates.find((g) => g.gate === name)

before(async () => {
  server = await serve(demoSite('districts'))
  as = await signInAll(server, ['congress', 'office', 'leader', 'discipline', 'teller1', 'teller2', 'scrutineer'])
  congress = await add('congress', { title: '测试选区选举', kind: 'district', level: 'county', rules: 'people-direct-2020', term: 77 })
  district = await add('district', { title: '测试第一选区', level: 'county', seats: 2, population: 9000, rules: 'people-direct-2020' })
  for (let i = 0; i < 30; i++)
    voters.push(await add('voter', { name: nameOf(i > 25 ? 3974 + i : 6000 + i), district, card_number: `T${1000 + i}`, sex: '1', birth: `19${60 + i}-05-0${1 + (i % 9)}` }))
})
after(cleanUp)

describe('the districts of the demo', () => {
  test('two of one town: voters, proxies, a box, an objection decided in time', async () => {
    const { rows } = ok(await as.office.get('/api/rows/district', { region: '990124100' }))
    assert.equal(rows.length, 2)
    const one = await view(rows.find((r) => r.place === 1).id)
    assert.deepEqual([one.voters, one.proxies, one.boxes, one.objections], [{ registered: 29, suspended: 0, removed: 1 },
      { asked: 1, agreed: 3, broken: 0 }, { count: 1, voters_due: 4 }, { count: 1, open: 0, late: 0, until: '2021-11-15' }])
    assert.deepEqual(one.dates.map((d) => [d.latest, d.on]), [['2021-11-18', '2021-11-10'], ['2021-11-23', null], ['2021-12-01', null]])
    assert.deepEqual(one.candidates, { count: 0, least: 4, most: 6 })
  })
})

test('law 2.2: no more deputies in all than the law gives so many people', async () => {
  const town = Number(TOWN) + 5
  const made = (n, fields) => as.congress.post('/api/rows/district', { region: String(town), fields: {
    title: `测试镇第${n}选区`, level: 'township', seats: 3, rules: 'people-direct-2020', ...fields } }).then((a) => ok(a, 201).id)
  const [first] = await Promise.all([made(1, { population: 100 }), ...Array.from({ length: 14 }, (_, i) => made(i + 2, { population: 100 }))])
  assert.equal((await gate('total', first)).ok, true, '45 deputies of 1,500 people: one more would fit')
  const blank = await made(16, {})
  assert.match((await gate('total', first)).message, /16 个选区中有 1 个没有填写人口数/)
  ok(await as.congress.post(`/api/rows/district/${blank}`, { ver: 1, fields: { population: 100 } }))
  assert.match((await gate('total', first)).message, /合计 48 名，按人口 1600 人最多 46 名（选举法第十二条/)
})

test('a name that a district of an earlier term has: which it is, and how to mend it', async () => {
  const earlier = await add('congress', { title: '测试上届选举', kind: 'district', level: 'county', rules: 'people-direct-2020', term: 76 })
  const other = await add('district', { title: '重名选区', level: 'county', seats: 1, rules: 'people-direct-2020', congress: earlier, election_day: '2016-11-08' })
  assert.equal(await wrong('district', { title: '重名选区', level: 'county', seats: 1, rules: 'people-direct-2020' }, 'cell.group_taken'), `本地区已有相同的记录（选举层级、选区）：重名选区 · 测试上届选举 · 2016-11-08（记录号 ${other}）。请核对是否重复登记：更新那条记录，或改动其中一项以示区别`)
})

describe('what the law refuses', () => {
  test('one to three deputies, an election of the right kind and rules', async () => {
    assert.match((await as.congress.post('/api/rows/district', { region: COUNTY, fields: { title: '多', level: 'county', seats: 4, rules: 'people-direct-2020' } })).text, /seats/)
    const party = await add('congress', { title: '不是选区', kind: 'party', level: 'county', rules: 'county-party-2020', approval_number: '测试组批〔2026〕2号' })
    await wrong('district', { title: '错类', level: 'county', seats: 1, congress: party }, 'cell.district_congress')
    await wrong('district', { title: '错规则', level: 'county', seats: 1, rules: 'county-party-2020' }, 'cell.district_rules')
  })

  test('everybody once, in one district of an election (art. 5)', async () => {
    const id = '990124199001010011'
    const full = { name: '同一人', district, card_number: 'T2001', sex: '1', birth: '1990-01-01' }
    const digits = (base) => {
      const w = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
      return base + '10X98765432'[[...base].reduce((n, d, i) => n + Number(d) * w[i], 0) % 11]
    }
    const number = digits(id.slice(0, 17))
    const one = await add('voter', { ...full, id_number: number })
    assert.match(await wrong('voter', { ...full, name: '改了名', card_number: 'T2002', id_number: number }, 'voter.twice'), /测试第一选区.*第五条/)
    const second = await add('district', { title: '测试第二选区', level: 'county', seats: 1, population: 4000, rules: 'people-direct-2020' })
    await wrong('voter', { ...full, district: second, card_number: 'T2003', id_number: number }, 'voter.twice')
    await wrong('voter', { name: nameOf(6000), district, card_number: 'T2004', sex: '1', birth: '1960-05-01' }, 'voter.twice')
    await doAct('voter', one, 'remove', { reason: '迁出' })
    const moved = await add('voter', { ...full, district: second, card_number: 'T2003', id_number: number })
    assert.ok(moved)
    const { ver } = ok(await as.congress.get(`/api/rows/voter/${one}`))
    const back = await as.congress.post(`/api/rows/voter/${one}/acts/enter`, { ver, reason: '误删' })
    assert.match(back.text, /voter\.twice/, 'nor by bringing an old entry back')
    assert.deepEqual((await view()).voters, { registered: 30, suspended: 0, removed: 1 })
    await wrong('voter', { ...full, name: '别处', card_number: 'T2009', birth: '1971-01-01' }, 'cell.district_region', '990124100')
  })

  test('proxies: to another voter of the district, one each, three at most (art. 42)', async () => {
    const proxy = (n, giver, holder) => ({ paper_number: `W${n}`, district, giver: voters[giver], holder: voters[holder], given_on: '2021-10-20' })
    await wrong('proxy', proxy(1, 0, 0), 'proxy.self')
    const given = []
    for (let i = 0; i < 3; i++) given.push(await add('proxy', proxy(i, i, 9)))
    assert.match(await wrong('proxy', proxy(4, 3, 9), 'proxy.too_many'), /3 人.*第四十二条/)
    await wrong('proxy', proxy(5, 0, 8), 'proxy.twice')
    await doAct('proxy', given[0], 'withdraw', { reason: '回来了' })
    given.push(await add('proxy', proxy(6, 3, 9)))
    await wrong('proxy', proxy(7, 4, 9), 'proxy.too_many')
    const { ver } = ok(await as.congress.get(`/api/rows/proxy/${given[1]}`))
    ok(await as.congress.post(`/api/rows/proxy/${given[1]}`, { ver, fields: { away: '外出务工' } }), 200)
    const v = await view()
    assert.deepEqual(v.proxies, { asked: 3, agreed: 0, broken: 0 })
    assert.match((await gate('proxies')).message, /3 份委托/)
    for (const id of given.slice(1)) await doAct('proxy', id, 'agree')
    assert.deepEqual((await view()).proxies, { asked: 0, agreed: 3, broken: 0 })
    await doAct('voter', voters[9], 'suspend', { reason: '停止行使' })
    assert.deepEqual((await view()).proxies.broken, 3)
    await wrong('proxy', proxy(8, 5, 9), 'proxy.no_voter')
    await doAct('voter', voters[9], 'enter', { reason: '恢复' })
    assert.equal((await gate('proxies')).ok, true)
    // 1.7: nobody both gives and holds, whichever came first
    assert.match(await wrong('proxy', proxy(9, 9, 5), 'proxy.holds'), /第四十二条/)
    assert.match(await wrong('proxy', proxy(10, 5, 1), 'proxy.gives'), /第四十二条/)
    // and what an absent holder carries does not count; who gave it to him may give it to somebody who is there
    await doAct('proxy', given[1], 'lapse', { reason: '受托人未到会场' })
    assert.deepEqual((await view()).proxies, { asked: 0, agreed: 2, broken: 0 })
    const again = await add('proxy', proxy(11, 1, 8))
    await doAct('proxy', again, 'agree')
    assert.deepEqual((await view()).proxies, { asked: 0, agreed: 3, broken: 0 })
  })

  test('a mobile box has two of staff and two scrutineers, and nobody is both', async () => {
    const box = { title: '一号流动票箱', district, route: '敬老院', staff: '甲一、乙二', scrutineers: '丙三、丁四', voters_due: 6 }
    await wrong('mobile_box', { ...box, staff: '甲一' }, 'mobile_box.two')
    await wrong('mobile_box', { ...box, scrutineers: '丙三，丙三' }, 'mobile_box.two')
    assert.match(await wrong('mobile_box', { ...box, scrutineers: '丙三 甲一' }, 'mobile_box.both'), /甲一/)
    const many = Array.from({ length: 60 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join('、')
    assert.match(await wrong('mobile_box', { ...box, staff: many, scrutineers: '丙三、丄' }, 'mobile_box.both'), /丄/)
    assert.match(await wrong('mobile_box', { ...box, staff: many, scrutineers: `丙三、${many.at(-1)}` }, 'mobile_box.both'), new RegExp(many.at(-1)))
    await wrong('mobile_box', { ...box, issued: 5, returned: 6 }, 'mobile_box.returned')
    await add('mobile_box', box)
    assert.deepEqual((await view()).boxes, { count: 1, voters_due: 6 })
  })

  test('objections within five days, decided in three (art. 29)', async () => {
    const objection = { name: '申诉人', district, kind: 'omitted', received_on: '2021-10-22' }
    await wrong('voter_objection', objection, 'voter_objection.no_list')
    await change('district', district, { election_day: '2021-11-08', voter_list_on: '2021-10-18' })
    assert.match(await wrong('voter_objection', { ...objection, received_on: '2021-10-24' }, 'voter_objection.late'), /2021-10-23.*/)
    await wrong('voter_objection', { ...objection, received_on: '2021-10-17' }, 'voter_objection.late')
    const id = await add('voter_objection', { ...objection, received_on: '2021-10-23' })
    assert.equal(ok(await as.congress.get(`/api/rows/voter_objection/${id}`)).due_on, '2021-10-26')
    assert.deepEqual((await view()).objections, { count: 1, open: 1, late: 1, until: '2021-10-23' })
    assert.match((await gate('objections')).message, /1 件申诉没有决定，其中 1 件/)
    await doAct('voter_objection', id, 'decide', { fields: { result: 'upheld' } })
    assert.equal((await gate('objections')).ok, true)
    const { ver } = ok(await as.congress.get(`/api/rows/voter_objection/${id}`))
    const sue = (suit_on) => as.congress.post(`/api/rows/voter_objection/${id}/acts/sue`, { ver, fields: { suit_on } })
    assert.match((await sue('2021-11-04')).text, /voter_objection\.suit_late.*2021-11-03/)
    ok(await sue('2021-11-03'))
  })
})

test('law 2.2: nobody votes who is under eighteen on election day (选举法 4)', async () => {
  const one = await add('district', { title: '年龄选区', level: 'county', place: 9, seats: 1, population: 9000, rules: 'people-direct-2020' })
  const child = { name: '小选民', district: one, card_number: 'C1', sex: '1', birth: '2004-01-02' }
  const early = await add('voter', child) // no day is known yet
  await change('district', one, { election_day: '2021-11-08' })
  assert.match((await gate('voters', one)).message, /1 人.*不满十八周岁/)
  await wrong('voter', { ...child, name: '另一小选民', card_number: 'C2', birth: '2003-11-09' }, 'voter.minor')
  await add('voter', { ...child, name: '刚满十八', card_number: 'C3', birth: '2003-11-08' })
  await change('voter', early, { birth: '1984-01-02' })
  assert.equal((await gate('voters', one)).ok, true)
})

describe('from the list to the deputies', () => {
  test('dates: late, missing, in time, each with its article', async () => {
    await change('district', district, { voter_list_on: '2021-10-20', first_list_on: '2021-10-24', congress })
    const v = await view()
    assert.deepEqual(v.dates.map((d) => [d.date, d.latest, d.on, d.late, d.article]), [
      ['voter_list', '2021-10-19', '2021-10-20', true, 'art. 28'], ['first_list', '2021-10-24', '2021-10-24', false, 'art. 32'],
      ['formal_list', '2021-11-01', null, true, 'art. 32']])
    assert.match((await gate('voter_list')).message, /2021-10-20 才公布，最迟应在 2021-10-19/)
    assert.match((await gate('formal_list')).message, /还没有公布，最迟 2021-11-01/)
    await change('district', district, { voter_list_on: '2021-10-18', formal_list_on: '2021-11-01' })
    assert.deepEqual((await view()).gates.filter((g) => !g.ok).map((g) => g.gate), ['candidates'])
    refused(await as.discipline.get(`/api/districts/${district}`), 404, 'row.none')
    refused(await as.congress.get('/api/districts/12345'), 404, 'row.none')
  })

  test('first round short, second round at one third', async () => {
    const attendee = async (i, kind) => add('attendee', { congress, name: nameOf(4000 + i), kind, votes: false })
    const officers = []
    for (const [duty, i] of [['chief_scrutineer', 0], ['scrutineer', 1], ['chief_teller', 2], ['teller', 3]])
      officers.push({ duty, attendee: await attendee(i, 'staff') })
    ok(await as.congress.post(`/api/congresses/${congress}/officers`, { officers }))
    const list = ok(await as.congress.get(`/api/congresses/${congress}`)).officers
    ok(await as.congress.post(`/api/congresses/${congress}/officers/pass`, { ids: list.map((o) => o.id), approve: 30, oppose: 0, abstain: 0, by: '举手' }))

    const hall = { congress, people: 30, present: 26 }
    const names = ['王文', '李武', '张建', '刘国']
    let poll = await pollOf(as, hall, { title: '人大代表选票', election: { title: '人大代表', office: 'deputy_direct', seats: 2,
      rules: 'people-direct-2020', candidates: [...names, '陈春'].map((name) => ({ name })) } })
    assert.match((await gate('candidates')).message, /5 名，应为 3 至 4 名/)
    const attendance = { due: 30, present: 26 }
    const { ver, formal_list_on } = ok(await as.congress.get(`/api/rows/district/${district}`))
    ok(await as.congress.post(`/api/rows/district/${district}`, { ver, fields: { formal_list_on: null } }))
    assert.match(refused(await as.congress.post(`/api/polls/${poll.id}/freeze`, { attendance }), 422, 'poll.surplus'), /./)
    ok(await as.congress.post(`/api/polls/${poll.id}/candidates`, { election: poll.elections[0].id, candidates: names.map((name) => ({ name })) }))
    assert.match(refused(await as.congress.post(`/api/polls/${poll.id}/freeze`, { attendance }), 422, 'poll.district'), /正式候选人公布/)
    ok(await as.congress.post(`/api/rows/district/${district}`, { ver: ver + 1, fields: { formal_list_on } }))
    ok(await as.congress.post(`/api/polls/${poll.id}/candidates`, { election: poll.elections[0].id, candidates: [...names, '陈春'].map((name) => ({ name })) }))
    refused(await as.congress.post(`/api/polls/${poll.id}/freeze`, { attendance }), 422, 'poll.surplus')
    // 1.5: whoever votes is registered, and the register is the base of the quorum
    for (const due of [400, 29])
      assert.match(refused(await as.congress.post(`/api/polls/${poll.id}/freeze`, { attendance: { due, present: 26 } }), 422, 'poll.registered'),
        new RegExp(`${due}.*30`))
    ok(await as.congress.post(`/api/polls/${poll.id}/candidates`, { election: poll.elections[0].id, candidates: names.map((name) => ({ name })) }))
    assert.deepEqual((await view()).candidates, { count: 4, least: 3, most: 4 })
    assert.ok((await view()).gates.every((g) => g.ok))
    for (const { id } of ok(await as.congress.get('/api/rows/proxy', { district, state: 'agreed', region: COUNTY })).rows) await doAct('proxy', id, 'carry')

    const paper = async (p, ballots) => {
      refused(await as.congress.post(`/api/polls/${p.id}/freeze`, { attendance }), 422, 'second.needed')
      await act(as.congress, p, 'freeze', { attendance, second: SECOND })
      await act(as.congress, p, 'issue', { printed: 30, issued: 26, unused: 4, cut: 4, returned: 26 })
      await act(as.congress, p, 'open')
      await act(as.congress, p, 'close')
      await accept(as, await enterGroup(as, p, ballots))
      return act(as.congress, p, 'count')
    }
    /** Ballots in which each name is approved so often, at most two names a ballot. */
    const ballots = (p, approve) => {
      const order = ok2(p).map((c) => c.name)
      const sheets = Array.from({ length: 26 }, () => order.map(() => 'A'))
      let at = 0
      for (const [name, times] of Object.entries(approve))
        for (let i = 0; i < times; i++) sheets[at++ % 26][order.indexOf(name)] = 'Y'
      return marks(...sheets.map((s) => s.join('')))
    }
    const ok2 = (p) => p.elections[0].candidates
    poll = ok(await as.congress.get(`/api/polls/${poll.id}`))
    poll = await paper(poll, ballots(poll, { 王文: 16, 李武: 12, 张建: 8, 刘国: 4 }))
    let [q] = poll.result.questions
    assert.deepEqual([q.election, q.bar.of, q.elected, q.unfilled, q.next], ['valid', 29, ['王文'], 1, 'another_election'], '26 came, 3 proxies were carried')
    poll = await signBoth(as, poll, hall)
    const file = await evidenceFile(as, poll)
    assert.match(readFileSync(file, 'utf8'), /"part":"attendance".*"counted_by":\{"account":"\d+","second":"\d+"\}/)
    const proof = run(['verify', file])
    assert.equal(proof.code, 0, proof.err)

    let second = await act(as.congress, poll, 'next', { election: poll.elections[0].id, decision: 'another_election' }, 201)
    assert.deepEqual([second.round, second.elections[0].seats], [2, 1])
    assert.deepEqual(ok2(second).map((c) => c.name).sort(), ['张建', '李武'], 'the next by votes')
    second = await paper(second, ballots(second, { 李武: 9, 张建: 8 }))
    ;[q] = second.result.questions
    assert.deepEqual([q.elected, q.unfilled], [['李武'], 0], 'nine of 26 are a third')
    await signBoth(as, second, hall)
    assert.deepEqual((await view()).polls, { count: 2, signed: 2 })
    assert.deepEqual((await view()).candidates.count, 4, 'of the first ballot')

    // those elected in the districts are called to the people's congress
    const people = await add('congress', { title: '测试人大会议', kind: 'people', level: 'county', rules: 'organic-2022', term: 77, session: 1 })
    assert.deepEqual(ok(await as.congress.post(`/api/congresses/${people}/roster`, { from: 'deputies' })), { added: 2, kept: 0, removed: 0 })
    assert.deepEqual(ok(await as.congress.post(`/api/congresses/${people}/roster`, { from: 'deputies' })), { added: 0, kept: 2, removed: 0 })
  })
})

describe('who takes part: in person, by proxy, by mobile box', () => {
  const NAMES = ['王文', '李武', '张建']
  let at, own, made = 0
  const post = (who, path, body) => as[who].post(path, body)
  /** A district of 29 voters, four of whom gave a proxy, with a ballot paper that is ready. */
  const ready = async (way = 'paper', came = true) => {
    at = await add('congress', { title: `参加投票选举${++made}`, kind: 'district', level: 'county', rules: 'people-direct-2020' })
    own = await districtOf(as, at, 29, { title: `参加投票选区${made}`, place: 20 + made })
    const { rows } = ok(await as.congress.get('/api/rows/voter', { district: own, region: COUNTY }))
    const proxies = []
    for (let i = 0; i < 4; i++)
      proxies.push(await add('proxy', { paper_number: `P${i}`, district: own, giver: rows[i].id, holder: rows[10 + (i % 2)].id, given_on: '2021-10-20' }))
    for (const id of proxies) await doAct('proxy', id, 'agree')
    for (const id of came ? proxies : []) await doAct('proxy', id, 'carry')
    const officers = []
    for (const [duty, i] of [['chief_scrutineer', 0], ['scrutineer', 1], ['chief_teller', 2], ['teller', 3]])
      officers.push({ duty, attendee: await add('attendee', { congress: at, name: nameOf(4000 + i), kind: 'staff', votes: false }) })
    ok(await post('congress', `/api/congresses/${at}/officers`, { officers }))
    const list = ok(await as.congress.get(`/api/congresses/${at}`)).officers
    ok(await post('congress', `/api/congresses/${at}/officers/pass`, { ids: list.map((o) => o.id), approve: 20, oppose: 0, abstain: 0, by: '举手' }))
    const poll = await pollOf(as, { congress: at }, { title: '代表选票', way, election: { title: '人大代表', office: 'deputy_direct', seats: 2,
      rules: 'people-direct-2020', candidates: NAMES.map((name) => ({ name })) } })
    return { poll, proxies, voters: rows }
  }
  const BOX = { route: '敬老院', staff: '甲一、乙二', scrutineers: '丙三、丁四' }
  const freeze = (poll, present, more = {}) => act(as.congress, poll, 'freeze', { attendance: { due: 29, present, ...more }, second: SECOND })
  const held = async (poll, n, times = n) => {
    await act(as.congress, poll, 'issue', { printed: 29, issued: n, unused: 29 - n, cut: 29 - n, returned: times })
    await act(as.congress, poll, 'open')
    await act(as.congress, poll, 'close')
    await accept(as, await enterGroup(as, poll, marks(...Array(times).fill('YYN'))))
  }
  const counted = async (poll) => {
    const after = await act(as.congress, poll, 'count')
    const [q] = after.result.questions
    return { after, q }
  }
  const paper = (name, id = own) => printed(as.congress, name, 'district', id)

  test('below the quorum whatever was typed as issued: void, on the page, on the papers and in the evidence', async () => {
    const { poll } = await ready()
    await freeze(poll, 8)
    await held(poll, 29)
    const { after, q } = await counted(poll)
    assert.deepEqual([after.attendance.present, after.attendance.taking_part, after.attendance.absent, after.quorum.met],
      [12, { in_person: 8, by_proxy: 4, by_box: 0 }, 17, false])
    assert.deepEqual([q.election, q.reason, q.next], ['void', 'quorum_not_met', 'start_again'])
    const signed = await signBoth(as, after, { congress: at })
    assert.equal(signed.state, 'void')
    const file = await evidenceFile(as, signed)
    assert.match(readFileSync(file, 'utf8'), /"due":29,"present":12,.*"in_person":8,"by_proxy":4,"by_box":0/)
    assert.equal(run(['verify', file]).code, 0)
  })

  test('proxies of a holder who stays away do not count, and of each it is said before the count', async () => {
    const { poll, proxies } = await ready('paper', false)
    await freeze(poll, 20)
    assert.deepEqual(ok(await as.congress.get(`/api/polls/${poll.id}`)).attendance.taking_part, { in_person: 20, by_proxy: 0, by_box: 0 })
    await held(poll, 22)
    const count = () => post('congress', `/api/polls/${poll.id}/count`)
    assert.match(refused(await count(), 422, 'poll.proxies_unsaid'), /4 份.*第四十二条/)
    for (const id of [proxies[0], proxies[2]]) await doAct('proxy', id, 'carry') // the holder of both came
    await doAct('proxy', proxies[1], 'lapse', { reason: '受托人没有到场' })
    assert.match(refused(await count(), 422, 'poll.proxies_unsaid'), /1 份/)
    await doAct('proxy', proxies[3], 'lapse', { reason: '受托人没有到场' })
    refused(await count(), 422, 'poll.vouch_again')
    ok(await post('congress', `/api/polls/${poll.id}/issue`, { came: 20, second: SECOND }))
    const { after, q } = await counted(poll)
    assert.deepEqual([after.attendance.present, after.attendance.taking_part, q.election], [22, { in_person: 20, by_proxy: 2, by_box: 0 }, 'valid'])
  })

  test('more ballots than take part: void (选举法 44), not signed away', async () => {
    const { poll } = await ready()
    await freeze(poll, 20)
    await held(poll, 28)
    const { q } = await counted(poll)
    assert.deepEqual([q.election, q.reason], ['void', 'more_returned_than_present'])
    // fewer came back than take part, but more went out: that is to be mended first
    const second = await ready()
    await freeze(second.poll, 20)
    await held(second.poll, 28, 24)
    assert.match(refused(await post('congress', `/api/polls/${second.poll.id}/count`), 422, 'poll.issued_voters'), /28.*24/)
    ok(await post('congress', `/api/polls/${second.poll.id}/issue`, { issued: 24, unused: 5, cut: 5 }))
    assert.equal((await counted(second.poll)).q.election, 'valid')
  })

  test('the three ways make one number: page, papers, evidence and what is held of them', async () => {
    const { poll, proxies, voters: people } = await ready()
    refused(await post('congress', `/api/polls/${poll.id}/freeze`, { attendance: { due: 29, present: 10, leave_sick: 1 }, second: SECOND }), 422, 'poll.no_leave')
    assert.match(refused(await post('congress', `/api/polls/${poll.id}/freeze`, { attendance: { due: 29, present: 26 }, second: SECOND }), 422, 'poll.turnout'), /26.*4.*0.*29/)
    await freeze(poll, 0)
    // frozen: nobody gives a proxy, none is agreed to, no voter comes or goes; one may still fall away
    await wrong('proxy', { paper_number: 'P9', district: own, giver: people[5].id, holder: people[12].id, given_on: '2021-10-20' }, 'proxy.polled')
    refused(await as.congress.post('/api/rows/proxy', { region: COUNTY, state: 'agreed', fields: { paper_number: 'P10', district: own, giver: people[6].id, holder: people[12].id, given_on: '2021-10-20' } }), 400, 'row.invalid')
    await doAct('proxy', proxies[3], 'lapse', { reason: '受托人未到场' })
    const voterAct = async (id, what) => {
      const { ver } = ok(await as.congress.get(`/api/rows/voter/${id}`))
      return as.congress.post(`/api/rows/voter/${id}/acts/${what}`, { ver, reason: '测试' })
    }
    assert.match((await voterAct(people[9].id, 'remove')).text, /voter\.polled/)
    await act(as.congress, poll, 'open')
    // a box that comes while people vote is counted in this poll; no more vote than are registered
    const box = await add('mobile_box', { ...BOX, title: '一号箱', district: own, voters_due: 6 })
    await wrong('mobile_box', { ...BOX, title: '二号箱', district: own, issued: 27, returned: 27 }, 'mobile_box.not_out')
    const full = await add('mobile_box', { ...BOX, title: '二号箱', district: own, issued: 27 })
    await doAct('mobile_box', full, 'leave')
    const comesBack = async (id, returned) => as.congress.post(`/api/rows/mobile_box/${id}/acts/return`, { ver: ok(await as.congress.get(`/api/rows/mobile_box/${id}`)).ver, fields: { returned } })
    assert.match((await comesBack(full, 27)).text, /mobile_box\.turnout/)
    ok(await comesBack(full, 0))
    await wrong('mobile_box', { ...BOX, title: '三号箱', district: own, voters_due: 2, issued: 4, returned: 3 }, 'mobile_box.due')
    await change('mobile_box', box, { issued: 6 })
    await doAct('mobile_box', box, 'leave')
    await act(as.congress, poll, 'close')
    await wrong('mobile_box', { ...BOX, title: '四号箱', district: own }, 'mobile_box.polled')
    const came = { printed: 29, issued: 23, unused: 6, cut: 6, returned: 23, came: 15 }
    refused(await post('congress', `/api/polls/${poll.id}/issue`, came), 422, 'second.needed')
    refused(await post('congress', `/api/polls/${poll.id}/issue`, { ...came, came: 27, second: SECOND }), 422, 'poll.turnout')
    await act(as.congress, poll, 'issue', { ...came, second: SECOND })
    await accept(as, await enterGroup(as, poll, marks(...Array(23).fill('YYN'))))
    assert.match(refused(await post('congress', `/api/polls/${poll.id}/count`), 422, 'poll.box_out'), /一号箱/)
    ok(await comesBack(box, 5))
    // what one person adds after two said how many came, two people have to see again
    assert.match(refused(await post('congress', `/api/polls/${poll.id}/count`), 422, 'poll.vouch_again'), /3 人和 0 人.*3 人和 5 人/)
    refused(await post('congress', `/api/polls/${poll.id}/issue`, came), 422, 'second.needed')
    await act(as.congress, poll, 'issue', { ...came, second: SECOND })
    const { after, q } = await counted(poll)
    assert.deepEqual([after.attendance.present, after.attendance.taking_part, q.election, q.bar.of], [23, { in_person: 15, by_proxy: 3, by_box: 5 }, 'valid', 23])
    refused(await post('congress', `/api/polls/${poll.id}/issue`, { came: 16, second: SECOND }), 422, 'poll.state')

    const signed = await signBoth(as, after, { congress: at })
    const file = await evidenceFile(as, signed)
    assert.equal(run(['verify', file]).code, 0)
    // for ever: neither the voters nor what was counted changes any more, and the papers print the signed numbers
    for (const id of [people[9].id, people[10].id]) assert.match((await voterAct(id, 'remove')).text, /voter\.polled/)
    const renamed = ok(await as.congress.get(`/api/rows/voter/${people[9].id}`))
    refused(await as.congress.post(`/api/rows/voter/${people[9].id}`, { ver: renamed.ver, fields: { name: '换了人' } }), 422, 'held.kept')
    const district = ok(await as.congress.get(`/api/rows/district/${own}`))
    for (const fields of [{ election_day: '2021-12-25' }, { population: 99 }]) {
      const field = Object.keys(fields)[0]
      if (district[field]) assert.match((await as.congress.post(`/api/rows/district/${own}`, { ver: district.ver, fields })).text, /district\.polled|held/)
    }
    assert.match((await as.congress.post('/api/rows/voter', { region: COUNTY, fields: { name: '新来的', district: own, card_number: 'N1', sex: '1', birth: '1980-01-01' } })).text, /voter\.polled/)
    const tryChange = async (ledger, id, fields) => {
      const row = ok(await as.congress.get(`/api/rows/${ledger}/${id}`))
      return (await as.congress.post(`/api/rows/${ledger}/${id}`, { ver: row.ver, fields })).text
    }
    assert.match(await tryChange('mobile_box', box, { returned: 6 }), /mobile_box\.polled/)
    assert.match(await tryChange('proxy', proxies[0], { holder: people[13].id }), /proxy\.polled|held/)
    const lapse = ok(await as.congress.get(`/api/rows/proxy/${proxies[0]}`))
    assert.match((await as.congress.post(`/api/rows/proxy/${proxies[0]}/acts/lapse`, { ver: lapse.ver, reason: '未到' })).text, /proxy\.polled/)
    for (const [ledger, id] of [['proxy', proxies[0]], ['mobile_box', box]])
      assert.match((await as.congress.post(`/api/rows/${ledger}/${id}/remove`, { reason: '登记错了', ver: ok(await as.congress.get(`/api/rows/${ledger}/${id}`)).ver })).text, /congress\.polled/)
    // what the page asks for is what such an election has, and papers of another case are not offered
    const { steps } = ok(await as.congress.get(`/api/congresses/${at}`))
    assert.deepEqual(steps.map((s) => [s.step, s.ok]), [['officers', true], ['polls', true], ['results', true]])
    const offered = async (name, id = own) => ok(await as.congress.get('/api/forms', { scope: 'district', id })).forms.find((f) => f.name === name)
    for (const name of ['by_election', 'by_election_result']) {
      const { ready: is, why } = await offered(name)
      assert.deepEqual([is, why], [false, '没有进行补选'])
      refused(await as.congress.get(`/api/forms/${name}`, { scope: 'district', id: own, format: 'pdf' }), 422, 'forms.no_by_election')
    }
    const register = await paper('mobile_box_register')
    assert.match(register, /票箱号：一号箱.*领取选票6张/)
    assert.deepEqual([people.filter((p) => register.includes(p.name)).length, register.includes('6限因'), /7流动票箱由/.test(register)], [0, false, false], 'lines for six, no names')
    const vacant = await add('congress', { title: '补选的选区', kind: 'district', level: 'county', rules: 'people-direct-2020' })
    const place = await districtOf(as, vacant, 5, { seats: 1, title: '补选选区', place: 60 })
    await pollOf(as, { congress: vacant }, { title: '补选选票', election: { title: '人大代表', office: 'deputy_direct', seats: 1, rules: 'people-direct-2020',
      settings: { by_election: true }, candidates: [{ name: '王文' }] } })
    assert.equal((await offered('by_election', place)).ready, true)
    const later = await add('mobile_box', { ...BOX, title: '下一轮的箱', district: own, issued: 9 })
    await doAct('mobile_box', later, 'leave')
    ok(await comesBack(later, 9))
    assert.ok(later, 'of another round')
    for (const name of ['station_result', 'result_confirmation']) {
      const text = await paper(name)
      assert.match(text, name === 'station_result' ? /选民数29参加投票23本人投票15委托投票3流动票箱5发出选票23收回选票23/ : /选民29名，参加投票23名，超过.*发出选票23张/, name)
    }
  })
})
