// Direct election of deputies: a district from its voter list to a second round at one third; what the law refuses.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { accept, act, enterGroup, evidenceFile, marks, nameOf, ok, pollOf, refused, SECOND, signBoth } from './congress.mjs'
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
  congress = await add('congress', { title: '测试选区选举', kind: 'district', level: 'county', rules: 'people-direct-2020' })
  district = await add('district', { title: '测试第一选区', level: 'county', seats: 2, population: 9000, rules: 'people-direct-2020' })
  for (let i = 0; i < 30; i++)
    voters.push(await add('voter', { name: nameOf(6000 + i), district, card_number: `T${1000 + i}`, sex: '1', birth: `19${60 + i}-05-0${1 + (i % 9)}` }))
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
    assert.deepEqual([q.election, q.bar.of, q.elected, q.unfilled, q.next], ['valid', 26, ['王文'], 1, 'another_election'])
    poll = await signBoth(as, poll, hall)
    const file = await evidenceFile(as, poll)
    assert.match(readFileSync(file, 'utf8'), /"part":"attendance".*"counted_by":\{"account":"\d+","second":"\d+"\}/)
    const proof = run(['verify', file])
    assert.equal(proof.code, 0, `those present are those who took a ballot: ${proof.err}`)

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
    const people = await add('congress', { title: '测试人大会议', kind: 'people', level: 'county', rules: 'organic-2022' })
    assert.deepEqual(ok(await as.congress.post(`/api/congresses/${people}/roster`, { from: 'deputies' })), { added: 2, kept: 0, removed: 0 })
    assert.deepEqual(ok(await as.congress.post(`/api/congresses/${people}/roster`, { from: 'deputies' })), { added: 0, kept: 2, removed: 0 })
  })
})

describe('the roster of a plenary', () => {
  test('the elected of the congress before it, alternates without a vote', async () => {
    const { hallOf } = await import('./congress.mjs')
    const hall = await hallOf(as, 12, 10)
    const plenary = await add('congress', { title: '测试全会', kind: 'plenary', level: 'county', rules: 'county-party-2020', parent: hall.congress })
    const roster = (from = 'elected', id = plenary) => as.congress.post(`/api/congresses/${id}/roster`, { from })
    refused(await roster(), 422, 'roster.no_elected')
    refused(await roster('elected', hall.congress), 422, 'roster.parent')
    refused(await roster('lot'), 400, 'shape.word')
    const elect = async (cast, election, ballots) => {
      const poll = await pollOf(as, hall, { cast, title: election.title, election })
      await act(as.congress, poll, 'freeze', { sitting: hall.sitting })
      await act(as.congress, poll, 'issue', { printed: 12, issued: 10, unused: 2, cut: 2, returned: 10 })
      await act(as.congress, poll, 'open')
      await act(as.congress, poll, 'close')
      await accept(as, await enterGroup(as, poll, ballots))
      await act(as.congress, poll, 'count')
      return poll
    }
    const members = await elect(1, { title: '委员' }, marks(...Array(10).fill('YYYN')))
    refused(await roster(), 422, 'roster.no_elected')
    await signBoth(as, members, hall)
    assert.deepEqual(ok(await roster()), { added: 3, kept: 0, removed: 0 })
    const alternates = await elect(2, { title: '候补委员', office: 'alternate', seats: 1, candidates: [{ name: '赵六' }, { name: '钱七' }] }, marks(...Array(8).fill('YN'), 'NY', 'NY'))
    await signBoth(as, alternates, hall)
    assert.deepEqual(ok(await roster()), { added: 1, kept: 3, removed: 0 })
    const view = ok(await as.congress.get(`/api/congresses/${plenary}`))
    assert.deepEqual([view.roster.due, view.roster.observers], [3, 1])
  })
})
