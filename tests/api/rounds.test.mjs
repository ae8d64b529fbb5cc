// From one round to the next: what a result leaves, and that nobody bends it.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { accept, act, actOn, byPresidium, enterGroup, evidenceFile, hallOf, heldAgain, marks, nameOf, ok, pollElsewhere as pollOf, refused, SECOND, signBoth } from './congress.mjs'
import { unzip } from './sheet.mjs'
import { cleanUp, COUNTY, demoSite, PASSWORD, run, serve, signInAll } from './server.mjs'

let server, as, hall, people

before(async () => {
  server = await serve(demoSite('rounds'))
  as = await signInAll(server, ['congress', 'office', 'cadre', 'teller1', 'teller2', 'scrutineer', 'scrutineer2'])
  hall = await hallOf(as, 10, 10)
  people = await hallOf(as, 10, 10, { kind: 'people', rules: 'organic-2022' })
})
after(cleanUp)

const names = (...all) => all.map((name) => ({ name }))
const PEOPLES = ['organic-2022', 'people-indirect-2020']
const prepared = (election) => {
  const at = PEOPLES.includes(election.rules) ? people : hall
  return pollOf(as, at, { cast: (at.cast = (at.cast ?? 0) + 3), election })
}
const hallOfPoll = (poll) => (PEOPLES.includes(poll.elections[0].rules) ? people : hall)
const freeze = (poll) => as.congress.post(`/api/polls/${poll.id}/freeze`, { sitting: hallOfPoll(poll).sitting })
/** Frozen, voted on by the ten present with these marks, counted. */
const counted = async (poll, ...ballots) => {
  ok(await freeze(poll))
  await act(as.congress, poll, 'issue', { printed: 10, issued: 10, unused: 0, cut: 0, returned: ballots.length })
  await act(as.congress, poll, 'open')
  await act(as.congress, poll, 'close')
  await accept(as, await enterGroup(as, poll, marks(...ballots)))
  return act(as.congress, poll, 'count')
}
/** And signed. */
const held = async (poll, ...ballots) => signBoth(as, await counted(poll, ...ballots), hallOfPoll(poll))
const times = (n, ballot) => Array(n).fill(ballot)
const next = (poll, decision, status = 201, more = {}) =>
  act(as.congress, poll, 'next', { election: poll.elections[0].id, decision, ...more }, status)
const namesOf = (poll) => poll.elections[0].candidates.map((c) => c.name).sort()
const verified = async (poll) => {
  const { code, err } = run(['verify', await evidenceFile(as, poll)])
  assert.equal(code, 0, err)
}

/** 王文 8; 李武 and 张建 6 each: two seats, one of them tied. */
const ONE_TIED = [...times(4, 'YYN'), ...times(4, 'YNY'), ...times(2, 'NYY')]
const THREE = { seats: 2, candidates: names('王文', '李武', '张建') }
const FOUR = { seats: 3, candidates: names('王文', '李武', '张建', '刘国') }
const propose = (poll, ...all) =>
  as.congress.post(`/api/polls/${poll.id}/candidates`, { election: poll.elections[0].id, candidates: names(...all) })
const seats = async (poll, n) => {
  const row = ok(await as.congress.get(`/api/rows/election/${poll.elections[0].id}`))
  ok(await as.congress.post(`/api/rows/election/${row.id}`, { ver: row.ver, fields: { seats: n } }))
}

describe('a rerun of the tied', () => {
  let first, rerun

  before(async () => {
    first = await held(await prepared(THREE), ...ONE_TIED)
  })

  test('has those with equal votes alone, and the seats that are open', async () => {
    assert.deepEqual([first.result.questions[0].elected, first.result.questions[0].next], [['王文'], 'rerun_tied'])
    rerun = await next(first, 'rerun_tied')
    assert.deepEqual([namesOf(rerun), rerun.elections[0].seats, rerun.round], [['张建', '李武'], 1, 2])
    assert.deepEqual([first.elections[0].write_ins, rerun.elections[0].write_ins], [2, 0])
    const { lines } = ok(await as.congress.get(`/api/polls/${rerun.id}/lines`))
    assert.doesNotMatch(lines.join(''), /另选/, 'the ballot invites nobody to write a name in')
  })

  test('takes no other candidate, and no other number of seats', async () => {
    ok(await propose(rerun, '李武', '张建', '外来'))
    assert.match(refused(await freeze(rerun), 422, 'poll.round_names'), /李武|张建/)
    ok(await propose(rerun, '李武'))
    refused(await freeze(rerun), 422, 'poll.round_names')
    ok(await propose(rerun, '李武', '张建'))
    await seats(rerun, 2)
    assert.match(refused(await freeze(rerun), 422, 'poll.round_seats'), /1.*2/)
    await seats(rerun, 1)
  })

  test('counts nobody who is written in: an outsider with most of the votes wins nothing', async () => {
    rerun = await held(rerun, ...times(8, { marks: 'NN', write_in: ['外来'] }), 'YN', 'NA')
    const [q] = rerun.result.questions
    assert.deepEqual([q.write_ins, q.elected.length, q.unfilled, q.next], [[], 1, 0, 'none'])
    await verified(rerun)
  })

  test('that is void begins again as a rerun', async () => {
    const poll = await held(await prepared(THREE), ...ONE_TIED)
    let again = await next(poll, 'rerun_tied')
    ok(await freeze(again))
    await act(as.congress, again, 'issue', { printed: 10, issued: 9, unused: 1, cut: 0, returned: 10 })
    await act(as.congress, again, 'open')
    await act(as.congress, again, 'close')
    await accept(as, await enterGroup(as, again, marks(...times(10, 'YN'))))
    await act(as.congress, again, 'count')
    again = await signBoth(as, again, hall)
    assert.equal(again.state, 'void')
    await verified(again)
    const third = await next(again, 'start_again')
    ok(await propose(third, '李武', '张建', '外来'))
    refused(await freeze(third), 422, 'poll.round_names')
  })
})

describe('another election', () => {
  let first, second

  before(async () => {
    first = await held(await prepared(THREE), ...times(8, 'YNN'), ...times(2, 'NYN'))
  })

  test('takes nobody who was elected, and fills what is missing', async () => {
    assert.deepEqual([first.result.questions[0].elected, first.result.questions[0].next], [['王文'], 'another_election'])
    second = await next(first, 'another_election')
    assert.deepEqual([namesOf(second), second.elections[0].seats], [['张建', '李武'], 1])
    ok(await propose(second, '王文', '李武', '张建'))
    assert.match(refused(await freeze(second), 400, 'election.elected_before'), /王文/)
    ok(await propose(second, '李武', '张建'))
    second = await held(second, ...times(8, { marks: 'NN', write_in: ['王文'] }), 'YN', 'NY')
    assert.deepEqual(second.result.questions[0].write_ins, [], 'he has his seat')
    await verified(second)
  })

  test('elects nobody once more who is written otherwise', async () => {
    const before = await held(await prepared({ ...THREE, candidates: names('刘国', '李武', '张建') }), ...times(8, 'YNN'), ...times(2, 'NYN'))
    let later = await next(before, 'another_election')
    for (const name of ['劉國', '刘国同志', '刘国（县府办）', '刘　国县长']) {
      ok(await propose(later, name, '李武', '张建'))
      assert.match(refused(await freeze(later), 422, 'poll.elected_alike'), /刘国/)
    }
    ok(await propose(later, '李武', '张建')) && ok(await freeze(later))
    await act(as.congress, later, 'issue', { printed: 10, issued: 10, unused: 0, cut: 0, returned: 10 })
    await act(as.congress, later, 'open')
    await act(as.congress, later, 'close')
    await accept(as, await enterGroup(as, later, marks(...times(5, { marks: 'NN', write_in: ['劉國'] }), ...times(5, { marks: 'NN', write_in: ['刘国（县府办）'] }))))
    const [asked] = ok(await as.congress.get(`/api/polls/${later.id}`)).alike
    assert.deepEqual([asked.names.length, asked.choices, asked.elected, asked.candidate], [3, ['刘国'], ['刘国'], false])
    refused(await as.congress.post(`/api/polls/${later.id}/count`), 422, 'poll.alike')
    const settle = (as_) => as.scrutineer.post(`/api/polls/${later.id}/alike`, { question: 0, names: asked.names, as: as_ })
    refused(await settle('劉國'), 422, 'alike.as')
    ok(await settle('刘国'))
    const [q] = (await act(as.congress, later, 'count')).result.questions
    assert.deepEqual([q.elected, q.write_ins, q.own_names], [[], [], 10])
    await verified(await signBoth(as, later, hall))
  })

  test('asked for twice is made once', async () => {
    assert.equal((await next(first, 'another_election')).id, second.id)
    const shown = ok(await as.congress.get(`/api/polls/${first.id}`))
    assert.equal(shown.next[0].made, second.id)
    assert.match(refused(await as.congress.post(`/api/polls/${second.id}/next`,
      { election: second.elections[0].id, decision: 'another_election', seats: 2 }), 422, 'next.seats'), /1/)
  })

  test('is none when the seats were reduced to those elected', async () => {
    const poll = await held(await prepared(FOUR), ...times(8, 'YYNN'), ...times(2, 'NNYN'))
    const after = await act(as.congress, poll, 'reduce', {
      election: poll.elections[0].id, seats: 2, reason: '接近应选名额，主席团决定', approve: 9, oppose: 1, abstain: 0, second: SECOND })
    assert.deepEqual(after.next, [])
    refused(await as.congress.post(`/api/polls/${poll.id}/next`, { election: poll.elections[0].id, decision: 'another_election' }), 422, 'next.none')
  })

  test('law 2.1: deputies and officers keep their seats; the rest is elected again, or at the next session', async () => {
    const by = { seats: 2, candidates: names('王文', '李武', '张建') }
    const fewer = { seats: 1, reason: '接近应选名额', approve: 9, oppose: 1, abstain: 0, second: SECOND }
    const officers = await held(await prepared({ title: '副县长', office: 'vice', rules: 'organic-2022', ...by }), ...times(8, 'YNN'), ...times(2, 'NYN'))
    assert.match(refused(await as.congress.post(`/api/polls/${officers.id}/reduce`, { election: officers.elections[0].id, ...fewer }), 422, 'reduce.put_off'), /第29条/)
    assert.deepEqual([officers.next[0].reducible, officers.next[0].can_put_off], [false, true])
    const deputies = await held(await prepared({ title: '市人大代表', office: 'deputy_indirect', rules: 'people-indirect-2020', ...by }), ...times(8, 'YNN'), ...times(2, 'NYN'))
    assert.match(refused(await as.congress.post(`/api/polls/${deputies.id}/reduce`, { election: deputies.elections[0].id, ...fewer }), 422, 'reduce.never'), /第45条/)
  })
})

describe('seats that wait for the next session', () => {
  const vice = { title: '副县长', office: 'vice', rules: 'organic-2022', seats: 2, candidates: names('王文', '李武', '张建') }
  const vote = { reason: '大会决定留待下次会议', approve: 6, oppose: 3, abstain: 1, second: SECOND }
  const putOff = (poll, more) => as.congress.post(`/api/polls/${poll.id}/put_off`, { election: poll.elections[0].id, ...vote, ...more })

  test('law 2.1: by more than half of all deputies the rest of the officers waits, in the evidence too', async () => {
    const poll = await held(await prepared(vice), ...times(8, 'YNN'), ...times(2, 'NYN'))
    assert.match(refused(await putOff(poll, { approve: 5, oppose: 5, abstain: 0 }), 422, 'put_off.votes'), /全体代表/)
    refused(await putOff(poll, { approve: 9, oppose: 2 }), 422, 'put_off.votes')
    const after = ok(await putOff(poll))
    assert.deepEqual(after.next.map((n) => [n.decision, n.seats, n.made]), [['put_off', 1, null]])
    assert.deepEqual(after.reductions.map((r) => [r.kind, r.seats, r.reason]), [['put_off', 1, vote.reason]])
    refused(await as.congress.post(`/api/polls/${poll.id}/next`, { election: poll.elections[0].id, decision: 'another_election' }), 422, 'next.decision')
    refused(await putOff(poll), 422, 'put_off.nothing')
    assert.match(readFileSync(await evidenceFile(as, poll), 'utf8'), /"part":"reduction".*"kind":"put_off"/)
    await verified(after)
  })

  test('law 2.1: not where another paper is prepared, and not of those the law elects again', async () => {
    const poll = await held(await prepared(vice), ...times(8, 'YNN'), ...times(2, 'NYN'))
    await next(poll, 'another_election')
    refused(await putOff(poll), 422, 'put_off.made')
    const party = await held(await prepared(THREE), ...times(8, 'YNN'), ...times(2, 'NYN'))
    assert.match(refused(await putOff(party), 422, 'put_off.never'), /条/)
  })
})

test('law 2.2: who is not three years in the Party does not stand for the committee', async () => {
  const person = async (name, party_joined) =>
    ok(await as.cadre.post('/api/rows/person', { region: COUNTY, fields: { name, sex: '1', birth: '1980.04', party_joined } }), 201).id
  const joined = (day) => ({ name: '欧阳新', party_joined: day })
  const opens = new Date().getFullYear()
  const poll = (...more) => prepared({ seats: 2, candidates: [...names('王文', '李武'), ...more] })
  const gate = async (p) => ok(await as.congress.get(`/api/polls/${p.id}`)).gates.find((g) => g.gate === 'seniority')
  const young = await poll(joined(`${opens - 2}-01-01`))
  assert.match(refused(await freeze(young), 422, 'poll.seniority'), /“欧阳新”的党龄不满 3 年（中国共产党章程第27条）/)
  assert.equal((await gate(await poll(joined(`${opens - 4}-01-01`)))).ok, true)
  assert.equal((await gate(await poll({ name: '欧阳录', person: await person('欧阳录', `${opens - 1}.01`) }))).ok, false, 'his record says it too')
  assert.equal(await gate(await poll({ name: '欧阳缺' })), undefined, 'nothing known is nothing checked')
  const discipline = await prepared({ office: 'discipline', title: '纪委委员', seats: 2, candidates: [...names('王文', '李武'), joined(`${opens - 1}-01-01`)] })
  assert.equal(await gate(discipline), undefined, 'the Constitution asks it of the committee')
})

describe('a pre-election', () => {
  const FOUR = { seats: 2, pre_election: true, candidates: names('王文', '李武', '张建', '刘国') }
  let pre, formal

  test('makes candidates, not members', async () => {
    pre = await held(await prepared(FOUR), ...times(7, 'YNNY'), ...times(3, 'NYYN'))
    const [q] = pre.result.questions
    assert.deepEqual([q.pre_election, q.next, q.next_candidates.length], [true, 'formal_election', 2])
    assert.match(q.verdict, /预选有效.*2 人成为正式候选人/)
    const rows = ok(await as.office.get('/api/rows/candidate', { election: pre.elections[0].id })).rows
    assert.ok(rows.every((r) => !r.elected))
    assert.equal(ok(await as.office.get(`/api/rows/election/${pre.elections[0].id}`)).elected, 0)
    await verified(pre)
  })

  test('leads to a formal ballot with those who came through, equal in party elections', async () => {
    formal = await next(pre, 'formal_election')
    assert.deepEqual([formal.round, formal.elections[0].seats, formal.elections[0].pre_election], [1, 2, false])
    assert.deepEqual(namesOf(formal), [...pre.result.questions[0].next_candidates].sort())
    const { least, got, kept } = formal.elections[0].surplus
    assert.deepEqual([least, got, kept], [2, 2, true], 'the page says what the vote is judged by')
    assert.equal(pre.elections[0].surplus, null, 'a pre-election has no surplus of its own')
    ok(await propose(formal, ...namesOf(formal), '外来'))
    refused(await freeze(formal), 422, 'poll.round_names')
    ok(await propose(formal, ...pre.result.questions[0].next_candidates))
    formal = await held(formal, ...times(9, 'YY'), 'YN')
    assert.deepEqual([formal.result.questions[0].elected.length, formal.result.questions[0].warnings, formal.next], [2, [], []])
    await verified(formal)
  })

  test('that lacks candidates says what it leads to: no election, but another pre-election and the formal ballot', async () => {
    let short = await held(await prepared({ ...FOUR, candidates: names('王一', '王二', '王三', '王四') }), ...times(10, 'NNNN'))
    assert.match(short.result.questions[0].verdict, /0 人成为正式候选人，还差 2 名；.*另行预选.*正式选举/)
    assert.doesNotMatch(short.result.questions[0].verdict, /另行选举|当选 \d/)
    assert.deepEqual([short.next[0].decision, short.next[0].reducible, short.next[0].can_put_off], ['another_election', false, false])
    const vote = { election: short.elections[0].id, approve: 9, oppose: 1, abstain: 0, reason: '接近名额' }
    refused(await as.congress.post(`/api/polls/${short.id}/reduce`, { ...vote, seats: 1 }), 422, 'reduce.pre_election')
    refused(await as.congress.post(`/api/polls/${short.id}/put_off`, vote), 422, 'reduce.pre_election')
    assert.match(await formOfElection(short), /^预选.*没有人当选/)
    const again = await next(short, 'another_election')
    assert.match(again.title, /另行预选/)
    assert.deepEqual([again.elections[0].pre_election, again.elections[0].seats], [true, 2])

    short = await held(await prepared({ ...FOUR, candidates: names('王一', '王二', '王三', '王四') }), ...times(5, 'YNNY'), ...times(5, 'YYNN'))
    assert.match(short.result.questions[0].verdict, /1 人成为正式候选人，还差 1 名/)
  })

  test('is refused where there is nothing to cut', async () => {
    const needless = await prepared({ ...FOUR, seats: 4 })
    assert.match(refused(await freeze(needless), 422, 'poll.pre_needless'), /4.*4/)
    const officers = await prepared({ title: '副县长', office: 'vice', rules: 'organic-2022', seats: 1, pre_election: true, candidates: names('王文', '李武', '张建') })
    assert.match(refused(await freeze(officers), 422, 'poll.pre_needless'), /3.*4/)
  })
})

describe('namesakes', () => {
  test('with different units stand beside each other, are counted apart, and both may be elected', async () => {
    const two = [{ name: '王伟', unit: '县教育局' }, { name: '王伟', unit: '县财政局' }, { name: '李武' }]
    let poll = await prepared({ seats: 2, candidates: two })
    poll = await held(poll, ...times(6, 'YYN'), ...times(4, 'YNY').map((m) => m))
    const called = poll.result.questions[0].candidates.map((c) => c.name)
    assert.ok(called.includes('王伟（县教育局）') && called.includes('王伟（县财政局）'), called.join())
    await verified(poll)
    const all = run(['verify', '--data', server.data])
    assert.equal(all.code, 0, all.out)
  })

  test('without anything that tells them apart are refused', async () => {
    for (const pair of [names('王伟', '王 伟'), [{ name: '王伟', unit: '县教育局' }, { name: '王伟' }]]) {
      const answer = await as.congress.post('/api/polls', { congress: hall.congress, title: '选票', cast: (hall.cast += 3),
        elections: [{ title: '委员', office: 'committee', rules: 'county-party-2020', seats: 1, candidates: pair }] })
      assert.equal(answer.status, 400)
      assert.match(answer.text, /poll.namesakes/)
    }
  })
})

const formText = async (poll, name) => {
  const answer = await as.congress.get(`/api/forms/${name}`, { scope: 'poll', id: poll.id, format: 'docx' })
  return answer.status === 200 ? String(unzip(answer.bytes)['word/document.xml']) : answer.body.error.code
}
const formOfElection = async (poll) =>
  ok(await as.congress.get('/api/forms', { scope: 'election', id: poll.elections[0].id })).forms.find((f) => f.name === 'elected_list').why
const fates = (poll) => Object.fromEntries(poll.result.questions[0].candidates.map((c) => [c.name, c.fate]))
const ready = async (poll, name) => ok(await as.congress.get('/api/forms', { scope: 'poll', id: poll.id })).forms.find((f) => f.name === name).ready

describe('papers', () => {
  test('say why somebody over the bar is not elected', async () => {
    const tied = await held(await prepared(THREE), ...ONE_TIED)
    assert.deepEqual(fates(tied), { 王文: 'elected', 李武: 'tied', 张建: 'tied' })
    // 7, 7 and 6 of ten: the third is over the bar too, and finds the seats full
    const full = await held(await prepared({ seats: 2, candidates: names('王文', '李武', '张建') }), ...times(4, 'YYN'), ...times(3, 'NYY'), ...times(3, 'YNY'))
    assert.deepEqual(fates(full), { 王文: 'elected', 李武: 'elected', 张建: 'seats_full' })
    assert.match(await formText(full, 'result_full'), /名额已满|票数相等/)
  })

  test('of a void election and of a pre-election name nobody as elected', async () => {
    const pre = await held(await prepared({ seats: 2, pre_election: true, candidates: names('王文', '李武', '张建', '刘国') }), ...times(7, 'YNNY'), ...times(3, 'NYYN'))
    assert.equal(await ready(pre, 'elected_list'), false)
    assert.equal(await formText(pre, 'elected_list'), 'forms.pre_election')
    assert.match(await formText(pre, 'result_full'), /列为正式候选人/)
    assert.doesNotMatch(await formText(pre, 'result_full'), />当选</)
    const poll = await prepared(THREE)
    ok(await freeze(poll))
    await act(as.congress, poll, 'issue', { printed: 10, issued: 9, unused: 1, cut: 0, returned: 10 })
    await act(as.congress, poll, 'open')
    await act(as.congress, poll, 'close')
    await accept(as, await enterGroup(as, poll, marks(...times(10, 'YYN'))))
    await act(as.congress, poll, 'count')
    await signBoth(as, poll, hall)
    assert.equal(await formText(poll, 'elected_list'), 'forms.void')
    const text = await formText(poll, 'result_public')
    assert.match(text, /选举无效/)
    assert.doesNotMatch(text, /选举有效/)
  })
})

describe('declaring an election void', () => {
  const declare = (who, poll, body, status = 200) =>
    who.post(`/api/polls/${poll.id}/void`, { reason: '票箱在传递中破损', password: PASSWORD, ...body }).then((a) => {
      assert.equal(a.status, status, a.text)
      return a.body
    })
  const watch = (n) => ({ duty: n ? 'scrutineer' : 'chief_scrutineer', name: nameOf(4000 + n) })
  const open = async () => {
    const poll = await prepared(THREE)
    ok(await freeze(poll))
    await act(as.congress, poll, 'issue', { printed: 10, issued: 10, unused: 0, cut: 0 })
    return act(as.congress, poll, 'open')
  }

  test('before the count is for two scrutineers, who agree on a cause of the rules', async () => {
    const poll = await open()
    assert.ok(poll.voiding.causes.some((k) => k.name === 'ballots_lost' && /丢失/.test(k.label)))
    await declare(as.congress, poll, { cause: 'ballots_lost', by: 'presidium', document: '主席团第二次会议' }, 403)
    assert.match((await declare(as.scrutineer, poll, { cause: 'unwelcome', ...watch(0) }, 422)).error.message, /选票丢失/)
    const once = await declare(as.scrutineer, poll, { cause: 'ballots_lost', ...watch(0) })
    assert.deepEqual([once.state, once.voiding.proposed.names], ['open', [nameOf(4000)]])
    assert.equal((await declare(as.scrutineer, poll, { cause: 'ballots_lost', ...watch(0) }, 422)).error.code, 'sign.again')
    assert.equal((await declare(as.scrutineer, poll, { cause: 'secrecy', ...watch(1) }, 422)).error.code, 'void.other_cause')
    assert.equal((await declare(as.scrutineer, poll, { cause: 'ballots_lost', ...watch(1) }, 422)).error.code, 'void.one_account', 'one who types two names')
    const done = await declare(as.scrutineer2, poll, { cause: 'ballots_lost', ...watch(1) })
    assert.deepEqual([done.state, done.result, done.voiding.decision.names], ['void', null, [nameOf(4000), nameOf(4001)]])
    const { out, code, err } = run(['verify', await evidenceFile(as, done)])
    assert.equal(code, 0, err)
    assert.deepEqual([JSON.parse(out).declared_void, JSON.parse(out).result], ['ballots_lost', null])
    const again = await next(done, 'start_again')
    assert.deepEqual([again.elections[0].seats, namesOf(again)], [2, namesOf(done)])
  })

  test('afterwards is for the body that the rules name, and what was counted stays', async () => {
    let poll = await held(await prepared(THREE), ...times(8, 'YYN'), ...times(2, 'NYN'))
    assert.equal(poll.result.questions[0].elected.length, 2)
    await declare(as.scrutineer, poll, { cause: 'procedure', ...watch(0) }, 403)
    assert.match((await declare(as.congress, poll, { cause: 'procedure', by: 'election_committee', document: '决定' }, 422)).error.message, /大会主席团、上级党的委员会/)
    assert.equal((await declare(as.congress, poll, { cause: 'procedure', by: 'presidium' }, 422)).error.code, 'void.document')
    const { second: _, ...decision } = { cause: 'procedure', ...await byPresidium(as, hall) }
    const bySecond = async (second, status = 422) => (await declare(as.congress, poll, { ...decision, ...(second ? { second } : {}) }, status)).error.code
    assert.equal(await bySecond(), 'second.needed', 'nobody cancels a result alone')
    assert.equal(await bySecond({ name: 'congress', password: PASSWORD }), 'second.self')
    assert.equal(await bySecond({ name: 'cadre', password: PASSWORD }), 'second.wrong', 'a role that has no part in it')
    assert.equal(await bySecond({ ...SECOND, password: 'wrong' }), 'second.wrong')
    const closed = async (what) => ok(await actOn(as.congress, 'congress', hall.congress, what, what === 'reopen' ? { reason: '核对' } : {}))
    ok(await as.congress.post(`/api/sittings/${hall.sitting}/close`))
    await closed('open')
    await closed('close')
    assert.equal(await bySecond(SECOND), 'void.closed', 'no presidium is left to decide')
    await closed('reopen')
    poll = await declare(as.congress, poll, { ...decision, second: SECOND })
    await heldAgain(as, hall, poll, marks(...times(10, 'YYN')))
    await closed('close') // the next term begins after it
    assert.deepEqual([poll.state, poll.result.questions[0].candidates[0].approve, poll.next[0].decision], ['void', 8, 'start_again'])
    assert.match(poll.result.questions[0].verdict, /已宣布无效/)
    const rows = ok(await as.office.get('/api/rows/candidate', { election: poll.elections[0].id })).rows
    assert.ok(rows.every((r) => !r.elected), 'a void election elects nobody')
    const file = await evidenceFile(as, poll)
    assert.match(readFileSync(file, 'utf8'), /"part":"decision".*"account":"\d+","second":"\d+"/)
    const said = JSON.parse(run(['verify', file]).out)
    assert.deepEqual([said.whole, said.signed, said.recounted, said.form, said.sums, said.declared_void], [true, true, true, true, true, 'procedure'])
    const all = run(['verify', '--data', server.data])
    assert.equal(all.code, 0, all.out)
  })

  test('what was counted may be declared void before, between and after the signatures: its evidence is in form', async () => {
    const watcher = [as.scrutineer, 'chief_scrutineer', nameOf(4000)], teller = [as.teller1, 'chief_teller', nameOf(4002)]
    for (const signers of [[], [watcher], [teller], [watcher, teller]]) {
      const poll = await counted(await prepared(THREE), ...times(8, 'YYN'), ...times(2, 'NYN'))
      for (const [who, duty, name] of signers) await act(who, poll, 'sign', { duty, name, password: PASSWORD })
      const gone = await declare(as.congress, poll, { cause: 'procedure', ...await byPresidium(as, hall) })
      assert.equal(gone.state, 'void')
      const { code, out } = run(['verify', await evidenceFile(as, gone)])
      assert.equal(code, 0, `${signers.length} signed: ${out}`)
    }
    const all = run(['verify', '--data', server.data])
    assert.equal(all.code, 0, all.out)
  })

  test('fewer seats are near to those of the office, over all its rounds, and never none', async () => {
    const few = (poll, seats) => as.congress.post(`/api/polls/${poll.id}/reduce`, { election: poll.elections[0].id, seats, reason: '接近应选名额', approve: 9, oppose: 1, abstain: 0, second: SECOND })
    const none = await held(await prepared(THREE), ...times(5, 'YNN'), ...times(5, 'NYN'))
    refused(await few(none, 0), 422, 'reduce.far')
    let poll = await held(await prepared(FOUR), ...times(8, 'YNNN'), ...times(2, 'NYYN'))
    assert.match(refused(await few(poll, 1), 422, 'reduce.far'), /应选 3 名，减少后只有 1 名.*至少 2 名/)
    poll = await act(as.congress, poll, 'next', { election: poll.elections[0].id, decision: 'another_election' }, 201)
    ok(await propose(poll, '李武', '张建', '刘国'))
    poll = await held(poll, ...times(6, 'YNN'), ...times(4, 'NYN'))
    ok(await few(poll, 1)) // one in the first round and one in this are two of three
  })

  test('a reduction after the signatures stands in the evidence', async () => {
    const poll = await held(await prepared(FOUR), ...times(8, 'YYNN'), ...times(2, 'NNYN'))
    await act(as.congress, poll, 'reduce', { election: poll.elections[0].id, seats: 2, reason: '接近应选名额，主席团决定', approve: 9, oppose: 1, abstain: 0, second: SECOND })
    const file = await evidenceFile(as, poll)
    assert.match(readFileSync(file, 'utf8'), /"part":"reduction".*"seats":2/)
    assert.equal(run(['verify', file]).code, 0)
  })
})

describe('who may count', () => {
  test('is said with the article of the body that meets: the Party\'s in its congress, the law\'s in the people\'s', async () => {
    const both = (at) => as.congress.post(`/api/congresses/${at.congress}/officers`, {
      officers: ['scrutineer', 'teller'].map((duty) => ({ duty, attendee: at.attendees[7] })) })
    const law = refused(await both(people), 422, 'officer.both'), party = refused(await both(hall), 422, 'officer.both')
    assert.match(law, /选举法（2020）第四十三条/)
    assert.doesNotMatch(law, /共产党/)
    assert.match(party, /地方组织选举工作条例/)
    assert.doesNotMatch(party, /选举法/)
  })
})
