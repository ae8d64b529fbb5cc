// What deputies put to a people's congress: how many sign, who may, what becomes of it.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { accept, enterGroup, evidenceFile, hallOf, lay, marks, nameOf, ok, refused, signBoth } from './congress.mjs'
import { printed } from './paper.mjs'
import { allRows, cleanUp, COUNTY, demoSite, run, serve, signInAll, TOWN } from './server.mjs'

let server, as, county, town, party

const add = async (ledger, fields, region = COUNTY) => ok(await as.congress.post(`/api/rows/${ledger}`, { region, fields }), 201)
/** A congress with deputies and one observer. */
const meet = async (kind, level, region, rules, more = {}) => {
  const congress = (await add('congress', { title: `测试${kind}${level}`, kind, level, rules, ...more }, region)).id
  const deputies = []
  for (let i = 0; i < 14; i++)
    deputies.push((await add('attendee', { congress, name: nameOf(5000 + i), kind: 'deputy', delegation: `第${1 + (i % 2)}代表团` }, region)).id)
  const observer = (await add('attendee', { congress, name: '列席者', kind: 'observer', votes: false }, region)).id
  return { congress, deputies, observer, region, number: 0 }
}
const motion = async (at, fields = {}) => add('motion', {
  congress: at.congress, number: ++at.number, kind: 'motion', title: '关于修路的议案', source: 'deputies', leader: at.deputies[0],
  received_at: '2026-06-27T02:00:00Z', ...fields }, at.region)
const sign = (at, id, who) => as.congress.post('/api/rows/motion_signer', { region: at.region, fields: { motion: id, attendee: who } })
const signAll = async (at, id, from, to) => { for (const who of at.deputies.slice(from, to)) ok(await sign(at, id, who), 201) }
const act = async (id, name, fields = {}, reason) => {
  const { ver } = ok(await as.congress.get(`/api/rows/motion/${id}`))
  return as.congress.post(`/api/rows/motion/${id}/acts/${name}`, { ver, fields, ...(reason ? { reason } : {}) })
}
/** Who confirms what is on the row. */
const confirm = async (id, who) => as[who].post(`/api/rows/motion/${id}/acts/withdraw`, { ver: (await seen('motion', id)).ver, fields: {}, reason: '要求撤回' })
const seen = async (ledger, id) => { const { ver } = ok(await as.congress.get(`/api/rows/${ledger}/${id}`)); return { id, ver } }
const edit = async (id, fields) => as.congress.post(`/api/rows/motion/${id}`, { ver: (await seen('motion', id)).ver, fields })
const line = async (at, id) => ok(await as.congress.get(`/api/congresses/${at.congress}/motions`)).motions.find((m) => m.motion.id === id)
const hints = (answer) => { assert.equal(answer.status, 400, answer.text); return JSON.stringify(answer.body.error) }

before(async () => {
  server = await serve(demoSite('motions'))
  as = await signInAll(server, ['congress', 'discipline', 'office', 'scrutineer', 'teller1', 'teller2'])
  county = await meet('people', 'county', COUNTY, 'organic-2022', { motions_until: '2026-06-28T04:00:00Z', names_until: '2026-06-29T03:00:00Z' })
  town = await meet('people', 'township', TOWN, 'organic-2022')
  party = await meet('party', 'county', COUNTY, 'county-party-2020')
})
after(cleanUp)

describe('motions of deputies', () => {
  test('county: ten sign, nine do not do; township: five', async () => {
    const m = await motion(county)
    await signAll(county, m.id, 1, 9)
    assert.deepEqual([(await line(county, m.id)).signers, (await line(county, m.id)).needed, (await line(county, m.id)).ok], [9, 10, false])
    assert.match(refused(await act(m.id, 'refer', { referred_to: '主席团' }), 422, 'motion.too_few'), /9.*10.*二十二/)
    await signAll(county, m.id, 9, 10)
    assert.equal((await line(county, m.id)).ok, true)
    assert.equal(ok(await act(m.id, 'refer', { referred_to: '主席团' })).state, 'referred')
    const t = await motion(town)
    await signAll(town, t.id, 1, 4)
    assert.match(refused(await act(t.id, 'refer', { referred_to: '主席团' }), 422, 'motion.too_few'), /4.*5/)
    await signAll(town, t.id, 4, 5)
    ok(await act(t.id, 'refer', { referred_to: '主席团' }))
  })

  test('nobody signs twice, nobody who is no deputy of this congress, nothing in a party congress', async () => {
    const m = await motion(county)
    ok(await sign(county, m.id, county.deputies[1]), 201)
    assert.equal((await sign(county, m.id, county.deputies[1])).status, 400, 'twice')
    assert.match(hints(await sign(county, m.id, county.deputies[0])), /motion\.twice/)
    assert.match(hints(await sign(county, m.id, county.observer)), /motion\.not_deputy/)
    assert.match(hints(await as.congress.post('/api/rows/motion_signer', { region: COUNTY, fields: { motion: m.id, attendee: party.deputies[0] } })), /motion\.not_deputy/)
    const wrong = { congress: party.congress, number: 1, kind: 'motion', title: '不对', source: 'deputies', leader: party.deputies[0], received_at: '2026-06-27T02:00:00Z' }
    assert.match(hints(await as.congress.post('/api/rows/motion', { region: COUNTY, fields: wrong })), /motion\.congress/)
    assert.match(hints(await as.congress.post('/api/rows/motion', { region: COUNTY, fields: { ...wrong, congress: county.congress, number: 99, leader: null } })), /motion\.leader/)
    const [signer] = await allRows(as.congress, 'motion_signer', { motion: m.id })
    assert.deepEqual([signer.name, signer.delegation], [nameOf(5001), '第2代表团'])
  })

  test('too few or too late: it may become a suggestion, and is answered', async () => {
    const m = await motion(county, { received_at: '2026-06-28T04:00:01Z' })
    await signAll(county, m.id, 1, 10)
    refused(await act(m.id, 'refer', { referred_to: '主席团' }), 422, 'motion.late')
    assert.equal(ok(await act(m.id, 'suggest', { handler: '县交通运输局' })).state, 'suggestion')
    assert.equal(ok(await act(m.id, 'answer', { answer: '已列入计划。' })).state, 'answered')
    const one = await motion(county, { kind: 'suggestion', title: '关于路灯的建议' })
    refused(await act(one.id, 'refer', { referred_to: '主席团' }), 422, 'motion.is_suggestion')
    ok(await act(one.id, 'suggest', { handler: '县城市管理局' }))
  })

  test('the government and committees put motions too, where there are such', async () => {
    const m = await motion(county, { source: 'government', leader: null, title: '关于规划的议案' })
    ok(await act(m.id, 'refer', { referred_to: '主席团' }))
    assert.match(hints(await as.congress.post('/api/rows/motion', { region: COUNTY, fields: {
      congress: county.congress, number: 90, kind: 'motion', title: '不对', source: 'government', leader: county.deputies[0], received_at: '2026-06-27T02:00:00Z' } })), /motion\.no_leader/)
    const t = await motion(town, { source: 'special_committee', leader: null })
    refused(await act(t.id, 'refer', { referred_to: '主席团' }), 422, 'motion.source')
  })

  test('what is put to the presidium keeps its text and its signatures; on the agenda it is deliberated', async () => {
    const m = await motion(county, { title: '关于饮水的议案' })
    await signAll(county, m.id, 1, 10)
    const sitting = (await add('sitting', { congress: county.congress, title: '第二次全体会议', kind: 'plenary' })).id
    const item = { sitting, place: 1, title: '审议关于饮水的议案', kind: 'deliberation', motion: m.id }
    assert.match(hints(await as.congress.post('/api/rows/agenda_item', { region: COUNTY, fields: item })), /motion\.not_listed/)
    ok(await act(m.id, 'refer', { referred_to: '主席团' }))
    assert.match(hints(await sign(county, m.id, county.deputies[12])), /motion\.closed/)
    const [signer] = await allRows(as.congress, 'motion_signer', { motion: m.id })
    refused(await as.congress.post(`/api/rows/motion_signer/${signer.id}/remove`, { ver: signer.ver, reason: '不签了' }), 422, 'motion.closed')
    const { ver } = ok(await as.congress.get(`/api/rows/motion/${m.id}`))
    assert.equal((await as.congress.post(`/api/rows/motion/${m.id}`, { ver, fields: { title: '别的' } })).status, 422)
    refused(await act(m.id, 'accept', { decision: '同意' }), 422, 'motion.no_nomination')
    ok(await act(m.id, 'list', { decision: '主席团第二次会议决定列入' }))
    await add('agenda_item', item)
    const script = ok(await as.congress.get(`/api/sittings/${sitting}/script`)).lines.map((l) => l.text).join('\n')
    assert.ok(script.includes(`${nameOf(5000)}等10名代表提出`), script)
    // 组织法 22: those who put it ask, the presidium consents; one person enters it, another confirms
    const all = Array.from({ length: 10 }, (_, i) => nameOf(5000 + i)).join('、')
    const paper = { withdraw_by: 'putters', withdraw_names: all, withdraw_paper: '撤回书（2026年6月28日）' }
    refused(await act(m.id, 'withdraw', { ...paper, withdraw_consent: '同意' }, '提案人要求撤回'), 422, 'withdrawal.unentered')
    ok(await edit(m.id, paper))
    refused(await confirm(m.id, 'congress'), 422, 'withdrawal.consent')
    ok(await edit(m.id, { withdraw_consent: '主席团第三次会议同意' }))
    refused(await confirm(m.id, 'congress'), 422, 'withdrawal.same')
    assert.equal(ok(await confirm(m.id, 'office')).state, 'withdrawn')
  })

  test('a joint nomination is withdrawn by those who made it or by whom it names, before the paper is fixed, and nobody else', async () => {
    const { congress } = county
    const poll = ok(await as.congress.post('/api/polls', { congress, title: '副县长选票', cast: 4, colour: 'pink', way: 'paper', style: 'boxes',
      elections: [{ title: '副县长', office: 'vice', seats: 3, rules: 'organic-2022', candidates: ['王文', '李武', '张建', '周新'].map((name) => ({ name })) }] }), 201)
    const election = poll.elections[0].id
    const made = async (nominee) => {
      const m = await motion(county, { kind: 'nomination', election, nominee, title: `联合提名${nominee}` })
      await signAll(county, m.id, 1, 10)
      return m
    }
    const m = await made('周新')
    const [signer] = await allRows(as.congress, 'motion_signer', { motion: m.id })
    assert.match(refused(await as.congress.post(`/api/rows/motion_signer/${signer.id}/remove`, { ver: signer.ver, reason: '不签了' }), 422, 'motion.lawful'), /联合提名周新/)
    refused(await as.congress.post(`/api/rows/motion/${m.id}/remove`, { ver: (await seen('motion', m.id)).ver, reason: '不要了' }), 422, 'motion.signed')
    const names = Array.from({ length: 10 }, (_, i) => nameOf(5000 + i))
    const tried = async (who, fields) => {
      ok(await edit(m.id, { withdraw_by: 'putters', withdraw_paper: '撤回书（2026年6月28日）', ...fields }))
      return confirm(m.id, who)
    }
    assert.match(refused(await tried('office', { withdraw_names: '大会秘书处' }), 422, 'withdrawal.unsigned'), /10 名联名代表都签名才能撤回，主席团、秘书处不能代为撤回/)
    refused(await tried('office', { withdraw_names: names.slice(1).join('、') }), 422, 'withdrawal.unsigned')
    refused(await tried('office', { withdraw_names: [...names, nameOf(5012)].join('，') }), 422, 'withdrawal.stranger')
    refused(await tried('congress', { withdraw_names: names.join('、') }), 422, 'withdrawal.same')
    ok(await confirm(m.id, 'office'))

    const own = await made('张建') // by himself
    ok(await edit(own.id, { withdraw_by: 'nominee', withdraw_paper: '本人声明（2026年6月28日）' }))
    ok(await confirm(own.id, 'office'))
    const list = ok(await as.congress.get(`/api/congresses/${congress}/motions`)).motions.map((l) => l.motion)
    assert.deepEqual(list.filter((n) => [m.id, own.id].includes(n.id)).map((n) => n.state), ['withdrawn', 'withdrawn'])
    const paper = await printed(as.congress, 'nomination_list', 'congress', congress)
    assert.match(paper, /副县长张建王海玉102026年\d+月\d+日已撤回本人声明（2026年6月28日）/)
    assert.equal(paper.match(/已撤回撤回书（2026年6月28日）/g)?.length, 1, paper)
  })

  test('what was withdrawn is in the evidence; once the paper is fixed nothing is', async () => {
    const hall = await hallOf(as, 12, 12, { kind: 'people', rules: 'organic-2022' })
    const poll = ok(await as.congress.post('/api/polls', { congress: hall.congress, title: '副县长选票', cast: 1, colour: 'pink', way: 'paper', style: 'boxes',
      elections: [{ title: '副县长', office: 'vice', seats: 1, rules: 'organic-2022', candidates: ['王文', '李武'].map((name) => ({ name })) }] }), 201)
    const [{ id: election }] = poll.elections
    refused(await as.congress.get('/api/forms/nomination_list', { scope: 'congress', id: hall.congress, format: 'pdf' }), 422, 'forms.no_nominations')
    const at = { congress: hall.congress, deputies: hall.attendees, region: COUNTY, number: 0 }
    const made = async (nominee) => {
      const m = await motion(at, { kind: 'nomination', election, nominee, title: `联合提名${nominee}` })
      await signAll(at, m.id, 1, 10)
      return m
    }
    const gone = await made('周新')
    ok(await edit(gone.id, { withdraw_by: 'nominee', withdraw_paper: '本人声明〔2026〕3号' }))
    ok(await confirm(gone.id, 'office'))
    const stands = await made('李武')
    ok(await act(stands.id, 'refer', { referred_to: '主席团' }))
    ok(await act(stands.id, 'accept', { decision: '列为候选人' }))
    ok(await edit(stands.id, { withdraw_by: 'nominee', withdraw_paper: '本人声明〔2026〕4号' }))
    await lay(as, hall.meetings)
    ok(await as.congress.post(`/api/polls/${poll.id}/freeze`, { sitting: hall.sitting }))
    refused(await confirm(stands.id, 'office'), 422, 'withdrawal.fixed')
    for (const [what, body] of [['issue', { printed: 12, issued: 12, unused: 0, cut: 0, returned: 12 }], ['open', {}], ['close', {}]])
      ok(await as.congress.post(`/api/polls/${poll.id}/${what}`, body))
    await accept(as, await enterGroup(as, poll, marks(...Array(12).fill('YN'))))
    ok(await as.congress.post(`/api/polls/${poll.id}/count`))
    await signBoth(as, poll, hall)
    const file = await evidenceFile(as, poll)
    assert.equal(run(['verify', file]).code, 0)
    assert.match(readFileSync(file, 'utf8'), /"withdrawn":\["周新：被提名人本人 （本人声明〔2026〕3号）"\]/)
  })

  test('a joint nomination is signed by ten in a township too, for an election here, and nobody names more than seats', async () => {
    const make = async (at, congress) => ok(await as.congress.post('/api/polls', { congress, title: '选票', cast: 1, colour: 'pink', way: 'paper', style: 'boxes',
      elections: [{ title: '副县长', office: 'vice', seats: 1, rules: 'organic-2022', candidates: ['王文', '李武'].map((name) => ({ name })) }] }), 201).elections[0].id
    const election = await make(town, town.congress)
    const names = { kind: 'nomination', election, nominee: '周新', title: '联合提名周新' }
    assert.match(hints(await as.congress.post('/api/rows/motion', { region: TOWN, fields: {
      congress: town.congress, number: 80, ...names, election: null, nominee: null, source: 'deputies', leader: town.deputies[0], received_at: '2026-06-27T02:00:00Z' } })), /motion\.election.*motion\.nominee/)
    const m = await motion(town, names)
    await signAll(town, m.id, 1, 9)
    assert.match(refused(await act(m.id, 'refer', { referred_to: '主席团' }), 422, 'motion.too_few_names'), /9.*10.*二十六/)
    await signAll(town, m.id, 9, 10)
    ok(await act(m.id, 'refer', { referred_to: '主席团' }))
    const other = await motion(town, { ...names, nominee: '吴春', title: '联合提名吴春', leader: town.deputies[10] })
    assert.match(hints(await sign(town, other.id, town.deputies[3])), /motion\.names_most/)
    ok(await sign(town, other.id, town.deputies[11]), 201)
    refused(await act(m.id, 'list', { decision: '同意' }), 422, 'motion.no_motion')
    refused(await act(other.id, 'suggest', { handler: '镇政府' }), 422, 'motion.nomination')
    assert.equal(ok(await act(m.id, 'accept', { decision: '列为候选人' })).state, 'accepted')
  })

  test('law 2.2: whom deputies nominate jointly stands: nobody leaves him off the paper', async () => {
    const paper = async (candidates) => ok(await as.congress.post('/api/polls', { congress: town.congress, title: '镇长选票', cast: 2, colour: 'white', way: 'paper', style: 'boxes',
      elections: [{ title: '副镇长', office: 'vice', seats: 1, rules: 'organic-2022', candidates: candidates.map((name) => ({ name })) }] }), 201)
    const poll = await paper(['王文', '李武'])
    const [{ id: election }] = poll.elections
    const gate = async (of = poll) => ok(await as.congress.get(`/api/polls/${of.id}`)).gates.find((g) => g.gate === 'nominated')
    assert.equal(await gate(), undefined, 'nobody is nominated')
    const m = await motion(town, { kind: 'nomination', election, nominee: '周 新', title: '联合提名周新' })
    assert.equal((await gate()).ok, true, 'one who signs nominates nobody')
    await signAll(town, m.id, 1, 10)
    assert.match((await gate()).message, /周.?新.*副镇长.*还没有办完/)
    ok(await act(m.id, 'refer', { referred_to: '主席团' }))
    refused(await act(m.id, 'decline', { decision: '不列入' }), 422, 'motion.nomination_stands')
    assert.equal((await gate()).ok, false)
    ok(await act(m.id, 'accept', { decision: '列为候选人' }))
    assert.match((await gate()).message, /周.?新.*不在.*二十六/)
    assert.equal(await gate(await paper(['王文', '李武'])), undefined, 'nobody is nominated there')
    ok(await as.congress.post(`/api/polls/${poll.id}/candidates`, { election, candidates: ['王文', '李武', '周新'].map((name) => ({ name })) }))
    assert.equal((await gate()).ok, true)
  })

  test('law 2.3: what somebody signed stays what he signed: no other election, kind, congress or text', async () => {
    const two = ok(await as.congress.post('/api/polls', { congress: county.congress, title: '正副县长选票', cast: 3, colour: 'pink', way: 'paper', style: 'boxes',
      elections: ['vice', 'chief'].map((office) => ({ title: office === 'vice' ? '副县长' : '县长', office, seats: 1, rules: 'organic-2022', candidates: [{ name: '王文' }, { name: '李武' }] })) }), 201)
    const [vice, chief] = two.elections.map((e) => e.id)
    const nominate = (election, nominee, leader) => motion(county, { kind: 'nomination', election, nominee, title: `联合提名${nominee}`, leader: county.deputies[leader] })
    const a = await nominate(vice, '周新', 0)
    await signAll(county, a.id, 1, 10)
    ok(await act(a.id, 'refer', { referred_to: '主席团' }))
    const b = await nominate(chief, '吴春', 10)
    ok(await edit(b.id, { nominee: '吴春明', title: '联合提名吴春明' }), 200)
    await signAll(county, b.id, 0, 10)
    const stays = async (id, fields, signers = 10) => {
      const message = refused(await edit(id, fields), 422, 'motion.signed')
      assert.match(message, new RegExp(`已有${signers}名代表`))
    }
    for (const fields of [{ election: vice }, { nominee: '吴夏' }, { nominee_post: '别处' }, { title: '别的' }, { leader: county.deputies[11] }])
      await stays(b.id, fields)
    ok(await edit(b.id, { note: '收到原件' }), 200)
    const bulk = await as.congress.post('/api/rows/motion/bulk', { rows: [await seen('motion', b.id)], fields: { election: vice } })
    assert.equal(bulk.status, 422, bulk.text)
    const c = await motion(county, { kind: 'suggestion', title: '关于路灯', leader: county.deputies[11] })
    await signAll(county, c.id, 0, 1)
    await stays(c.id, { kind: 'nomination', election: vice, nominee: '郑玉' }, 1)
    const other = await meet('people', 'county', COUNTY, 'organic-2022', { title: '另一次大会' })
    await stays(c.id, { congress: other.congress, number: 50, leader: other.deputies[0] }, 1)
    const [signer] = await allRows(as.congress, 'motion_signer', { motion: c.id })
    const d = await motion(county, { title: '另一件', leader: county.deputies[11] })
    for (const fields of [{ motion: d.id }, { attendee: county.deputies[12] }])
      refused(await as.congress.post(`/api/rows/motion_signer/${signer.id}`, { ver: signer.ver, fields }), 422, 'held.always')
    ok(await as.congress.post(`/api/rows/motion_signer/${signer.id}/remove`, { ver: signer.ver, reason: '不签了' }), 204)
    ok(await edit(c.id, { title: '关于路灯的建议' }), 200)
  })

  test('law 2.3: every signer is judged again when it is put to the presidium', async () => {
    const m = await motion(county, { title: '关于桥梁的议案' })
    await signAll(county, m.id, 1, 11)
    const votes = async (i, on) => ok(await as.congress.post(`/api/rows/attendee/${county.deputies[i]}`, { ver: (await seen('attendee', county.deputies[i])).ver, fields: { votes: on } }))
    await votes(9, false)
    assert.equal((await line(county, m.id)).ok, false)
    assert.match(refused(await act(m.id, 'refer', { referred_to: '主席团' }), 422, 'motion.signer_gone'), new RegExp(nameOf(5009)))
    const gone = (await allRows(as.congress, 'motion_signer', { motion: m.id })).find((s) => s.name === nameOf(5009))
    ok(await as.congress.post(`/api/rows/motion_signer/${gone.id}/remove`, { ver: gone.ver, reason: '代表资格终止' }), 204)
    await votes(0, false)
    assert.match(refused(await act(m.id, 'refer', { referred_to: '主席团' }), 422, 'motion.signer_gone'), new RegExp(nameOf(5000)), 'who leads as well')
    await votes(0, true)
    ok(await act(m.id, 'refer', { referred_to: '主席团' }))
    await votes(9, true)
  })

  test('when it came is written once, never later than now, and corrected with a reason', async () => {
    const m = await motion(county, { received_at: '2026-06-28T05:00:00Z', title: '关于学校的议案' })
    await signAll(county, m.id, 1, 10)
    refused(await act(m.id, 'refer', { referred_to: '主席团' }), 422, 'motion.late')
    const earlier = { received_at: '2026-06-28T03:00:00Z' }
    assert.match(refused(await edit(m.id, earlier), 422, 'held.by_act'), /收到时间/)
    refused(await act(m.id, 'correct', earlier), 422, 'act.reason')
    refused(await act(m.id, 'correct', { ...earlier, title: '别的' }, '录入错误'), 422, 'motion.signed')
    assert.match(hints(await act(m.id, 'correct', { received_at: '2099-01-01T00:00:00Z' }, '录入错误')), /motion\.received_future/)
    ok(await act(m.id, 'correct', earlier, '收件登记簿记的是十一时'))
    assert.equal(ok(await as.congress.get(`/api/rows/motion/${m.id}`)).received_at, earlier.received_at)
    const { changes } = ok(await as.congress.get(`/api/rows/motion/${m.id}/history`))
    assert.ok(JSON.stringify(changes).includes('收件登记簿'), 'the reason is kept')
    ok(await act(m.id, 'refer', { referred_to: '主席团' }))
    assert.match(hints(await as.congress.post('/api/rows/motion', { region: COUNTY, fields: { congress: county.congress, number: 99, kind: 'motion', title: '将来的',
      source: 'deputies', leader: county.deputies[0], received_at: '2099-01-01T00:00:00Z' } })), /motion\.received_future/)
  })

  test('who counts reads them, others do not', async () => {
    assert.ok(ok(await as.scrutineer.get(`/api/congresses/${county.congress}/motions`)).motions.length >= 5)
    refused(await as.discipline.get(`/api/congresses/${county.congress}/motions`), 404, 'row.none')
  })
})
