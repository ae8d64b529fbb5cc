// How many seats an office has, and when one is free: by the law and the record, not by what somebody types.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { evidenceFile, hallOf, heldIn, lay, marks, nameOf, ok, pollOf, refused, SECOND, today } from './congress.mjs'
import { allRows, cleanUp, COUNTY, demoSite, PASSWORD, run, serve, signInAll, TOWN } from './server.mjs'

let as
before(async () => {
  as = await signInAll(await serve(demoSite('seats')), ['congress', 'leader', 'teller1', 'teller2', 'scrutineer'])
})
after(cleanUp)

const PEOPLE = { kind: 'people', rules: 'organic-2022' }
const asked = (office, seats, names, more = {}) => (
  { title: more.title ?? office, office, seats, rules: 'organic-2022', candidates: names.map((name) => ({ name })), ...more })
const hall = (term, session, more = PEOPLE) => hallOf(as, 10, 10, { ...more, term, session })
const freeze = (at, poll) => as.congress.post(`/api/polls/${poll.id}/freeze`, { sitting: at.sitting })
/** Frozen and thawed again: it could have been held. */
const mayHold = async (at, poll) => {
  ok(await freeze(at, poll))
  ok(await as.congress.post(`/api/polls/${poll.id}/thaw`, { reason: '核对', second: SECOND }))
}
const ask = (at, cast, ...elections) => pollOf(as, at, { cast, elections })
const held = (at, poll, ballot) => heldIn(as, at, poll, marks(...Array(10).fill(ballot)))
const next = async (poll) =>
  ok(await as.congress.post(`/api/polls/${poll.id}/next`, { election: poll.elections[0].id, decision: 'another_election' }), 201)
const propose = (poll, ...names) =>
  as.congress.post(`/api/polls/${poll.id}/candidates`, { election: poll.elections[0].id, candidates: names.map((name) => ({ name })) })
const gatesOf = async (poll) => ok(await as.congress.get(`/api/polls/${poll.id}`)).gates.filter((g) => !g.ok).map((g) => g.gate)
const codes = (answer) => (assert.equal(answer.status, 400, answer.text), answer.body.error.fields.map((f) => `${f.field} ${f.code}`))

const whoIs = async (poll, name) => (await allRows(as.congress, 'candidate', { election: poll.elections[0].id })).find((r) => r.name === name).id
const leaving = (candidate, more = {}, region = COUNTY) => as.congress.post('/api/rows/departure', { region, fields: {
  candidate, cause: 'resigned', left_on: today(), organ: 'standing_committee', decided_by: '县人大常委会', document: '第三次会议', ...more } })
const confirm = (id) => as.leader.post(`/api/rows/departure/${id}/acts/confirm`, { ver: 1, password: PASSWORD })
const left = async (poll, name, more) => ok(await confirm(ok(await leaving(await whoIs(poll, name), more), 201).id))

const VICES = asked('vice', 2, ['王文', '李武', '张建'])

describe('another election', () => {
  test('law 2.2: of deputy heads keeps the surplus (组织法 29): who loses a name finds another', async () => {
    const at = await hall(60, 1)
    let poll = await next(await held(at, await ask(at, 1, VICES), 'YNN'))
    const { least, most, kept, article } = poll.elections[0].surplus
    assert.deepEqual([least, most, kept], [2, 4, true])
    assert.match(article, /29/)
    ok(await propose(poll, '李武'))
    assert.match(refused(await freeze(at, poll), 422, 'poll.surplus'), /1 名.*2 至 4 名.*第29条/)
    assert.equal(ok(await as.congress.get(`/api/polls/${poll.id}`)).elections[0].surplus.kept, false)
    ok(await propose(poll, '李武', '陈明'))
    refused(await freeze(at, poll), 422, 'poll.before_name') // nobody talked him over
    await lay(as, at.meetings)
    poll = await held(at, poll, 'NN')
    assert.deepEqual([poll.result.questions[0].elected, poll.result.questions[0].warnings], [[], []])
    assert.equal(run(['verify', await evidenceFile(as, poll)]).code, 0)
    poll = await next(poll)
    ok(await propose(poll, '陈明'))
    refused(await freeze(at, poll), 422, 'poll.surplus')
  })

  test('of a head may have one name, and of a Party committee as many as its rules leave open', async () => {
    const at = await hall(61, 1)
    await mayHold(at, await next(await held(at, await ask(at, 1, asked('chief', 1, ['王文'], { title: '县长' })), 'N')))
    const party = await hallOf(as, 10, 10)
    const poll = await next(await held(party, await pollOf(as, party), 'YYNN'))
    assert.equal(poll.elections[0].surplus, null)
    ok(await propose(poll, '张建'))
    await mayHold(party, poll)
  })
})

describe('a seat at a later session', () => {
  const by = (seats, ...names) => asked('vice', seats, names, { settings: { by_election: true } })

  test('law 2.2: that was never filled is no by-election, and waits only where the congress said so', async () => {
    const one = await hall(62, 1), first = await held(one, await ask(one, 1, VICES), 'YNN')
    const two = await hall(62, 2)
    assert.match(refused(await freeze(two, await ask(two, 1, by(1, '李武'))), 422, 'poll.not_vacated'), /0 名.*没有选出过的名额是 1 名/)
    const another = await ask(two, 2, asked('vice', 1, ['李武', '陈明']))
    assert.match(refused(await freeze(two, another), 422, 'poll.not_put_off'), /有 1 名没有选出过.*是 0 名.*第29条/)
    ok(await as.congress.post(`/api/polls/${first.id}/put_off`, {
      election: first.elections[0].id, reason: '大会决定下次会议另行选举', approve: 9, oppose: 1, abstain: 0, second: SECOND }))
    await mayHold(two, another)
    refused(await freeze(two, await ask(two, 3, by(1, '李武'))), 422, 'poll.not_vacated')
    refused(await freeze(two, await ask(two, 4, asked('vice', 1, ['李武']))), 422, 'poll.surplus')
    await left(first, '王文')
    await mayHold(two, await ask(two, 5, by(1, '李武')))
    refused(await freeze(two, await ask(two, 6, by(2, '李武', '陈明'))), 422, 'poll.not_vacated')
    await mayHold(two, await ask(two, 7, asked('vice', 2, ['李武', '陈明', '刘国'])))
  })

  test('law 2.2: a by-election needs who has left; what it fills is not empty once more', async () => {
    const none = await hall(63, 2)
    refused(await freeze(none, await ask(none, 1, by(6, ...[0, 1, 2, 3, 4, 5].map((n) => nameOf(7600 + n))))), 422, 'poll.not_vacated')
    const one = await hall(64, 1), first = await held(one, await ask(one, 1, VICES), 'YYN')
    await left(first, '王文')
    const two = await hall(64, 2)
    await held(two, await ask(two, 1, by(1, '刘国')), 'Y')
    const three = await hall(64, 3)
    refused(await freeze(three, await ask(three, 1, by(1, '陈明'))), 422, 'poll.no_vacancy')
    await left(first, '李武')
    await mayHold(three, await ask(three, 2, by(1, '陈明')))
  })

  const record = (poll, seats, more = {}, who = as.congress) => who.post(`/api/polls/${poll.id}/seats`, {
    election: poll.elections[0].id, seats, paper: '大会主席团〔2026〕3号', second: SECOND, ...more })

  test('law 2.2: a post added, or seats left free on purpose, two people record with the decision', async () => {
    const one = await hall(97, 1), first = await held(one, await ask(one, 1, VICES), 'YYN') // two deputy heads
    const two = await hall(97, 2)
    const more = await ask(two, 1, asked('vice', 1, ['刘国', '陈明']))
    assert.match((await freeze(two, more)).text, /poll\.no_vacancy/)
    refused(await record(more, 3, { second: undefined }), 422, 'second.needed')
    refused(await record(more, 3, { paper: '口' }), 422, 'roster.vote_why')
    refused(await record(more, 3, { second: { name: 'congress', password: PASSWORD } }), 422, 'second.self')
    ok(await record(more, 4))
    assert.match(refused(await freeze(two, more), 422, 'poll.seats_other'), /登记的职数是 4 名.*以后是 3 名/)
    ok(await record(more, 3))
    const row = (await allRows(as.congress, 'election', { poll: more.id }))[0]
    assert.deepEqual([row.seats_said, row.seats_paper, row.seats_by !== row.seats_seconded_by], [3, '大会主席团〔2026〕3号', true])
    // what two recorded of one office is made another's by nobody
    for (const fields of [{ office: 'congress_vice' }, { title: '副主任' }, { poll: first.id }])
      assert.match((await as.congress.post(`/api/rows/election/${row.id}`, { ver: row.ver, fields })).text, /seats\.said_held/)
    const { ver } = ok(await as.congress.get(`/api/rows/poll/${more.id}`))
    assert.match((await as.congress.post(`/api/rows/poll/${more.id}`, { ver, fields: { congress: one.congress } })).text, /poll\.congress_stays/)
    await held(two, more, 'YN')
    refused(await record(more, 4), 422, 'seats.said_frozen')
    // three deputy heads now; two of them leave, and one seat is left free
    await left(first, '王文')
    await left(first, '李武')
    const three = await hall(97, 3)
    const fewer = await ask(three, 1, by(1, '赵一'))
    assert.match(refused(await freeze(three, fewer), 422, 'poll.seats_left'), /空着 2 名，只选 1 名.*职数 2 名/)
    ok(await record(fewer, 2))
    await held(three, fewer, 'Y')
    const four = await hall(97, 4)
    assert.match((await freeze(four, await ask(four, 2, asked('vice', 1, ['钱二', '孙三'])))).text, /poll\.no_vacancy/)
    const head = await ask(four, 3, asked('chief', 1, ['周四'], { title: '县长' }))
    assert.match(refused(await record(head, 2), 422, 'poll.office_seats'), /第27条/)
  })

  test('a post added while the session lasts is voted on alone, once two have recorded it', async () => {
    const one = await hall(98, 1), first = await held(one, await ask(one, 1, VICES), 'YYN')
    const more = await ask(one, 2, asked('vice', 1, ['刘国', '陈明']))
    refused(await freeze(one, more), 422, 'poll.held_before')
    ok(await record(more, 2)) // no more than were voted on
    refused(await freeze(one, more), 422, 'poll.held_before')
    ok(await record(more, 4))
    assert.match(refused(await freeze(one, more), 422, 'poll.seats_other'), /登记的职数是 4 名.*以后是 3 名/)
    const both = await ask(one, 3, asked('vice', 2, ['刘国', '陈明', '赵一']))
    ok(await record(both, 3)) // a seat that is filled, and the new one
    refused(await freeze(one, both), 422, 'poll.seats_other')
    const again = await ask(one, 4, asked('vice', 1, ['王文', '陈明']))
    ok(await record(again, 3))
    refused(await freeze(one, again), 422, 'poll.in_office')
    ok(await record(more, 3))
    const done = await held(one, more, 'YN')
    assert.deepEqual(done.result.questions[0].elected.length, 1)
    refused(await freeze(one, again), 422, 'poll.held_before')
    assert.equal(run(['verify', await evidenceFile(as, done)]).code, 0)
    // the next session finds three, all of them filled
    const two = await hall(98, 2)
    assert.match((await freeze(two, await ask(two, 1, asked('vice', 1, ['钱二', '孙三'])))).text, /poll\.no_vacancy/)
    await left(first, '王文')
    await mayHold(two, await ask(two, 2, by(1, '钱二')))
  })

  test('delegates to the congress above are elected once, whatever the title', async () => {
    const one = await hallOf(as, 10, 10, { term: 69, session: 1 })
    const delegates = (at, cast, title, base) => pollOf(as, at, { cast, election: {
      title, office: 'delegate', seats: 2, candidates: [0, 1, 2].map((n) => ({ name: nameOf(base + n) })) } })
    await held(one, await delegates(one, 1, '出席市党代会代表', 7200), 'YYN')
    refused(await freeze(one, await delegates(one, 2, '出席市第十次党代会代表', 7300)), 422, 'poll.held_before')
    const two = await hallOf(as, 10, 10, { term: 69, session: 2 })
    refused(await freeze(two, await delegates(two, 1, '市党代会代表', 7400)), 422, 'poll.no_vacancy')
  })
})

describe('the seats of an office', () => {
  test('law 2.2: a head is one', async () => {
    const at = await hall(65, 1)
    for (const [cast, office, title] of [[1, 'chief', '县长'], [2, 'procurator', '检察长'], [3, 'congress_chief', '主任']])
      assert.match(refused(await freeze(at, await ask(at, cast, asked(office, 2, ['甲文', '乙文', '丙文'], { title }))), 422, 'poll.office_seats'), /应选 2 名，法定为 1 名.*组织法.*第27条/)
    const plenary = await hall(65, 1, { kind: 'plenary', rules: 'county-party-2020' })
    const party = (office, seats) => ask(plenary, seats, { ...asked(office, seats, [nameOf(4006), nameOf(4007)].slice(0, seats)), rules: 'county-party-2020' })
    assert.match(refused(await freeze(plenary, await party('secretary', 2)), 422, 'poll.office_seats'), /章程/)
    await mayHold(plenary, await party('secretary', 1))
    const town = ok(await as.congress.post('/api/rows/congress', { region: TOWN, fields: { title: '测试镇人大', kind: 'people', level: 'township', ...PEOPLE, term: 65, session: 1 } }), 201).id
    const chairs = (cast, office, seats) => ask({ congress: town }, cast, asked(office, seats, ['王文', '李武', '张建', '刘国'].slice(0, seats + 1)))
    assert.ok((await gatesOf(await chairs(1, 'congress_chief', 2))).includes('office_seats'))
    assert.ok((await gatesOf(await chairs(2, 'congress_vice', 3))).includes('office_seats'))
    assert.ok(!(await gatesOf(await chairs(3, 'congress_vice', 2))).includes('office_seats'))
  })

  test('law 2.2: a county’s standing committee has 15 to 35 members, its chairs among them (组织法 47)', async () => {
    const at = await hall(66, 1)
    const names = [4, 5, 6, 7].map((n) => nameOf(4000 + n))
    const members = (cast, seats) => ask(at, cast, asked('standing_member', seats, names, { title: '委员' }))
    assert.match(refused(await freeze(at, await members(1, 3)), 422, 'poll.committee_size'), /合计应选 3 名，应为 15 至 35 名/)
    const whole = async (term, population, deputies, seats) => {
      const congress = ok(await as.congress.post('/api/rows/congress', { region: COUNTY, fields: {
        title: `县人大${term}`, level: 'county', ...PEOPLE, term, session: 1, population, deputies, approval_number: `市人常〔2026〕${term}号` } }), 201).id
      const sheet = await ask({ congress }, 1, asked('standing_member', seats, names, { title: '委员' }))
      return !(await gatesOf(sheet)).includes('committee')
    }
    assert.equal(await whole(72, 400000, 220, 36), false)
    assert.equal(await whole(73, 400000, 220, 35), true)
    assert.equal(await whole(74, 1200000, 380, 45), true, 'above one million there may be 45')
    assert.equal(await whole(75, 1200000, 380, 46), false)
    const small = await hall(68, 1)
    await ask(small, 1, asked('congress_chief', 1, [nameOf(4004)], { title: '主任' }))
    const few = await ask(small, 2, asked('standing_member', 13, names, { title: '委员' }))
    assert.ok((await gatesOf(few)).includes('committee'), '14 with the chair')
    await ask(small, 3, asked('congress_vice', 1, names.slice(2), { title: '副主任' }))
    assert.ok(!(await gatesOf(few)).includes('committee'), '15 with the deputy chair')
  })
})

describe('a departure', () => {
  test('law 2.2: is by a cause and an organ that end the office, after the election and not before it happens', async () => {
    const at = await hall(70, 1), poll = await held(at, await ask(at, 1, VICES), 'YYN')
    const who = await whoIs(poll, '王文')
    const moved = await leaving(who, { cause: 'moved', organ: 'party', decided_by: '县委组织部' })
    assert.deepEqual(codes(moved), ['cause departure.cause'])
    assert.match(moved.text, /“vice”不因“调离”而离任，请选择：辞职、罢免、免职或者撤职、去世/)
    assert.deepEqual(codes(await leaving(who, { organ: 'party' })), ['organ departure.organ'])
    assert.match((await leaving(who, { organ: null })).text, /由本级人民代表大会、本级人大常委会决定（.*组织法第32条）/)
    assert.deepEqual(codes(await leaving(who, { left_on: '2020-01-01' })), ['left_on departure.before_elected'])
    assert.deepEqual(codes(await leaving(who, { left_on: '2031-01-01' })), ['left_on departure.not_yet'])
    assert.deepEqual(codes(await leaving(who, { cause: 'recalled' })), ['organ departure.organ'])
    const { id } = ok(await leaving(who, { cause: 'removed' }), 201)
    const bent = await as.congress.post(`/api/rows/departure/${id}`, { ver: 1, fields: { organ: 'voters' } })
    assert.deepEqual(codes(bent), ['organ departure.organ'])
    const act = await as.leader.post(`/api/rows/departure/${id}/acts/confirm`, { ver: 1, password: PASSWORD, fields: { organ: 'party' } })
    assert.notEqual(act.status, 200, act.text)
    ok(await confirm(id))
  })

  test('that was sent back is mended in its day and cause, and confirmed by another again', async () => {
    const at = await hall(79, 1), poll = await held(at, await ask(at, 1, VICES), 'YYN')
    const who = await whoIs(poll, '王文')
    const { id } = ok(await leaving(who), 201)
    const path = `/api/rows/departure/${id}`
    const ver = async () => ok(await as.congress.get(path)).ver
    const mend = async (fields) => as.congress.post(path, { ver: await ver(), fields })
    ok(await confirm(id))
    refused(await mend({ cause: 'removed' }), 422, 'signed.kept')
    ok(await as.congress.post(`${path}/acts/return`, { ver: await ver(), reason: '原因有误' }))
    assert.deepEqual(codes(await mend({ left_on: '2031-01-01' })), ['left_on departure.not_yet'])
    ok(await mend({ cause: 'removed' }))
    ok(await mend({ left_on: today() }))
    refused(await mend({ candidate: await whoIs(poll, '李武') }), 422, 'held.always')
    refused(await as.congress.post(`${path}/acts/confirm`, { ver: await ver(), password: PASSWORD }), 422, 'departure.same')
    ok(await as.leader.post(`${path}/acts/confirm`, { ver: await ver(), password: PASSWORD }))
    const row = ok(await as.congress.get(path))
    assert.deepEqual([row.state, row.cause, row.left_on], ['confirmed', 'removed', today()])
  })

  test('law 2.2: of the chief procurator is approved one level up; of a committee member a transfer will do', async () => {
    const at = await hall(71, 1)
    const poll = await held(at, await ask(at, 1, asked('procurator', 1, ['何世斌'], { title: '检察长' })), 'Y')
    const who = await whoIs(poll, '何世斌')
    const bare = await leaving(who)
    assert.deepEqual(codes(bare), ['approved_by departure.approval', 'approval_paper departure.approval'])
    assert.match(bare.text, /上一级人大常委会批准（.*组织法第32条）/)
    assert.deepEqual(codes(await leaving(who, { approved_by: '市人大常委会' })), ['approval_paper departure.approval'])
    ok(await leaving(who, { approved_by: '市人大常委会', approval_paper: '市人常〔2026〕9号' }), 201)
    const party = await hallOf(as, 10, 10), members = await held(party, await pollOf(as, party), 'YYYN')
    ok(await leaving(await whoIs(members, members.result.questions[0].elected[0]), { cause: 'moved', organ: 'party', decided_by: '县委' }), 201)
  })
})
