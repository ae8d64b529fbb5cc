// Polls from preparation to a signed result that anyone can count again.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { accept, act, enterGroup, evidenceFile, hallOf, marks, nameOf, ok, pollElsewhere as pollOf, refused, SECOND, signBoth } from './congress.mjs'
import { allRows, Browser, cleanUp, COUNTY, demoSite, PASSWORD, run, serve, signInAll, temporary } from './server.mjs'

let server, as, hall

before(async () => {
  server = await serve(demoSite('poll'))
  as = await signInAll(server, ['congress', 'cadre', 'office', 'leader', 'discipline', 'town1', 'teller1', 'teller2', 'scrutineer', 'system', 'security'])
  hall = await hallOf(as, 12, 10)
})
after(cleanUp)

/** Frozen, opened, ten papers out and back, closed. */
const votedOnPaper = async (poll, returned = 10, at = hall) => {
  await act(as.congress, poll, 'freeze', { sitting: at.sitting })
  await act(as.congress, poll, 'issue', { printed: 12, issued: 10, unused: 2, cut: 2, returned })
  await act(as.congress, poll, 'open')
  return act(as.congress, poll, 'close')
}
const TEN = marks('YYYN', 'YYYN', 'YYYN', 'YYYN', 'YYYN', 'YYYN', 'YYNN', 'YNNY', { marks: 'YNNA', write_in: ['周新人'] }, 'YAA?')

describe('on paper', () => {
  test('a poll goes from names to a signed result, and its evidence counts again', async () => {
    let poll = await pollOf(as, hall)
    assert.equal(poll.state, 'preparing')
    assert.deepEqual(poll.elections[0].candidates.map((c) => c.name), ['王文', '刘国', '李武', '张建'])
    poll = await votedOnPaper(poll)
    assert.deepEqual([poll.attendance.due, poll.attendance.present, poll.attendance.frozen], [12, 10, true])
    const group = await enterGroup(as, poll, TEN)
    refused(await as.congress.post(`/api/polls/${poll.id}/count`), 422, 'poll.group_open')
    assert.equal((await accept(as, group)).state, 'accepted')
    poll = await act(as.congress, poll, 'count')
    const [q] = poll.result.questions
    assert.equal(q.election, 'valid')
    assert.deepEqual(q.bar, { base: 'due', of: 12, more_than: 6 })
    assert.deepEqual(q.candidates.map((c) => [c.name, c.approve, c.oppose, c.abstain, c.unclear, c.elected]), [
      ['王文', 10, 0, 0, 0, true], ['刘国', 7, 2, 1, 0, true], ['李武', 6, 3, 1, 0, false], ['张建', 1, 7, 1, 1, false]])
    assert.deepEqual(q.write_ins.map((c) => [c.name, c.approve]), [['周新人', 1]])
    assert.deepEqual([q.elected, q.unfilled, q.next], [['王文', '刘国'], 1, 'another_election'])
    assert.match(q.verdict, /当选 2 人.*缺额 1/)
    const told = ok(await as.leader.get(`/api/polls/${poll.id}`)).result.questions[0] // law 2.5, here as on the page of rules
    assert.deepEqual(told.rules, q.rules.map((x) => ({ ...x, confidence: null })))

    poll = await signBoth(as, poll, hall)
    assert.equal(poll.state, 'signed')
    assert.equal(poll.signatures.length, 2)
    const rows = await allRows(as.office, 'candidate', { election: poll.elections[0].id })
    assert.deepEqual(rows.filter((r) => r.elected).map((r) => r.name).sort(), ['刘国', '王文'])
    assert.equal(rows.filter((r) => r.written_in).length, 1)

    const file = await evidenceFile(as, poll)
    const verified = run(['verify', file])
    assert.equal(verified.code, 0, verified.err)
    const said = JSON.parse(verified.out)
    assert.deepEqual([said.whole, said.signed, said.recounted, said.form, said.sums, said.ballots, said.signatures], [true, true, true, true, true, 10, 2])
    const { key64 } = JSON.parse(readFileSync(file, 'utf8').trim().split('\n').at(-1))
    for (const [key, code] of [[said.key, 0], [said.key.toUpperCase(), 0], [key64, 0], [said.key.replace(/^./, (c) => (c === '0' ? '1' : '0')), 1], ['nothing', 2]])
      assert.equal(run(['verify', file, '--key', key]).code, code, key)
    assert.deepEqual(said.result.elected, ['王文', '刘国'])
    for (const change of [[/YNNY/, 'NYNY'], [/"approve":10/, '"approve":9'], [/"times":6/, '"times":5'], [/"issued":10/, '"issued":11']]) {
      const bad = join(temporary('evidence'), 'bad.jsonl')
      writeFileSync(bad, ok(await as.congress.get(`/api/polls/${poll.id}`)) && (await as.congress.get(`/api/polls/${poll.id}/evidence`)).text.replace(...change))
      const refusedFile = run(['verify', bad])
      assert.equal(refusedFile.code, 1, `${change[0]}: ${refusedFile.out}`)
      assert.ok(refusedFile.err.length > 10)
    }
  })

  test('another election keeps who is left, and a tie is voted on again', async () => {
    let poll = await votedOnPaper(await pollOf(as, hall, { cast: 2 }))
    await accept(as, await enterGroup(as, poll, TEN))
    await act(as.congress, poll, 'count')
    refused(await as.congress.post(`/api/polls/${poll.id}/next`, { election: poll.elections[0].id, decision: 'another_election' }), 422, 'next.unsigned')
    poll = await signBoth(as, poll, hall)
    refused(await as.congress.post(`/api/polls/${poll.id}/next`, { election: poll.elections[0].id, decision: 'rerun_tied' }), 422, 'next.decision')
    const second = await act(as.congress, poll, 'next', { election: poll.elections[0].id, decision: 'another_election' }, 201)
    assert.deepEqual([second.round, second.previous, second.elections[0].seats, second.state], [2, poll.id, 1, 'preparing'])
    assert.deepEqual(second.elections[0].candidates.map((c) => c.name).sort(), ['张建', '李武'])

    // in the second round both get seven of twelve: equal at the edge
    let again = await votedOnPaper(second)
    await accept(as, await enterGroup(as, again, marks(...Array(7).fill('YN').map((m, i) => (i < 5 ? m : 'NY')), 'NY', 'NY', 'NY')))
    again = await act(as.congress, again, 'count')
    assert.equal(again.result.questions[0].next, 'another_election', 'five of twelve are not more than half')
  })

  test('equal candidates go to a rerun in which the most votes win', async () => {
    let poll = await votedOnPaper(await pollOf(as, hall, { cast: 30, election: { seats: 1, candidates: [{ name: '王文' }, { name: '李武' }] } }))
    await accept(as, await enterGroup(as, poll, marks(...Array(10).fill('AA'))))
    poll = await act(as.congress, poll, 'count')
    assert.equal(poll.result.questions[0].unfilled, 1)
  })

  test('fewer seats are a decision of more than half, recorded', async () => {
    let poll = await votedOnPaper(await pollOf(as, hall, { cast: 3 }))
    await accept(as, await enterGroup(as, poll, TEN))
    await act(as.congress, poll, 'count')
    const body = { election: poll.elections[0].id, seats: 2, reason: '接近应选名额，主席团决定不再选举', approve: 9, oppose: 0, abstain: 1, second: SECOND }
    refused(await as.congress.post(`/api/polls/${poll.id}/reduce`, { ...body, approve: 5 }), 422, 'reduce.votes')
    refused(await as.congress.post(`/api/polls/${poll.id}/reduce`, { ...body, seats: 1 }), 422, 'reduce.seats')
    poll = await act(as.congress, poll, 'reduce', body)
    assert.deepEqual(poll.reductions.map((r) => [r.seats, r.approve]), [[2, 9]])
  })

  test('a count can be taken back before it is signed, with a reason, and its groups entered anew', async () => {
    let poll = await votedOnPaper(await pollOf(as, hall, { cast: 31 }))
    const group = await enterGroup(as, poll, TEN)
    await accept(as, group)
    await act(as.congress, poll, 'count')
    refused(await as.congress.post(`/api/polls/${poll.id}/recount`, { reason: '  ' }), 422, 'act.reason_needed')
    poll = await act(as.congress, poll, 'recount', { reason: '一张选票看错', second: SECOND })
    assert.deepEqual([poll.state, poll.result], ['closed', null])
    ok(await as.scrutineer.post(`${group.at}/reopen`, { reason: '重新清点' }))
    const again = [...TEN.slice(0, 9), ...marks('YNAN')]
    for (const [who, side] of [[as.teller1, 1], [as.teller2, 2]]) {
      ok(await who.post(`${group.at}/entries`, { side, entries: again.map((ballot, i) => ({ pos: i + 1, ballot })) }))
      ok(await who.post(`${group.at}/finish`, { side }))
    }
    await accept(as, group)
    poll = await act(as.congress, poll, 'count')
    assert.deepEqual(poll.result.questions[0].candidates.map((c) => c.approve), [10, 7, 6, 1])
    poll = await signBoth(as, poll, hall)
    refused(await as.congress.post(`/api/polls/${poll.id}/recount`, { reason: '签后再改' }), 422, 'poll.state')
  })

  test('two questions stand on one sheet and are counted apart', async () => {
    const plenum = await hallOf(as, 12, 10, { kind: 'plenary' })
    let poll = await pollOf(as, plenum, { elections: [
      { title: '书记', office: 'secretary', seats: 1, rules: 'county-party-2020', candidates: [{ name: nameOf(4004) }] },
      { title: '副书记', office: 'deputy_secretary', seats: 2, rules: 'county-party-2020', candidates: [{ name: nameOf(4005) }, { name: nameOf(4006) }] }] })
    assert.deepEqual(poll.elections.map((e) => e.title), ['书记', '副书记'])
    poll = await votedOnPaper(poll, 10, plenum)
    const sheet = (a, b) => ({ answers: [{ marks: a }, { marks: b }] })
    await accept(as, await enterGroup(as, poll, [...Array(8).fill(sheet('Y', 'YY')), sheet('N', 'YN'), { void: '撕毁' }]))
    poll = await act(as.congress, poll, 'count')
    assert.deepEqual(poll.result.questions.map((q) => [q.valid, q.void, q.elected]), [[9, 1, [nameOf(4004)]], [9, 1, [nameOf(4005), nameOf(4006)]]])
    poll = await signBoth(as, poll, plenum)
    assert.equal(run(['verify', await evidenceFile(as, poll)]).code, 0)
  })
})

describe('two tellers', () => {
  let poll
  before(async () => {
    poll = await votedOnPaper(await pollOf(as, hall, { cast: 5 }))
  })

  test('neither sees the other, nobody enters both sides, a difference is settled before a scrutineer', async () => {
    const other = [...TEN]
    other[4] = marks('YYNY')[0]
    other.push(marks('NNNN')[0])
    const group = await enterGroup(as, poll, TEN, other)
    assert.equal(ok(await as.teller1.get(group.at, { side: '1' })).entries.length, 10)
    refused(await as.teller1.get(group.at, { side: '2' }), 422, 'entry.other_side')
    refused(await as.teller2.post(`${group.at}/entries`, { side: 1, entries: [] }), 422, 'entry.other_side')
    refused(await as.teller1.post(`${group.at}/entries`, { side: 1, entries: [] }), 422, 'entry.finished')
    refused(await as.teller1.get(`${group.at}/differences`), 403, 'denied')
    refused(await as.scrutineer.get(group.at, { side: '1' }), 403, 'denied')
    refused(await as.scrutineer.post(`${group.at}/accept`, { password: PASSWORD }), 422, 'entry.not_agreed')

    const { differences } = ok(await as.scrutineer.get(`${group.at}/differences`))
    assert.deepEqual(differences.map((d) => d.pos), [5, 11])
    assert.deepEqual(differences[0].second, { answers: [{ marks: 'YYNY' }] })
    assert.equal(differences[1].first, null)
    const settle = (pos, ballot, reason) => as.scrutineer.post(`${group.at}/settle`, { pos, ballot, reason })
    refused(await settle(5, TEN[4], '  '), 422, 'act.reason_needed')
    refused(await settle(6, TEN[4], '看错'), 422, 'entry.no_difference')
    assert.equal(ok(await settle(5, TEN[4], '第二人看错行')).state, 'differs')
    // the paper has ten sheets: the eleventh was a slip of the hand, so the group is entered anew
    ok(await as.scrutineer.post(`${group.at}/reopen`, { reason: '第二人多录一张' }))
    for (const [who, side] of [[as.teller2, 1], [as.teller1, 2]]) {
      ok(await who.post(`${group.at}/entries`, { side, entries: TEN.map((ballot, i) => ({ pos: i + 1, ballot })) }))
      assert.equal(ok(await who.post(`${group.at}/finish`, { side })).state, side === 1 ? 'waiting' : 'agrees')
    }
    await accept(as, group)
    poll = await act(as.congress, poll, 'count')
    assert.equal(poll.result.questions[0].candidates[0].approve, 10)
  })

  test('a gap in the pile, an empty group and a foreign role are refused', async () => {
    const own = await votedOnPaper(await pollOf(as, hall, { cast: 6 }))
    for (const [name, code] of [['', 'shape.empty'], [' 　', 'entry.no_name']])
      refused(await as.congress.post(`/api/polls/${own.id}/groups`, { name, mode: 'ballots' }), 400, code)
    const { groups } = await act(as.congress, own, 'groups', { name: '甲组', mode: 'ballots' }, 201)
    const at = `/api/polls/${own.id}/groups/${groups[0].number}`
    refused(await as.teller1.post(`${at}/finish`, { side: 1 }), 422, 'entry.empty')
    ok(await as.teller1.post(`${at}/entries`, { side: 1, entries: [{ pos: 2, ballot: TEN[0] }] }))
    assert.match(refused(await as.teller1.post(`${at}/finish`, { side: 1 }), 422, 'entry.gap'), /1/)
    refused(await as.congress.post(`${at}/entries`, { side: 2, entries: [] }), 403, 'denied')
    const send = (...entries) => as.teller1.post(`${at}/entries`, { side: 1, entries })
    assert.match(refused(await send({ pos: 1, ballot: TEN[0] }, { pos: 7, ballot: marks('YY')[0] }), 400, 'entry.ballot'), /第 7 张：.*2 个标记/)
    assert.match(refused(await send({ pos: 7, ballot: marks('YYNX')[0] }), 400, 'entry.ballot'), /第 7 张：.*第 4 名/)
    assert.match(refused(await send({ pos: 3, ballot: TEN[0] }, { pos: 4, ballot: TEN[0] }, { pos: 3, ballot: TEN[1] }), 400, 'entry.twice'), /3/)
    // a ballot is answers or void, not both; what is left out says nothing, null takes an entry out
    for (const [entry, code, place] of [
      [{ pos: 2 }, 'shape.missing', 'entries[0].ballot'],
      [{ pos: 2, ballot: {} }, 'shape.missing', 'entries[0].ballot.answers'],
      [{ pos: 2, ballot: { void: '撕毁', answers: [{ marks: 'YYYN' }] } }, 'json.key', 'entries[0].ballot.answers'],
      [{ pos: 2, ballot: { void: '撕毁', marks: 'YN' } }, 'json.key', 'entries[0].ballot.marks'],
      [{ pos: 2, ballot: { void: true } }, 'shape.text', 'entries[0].ballot.void'],
      [{ pos: 2, ballot: { void: '' } }, 'shape.empty', 'entries[0].ballot.void'],
      [{ pos: 2, ballot: { void: ' ' } }, 'entry.ballot', '第 2 张'],
      [{ pos: 2, ballot: { answers: [{ marks: 'YYYN', write_in: [{ name: '周新人' }] }] } }, 'shape.text', 'entries[0].ballot.answers[0].write_in[0]'],
      [{ pos: 2, ballot: { returned: 1, answers: [] } }, 'shape.missing', 'entries[0].ballot.void'],
    ])
      assert.ok(refused(await send(entry), 400, code).includes(place), `${code} ${place}`)
    assert.equal(ok(await as.teller1.get(at, { side: '1' })).entries.length, 1)
    assert.equal(ok(await send({ pos: 2, ballot: null }, { pos: 1, ballot: { void: '撕毁' } })).count, 1)
    assert.deepEqual(ok(await as.teller1.get(at, { side: '1' })).entries, [{ pos: 1, ballot: { void: '撕毁' } }])
    // how far a side is, the teller of the other one is not told
    const seen = async (who) => ok(await who.get(at.replace(/\/groups.*/, ''))).groups[0].first
    assert.deepEqual([(await seen(as.teller1)).count, (await seen(as.teller2)).count, (await seen(as.scrutineer)).count, (await seen(as.congress)).count], [1, 0, 1, 1])
    assert.deepEqual([(await seen(as.teller1)).mine, (await seen(as.teller2)).mine], [true, false])
  })

  test('sums of a group must add up in every row', async () => {
    let own = await votedOnPaper(await pollOf(as, hall, { cast: 7 }))
    own = await act(as.congress, own, 'groups', { name: '甲组', mode: 'sums' }, 201)
    const at = `/api/polls/${own.id}/groups/${own.groups[0].number}`
    const sums = { returned: 10, void: 1, answers: [{ marks: [[9, 0, 0, 0], [6, 2, 1, 0], [6, 2, 1, 0], [2, 6, 0, 1]],
      write_in: [{ name: '周新人', approve: 1 }] }] }
    const wrong = structuredClone(sums)
    wrong.answers[0].marks[1][0] = 7
    ok(await as.teller1.post(`${at}/entries`, { side: 1, entries: [{ pos: 1, ballot: wrong }] }))
    assert.match(refused(await as.teller1.post(`${at}/finish`, { side: 1 }), 400, 'sum.valid'), /10.*9|9.*10/)
    // one name written in two ways is one person, and five were opposed for ten names
    const many = structuredClone(sums)
    many.answers[0].write_in = ['周新人', '周　新 人'].map((name) => ({ name, approve: 5 }))
    ok(await as.teller1.post(`${at}/entries`, { side: 1, entries: [{ pos: 1, ballot: many }] }))
    assert.match(refused(await as.teller1.post(`${at}/finish`, { side: 1 }), 400, 'sum.names'), /周新人.*10.*9/)
    for (const [who, side] of [[as.teller1, 1], [as.teller2, 2]]) {
      ok(await who.post(`${at}/entries`, { side, entries: [{ pos: 1, ballot: sums }] }))
      ok(await who.post(`${at}/finish`, { side }))
    }
    await accept(as, { at })
    own = await act(as.congress, own, 'count')
    const [q] = own.result.questions
    assert.deepEqual([q.returned, q.valid, q.void, q.candidates[0].approve], [10, 9, 1, 9])
    own = await signBoth(as, own, hall)
    assert.equal(run(['verify', await evidenceFile(as, own)]).code, 0)
  })
})

describe('refusals', () => {
  test('no quorum, too few candidates, no scrutineer, wrong order of steps: each says what is missing', async () => {
    const thin = await hallOf(as, 8, 4)
    const poll = await pollOf(as, thin)
    assert.match(refused(await as.congress.post(`/api/polls/${poll.id}/freeze`, { sitting: thin.sitting }), 422, 'poll.quorum_more'), /8.*4/)
    const few = await pollOf(as, hall, { cast: 8, election: { candidates: ['王文', '李武', '张建'].map((name) => ({ name })) } })
    assert.match(refused(await as.congress.post(`/api/polls/${few.id}/freeze`, { sitting: hall.sitting }), 422, 'poll.surplus'), /候选人 3 名，应为不少于 4 名（/)
    const none = await pollOf(as, hall, { cast: 9, election: { candidates: [] } })
    refused(await as.congress.post(`/api/polls/${none.id}/freeze`, { sitting: hall.sitting }), 422, 'poll.no_candidates')
    for (const what of ['open', 'close', 'count'])
      refused(await as.congress.post(`/api/polls/${few.id}/${what}`), 422, 'poll.state')
    refused(await as.congress.post(`/api/polls/${few.id}/freeze`, { sitting: thin.sitting }), 422, 'poll.no_sitting')
    const shown = ok(await as.congress.get(`/api/polls/${few.id}`))
    assert.deepEqual(shown.elections[0].surplus, { least: 4, most: null, got: 3, kept: false, article: shown.elections[0].surplus.article })
  })

  test('more ballots returned than issued void the election', async () => {
    let poll = await pollOf(as, hall, { cast: 10 })
    await act(as.congress, poll, 'freeze', { sitting: hall.sitting })
    await act(as.congress, poll, 'issue', { printed: 12, issued: 9, unused: 3, cut: 0, returned: 10 })
    await act(as.congress, poll, 'open')
    poll = await act(as.congress, poll, 'close')
    await accept(as, await enterGroup(as, poll, TEN))
    poll = await act(as.congress, poll, 'count')
    assert.deepEqual([poll.result.questions[0].election, poll.result.questions[0].next], ['void', 'start_again'])
    assert.match(poll.result.questions[0].verdict, /无效/)
    poll = await signBoth(as, poll, hall)
    assert.equal(poll.state, 'void')
    const again = await act(as.congress, poll, 'next', { election: poll.elections[0].id, decision: 'start_again' }, 201)
    assert.deepEqual([again.round, again.elections[0].candidates.length], [1, 4])
  })

  test('sums that do not agree stop the count, each by its name', async () => {
    const poll = await votedOnPaper(await pollOf(as, hall, { cast: 11 }), 9)
    await accept(as, await enterGroup(as, poll, TEN))
    assert.match(refused(await as.congress.post(`/api/polls/${poll.id}/count`), 422, 'poll.returned'), /10.*9/)
    await act(as.congress, poll, 'issue', { returned: 10, printed: 13 })
    assert.match(refused(await as.congress.post(`/api/polls/${poll.id}/count`), 422, 'poll.printed'), /12.*13/)
    await act(as.congress, poll, 'issue', { printed: 13, issued: 11 })
    assert.match(refused(await as.congress.post(`/api/polls/${poll.id}/count`), 422, 'poll.issued'), /11.*10/)
  })

  test('a scrutineer who becomes a candidate, or whose relative does, stops the freeze', async () => {
    const own = await hallOf(as, 8, 8)
    const poll = await pollOf(as, own, { election: { candidates: [nameOf(4001), '王文', '李武', '张建'].map((name) => ({ name })) } })
    assert.match(refused(await as.congress.post(`/api/polls/${poll.id}/freeze`, { sitting: own.sitting }), 422, 'officer.candidate'), new RegExp(nameOf(4001)))
  })

  test('only those on the list sign, each side for itself', async () => {
    const poll = await votedOnPaper(await pollOf(as, hall, { cast: 12 }))
    await accept(as, await enterGroup(as, poll, TEN))
    await act(as.congress, poll, 'count')
    const sign = (who, duty, name, password = PASSWORD) => who.post(`/api/polls/${poll.id}/sign`, { duty, name, password })
    refused(await sign(as.scrutineer, 'chief_scrutineer', '别人'), 422, 'sign.name')
    refused(await sign(as.scrutineer, 'chief_teller', nameOf(4002)), 403, 'sign.no_teller')
    refused(await sign(as.congress, 'chief_scrutineer', nameOf(4000)), 403, 'denied')
    refused(await sign(as.scrutineer, 'presidium', nameOf(4000)), 422, 'sign.duty')
    refused(await sign(as.scrutineer, 'chief_scrutineer', nameOf(4000), 'wrong'), 422, 'password.wrong')
    ok(await sign(as.scrutineer, 'scrutineer', nameOf(4001)))
    ok(await sign(as.teller1, 'teller', nameOf(4003)))
    assert.equal(ok(await as.leader.get(`/api/polls/${poll.id}`)).state, 'counted', 'the chiefs have not signed')
    refused(await sign(as.teller1, 'teller', nameOf(4003)), 422, 'sign.again')
  })

  test('the row routes are no way round', async () => {
    const poll = await votedOnPaper(await pollOf(as, hall, { cast: 13 }))
    const row = ok(await as.congress.get(`/api/rows/poll/${poll.id}`))
    for (const field of ['returned', 'present', 'valid'])
      refused(await as.congress.post(`/api/rows/poll/${poll.id}`, { ver: row.ver, fields: { [field]: 9 } }), 400, 'row.invalid')
    refused(await as.congress.post(`/api/rows/poll/${poll.id}/acts/count`, { ver: row.ver }), 422, 'act.kept')
    const [candidate] = await allRows(as.congress, 'candidate', { election: poll.elections[0].id })
    refused(await as.congress.post(`/api/rows/candidate/${candidate.id}`, { ver: candidate.ver, fields: { name: '换名' } }), 400, 'row.invalid')
    refused(await as.congress.post(`/api/rows/candidate/${candidate.id}/remove`, { ver: candidate.ver, reason: '试验' }), 422, 'poll.begun')
    const election = ok(await as.congress.get(`/api/rows/election/${poll.elections[0].id}`))
    refused(await as.congress.post(`/api/rows/election/${election.id}`, { ver: election.ver, fields: { seats: 1 } }), 400, 'row.invalid')
    refused(await as.congress.post(`/api/rows/poll/${poll.id}/remove`, { ver: row.ver, reason: '试验' }), 422, 'poll.begun')
    const late = await as.congress.post('/api/rows/candidate', { region: COUNTY, fields: { name: '后来者', election: election.id } })
    refused(late, 400, 'row.invalid')
  })

  test('others neither see nor act', async () => {
    const poll = await pollOf(as, hall, { cast: 14 })
    refused(await as.discipline.get(`/api/polls/${poll.id}`), 404, 'row.none')
    refused(await as.town1.get(`/api/polls/${poll.id}`), 404, 'row.none')
    ok(await as.leader.get(`/api/polls/${poll.id}`))
    for (const who of [as.leader, as.office, as.teller1, as.scrutineer])
      refused(await who.post(`/api/polls/${poll.id}/freeze`, { sitting: hall.sitting }), 403, 'denied')
    assert.equal((await new Browser(server).get(`/api/polls/${poll.id}`)).status, 401)
  })
})

describe('rules as editions', () => {
  const NEW = 'Another-2026'
  /** One more account of the congress secretariat. */
  const colleague = async (name) => {
    const person = `上官${name}`
    ok(await as.cadre.post('/api/rows/person', { region: COUNTY, fields: { name: person, sex: '1', birth: '1980.01' } }), 201)
    const added = ok(await as.system.post('/api/accounts', { name, title: '大会秘书处', person: { name: person } }), 201)
    ok(await as.security.post(`/api/accounts/${added.id}/grants`, { grants: [{ role: 'congress', region: COUNTY }] }), 204)
    const browser = new Browser(server)
    ok(await browser.login(name, added.password))
    ok(await browser.post('/api/account/password', { old: added.password, new: NEW }), 204)
    return browser
  }

  test('an amended set needs two other people, and binds only what is frozen later', async () => {
    const set = ok(await as.congress.get('/api/rules/county-party-2020'))
    assert.equal(set.edition, null)
    const quorum = set.offices.find((o) => o.office === 'committee').rules.find((x) => x.rule === 'quorum')
    assert.match(quorum.value, /超过应到会有选举权人数的半数/)
    for (const o of set.offices) for (const x of o.rules) assert.ok(x.value && x.article && x.document && !x.value.includes('{'), JSON.stringify(x))
    const frozen = await pollOf(as, hall, { cast: 15 })
    await act(as.congress, frozen, 'freeze', { sitting: hall.sitting })

    // law 2.5: what is under way by it is listed, and how surely a rule is known is an editor's view alone
    assert.ok(ok(await as.congress.get('/api/rules/county-party-2020')).touched.some((x) => x.kind === 'poll' && x.id === frozen.id && x.keeps))
    const touched = async (rules) => ok(await as.congress.get(`/api/rules/${rules}`)).touched.map((x) => x.kind)
    assert.ok((await touched('county-party-2020')).includes('paper'), 'its congress is not closed')
    const step = ok(await as.cadre.post('/api/rows/nomination', { region: COUNTY, fields: { title: '人选酝酿', body_kind: 'party', level: 'county', round: '1', direction: 'up' } }), 201)
    const district = ok(await as.congress.post('/api/rows/district', { region: COUNTY, fields: { title: '第一选区', level: 'county', seats: 2 } }), 201)
    assert.ok((await touched('county-party-2020')).includes('plan') && (await touched('people-direct-2020')).includes('deadline'), `${step.id} ${district.id}`)
    const seen = ok(await as.leader.get('/api/rules/county-party-2020'))
    for (const x of [...seen.offices.flatMap((o) => o.rules), ...seen.deadlines]) {
      assert.equal(x.confidence, null)
      assert.doesNotMatch([x.value, x.document, x.edition, x.article, x.open].join(' '), /[A-Za-z]/)
    }
    assert.ok(seen.offices.some((o) => o.rules.some((x) => x.open === '须对照原文')))
    assert.equal(seen.text, null, 'the text has confidence and notes in it')
    for (const [lang, article] of [['zh-Hans', '第19条，须对照原文'], ['zh-Hant', '第19條，須對照原文'], ['en', 'art. 19 (number inferred)']]) {
      const { offices } = ok(await as.leader.get('/api/rules/township-party-2020', {}, { headers: { 'accept-language': lang } }))
      assert.equal(offices[0].rules.find((x) => x.rule === 'quorum').article, article)
    }
    assert.ok(set.offices.every((o) => o.rules.every((x) => x.confidence)))

    const text = JSON.parse(set.text)
    const rule = text.rules.find((x) => x.rule === 'surplus' && x.offices.includes('committee'))
    rule.least = [1, 2]
    const propose = (body) => as.congress.post('/api/rules/county-party-2020/editions', body)
    refused(await propose({ text: set.text, reason: '无变化' }), 422, 'rules.same')
    refused(await propose({ text: JSON.stringify({ ...text, rules: text.rules.slice(1) }), reason: '缺规则' }), 400, 'rules.missing')
    const { id } = ok(await propose({ text: JSON.stringify(text), reason: '按新修订的条例提高差额比例' }), 201)
    const approve = (who) => who.post(`/api/rules/editions/${id}/approve`, { password: who === as.congress || who === as.leader ? PASSWORD : NEW })
    refused(await approve(as.congress), 422, 'rules.author')
    refused(await approve(as.leader), 403, 'denied')
    refused(await as.congress.post(`/api/rows/rule_edition/${id}`, { ver: 1, fields: { reason: '另一个理由' } }), 422, 'held.always')
    const second = await colleague('congress2'), third = await colleague('congress3')
    assert.equal(ok(await approve(second)).state, 'seconded')
    const { ver } = ok(await as.congress.get(`/api/rows/rule_edition/${id}`))
    refused(await as.congress.post(`/api/rows/rule_edition/${id}`, { ver, fields: { reason: '另一个理由' } }), 422, 'held.always')
    refused(await as.congress.post(`/api/rows/rule_edition/${id}/remove`, { ver, reason: '不要了' }), 422, 'signed.stays')
    refused(await approve(second), 422, 'rules.twice_by_one')
    assert.equal(ok(await as.congress.get('/api/rules/county-party-2020')).edition, null, 'one approval is not enough')
    assert.equal(ok(await approve(third)).state, 'in_force')
    refused(await approve(third), 422, 'rules.settled')
    const now = ok(await as.congress.get('/api/rules/county-party-2020'))
    assert.deepEqual([now.edition.number, now.edition.state], [1, 'in_force'])

    // six candidates for three seats now; what was frozen before keeps its own edition
    const late = await pollOf(as, hall, { cast: 16 })
    assert.deepEqual([late.elections[0].rules_edition, late.elections[0].surplus.least], [1, 5])
    refused(await as.congress.post(`/api/polls/${late.id}/freeze`, { sitting: hall.sitting }), 422, 'poll.surplus')
    await act(as.congress, frozen, 'issue', { printed: 10, issued: 10, unused: 0, cut: 0, returned: 10 })
    await act(as.congress, frozen, 'open')
    await act(as.congress, frozen, 'close')
    await accept(as, await enterGroup(as, frozen, TEN))
    await act(as.congress, frozen, 'count')
    const done = await signBoth(as, frozen, hall)
    assert.equal(done.state, 'signed')
    assert.deepEqual([done.elections[0].rules_edition, done.elections[0].surplus.least], [0, 4], 'what was frozen keeps its edition')
    const file = await evidenceFile(as, done)
    assert.equal(run(['verify', file]).code, 0)
    // back to what it was, for the tests after this one
    const back = ok(await propose({ text: set.text, reason: '恢复原文' }), 201)
    for (const who of [second, third]) ok(await who.post(`/api/rules/editions/${back.id}/approve`, { password: NEW }))
    const editions = ok(await as.congress.get('/api/rules/county-party-2020')).editions
    assert.deepEqual(editions.map((e) => [e.number, e.state]), [[2, 'in_force'], [1, 'replaced']])
    const draft = ok(await propose({ text: JSON.stringify(text), reason: '不应采用' }), 201)
    assert.equal(ok(await second.post(`/api/rules/editions/${draft.id}/refuse`, { reason: '没有依据' })).state, 'refused')
  })
})

describe('names', () => {
  test('stand in stroke order, another order needs a reason, unknown characters are named', async () => {
    let poll = await pollOf(as, hall, { cast: 40, election: { seats: 3, candidates: ['欧阳少东', '王　富', '丁一', '王𪚥'].map((name) => ({ name })) } })
    const [election] = poll.elections
    assert.deepEqual(election.candidates.map((c) => c.name.replace('　', '')), ['丁一', '王富', '王𪚥', '欧阳少东'])
    assert.deepEqual(election.unknown, [{ name: '王𪚥', characters: '𪚥' }])
    const names = election.candidates.map((c) => ({ name: c.name }))
    const set = (body) => as.congress.post(`/api/polls/${poll.id}/candidates`, { election: election.id, candidates: names, ...body })
    refused(await set({ order: names.map((n) => n.name).reverse() }), 422, 'act.reason_needed')
    refused(await set({ order: ['丁一'], order_reason: '只列一人' }), 400, 'poll.order')
    const twice = names.map((n, i) => names[i ? i : 1].name)
    refused(await set({ order: twice, order_reason: '一人列两次' }), 400, 'poll.order')
    refused(await set({ order: [...names.map((n) => n.name), '无此人'], order_reason: '多列一人' }), 400, 'poll.order')
    poll = ok(await set({ order: names.map((n) => n.name).reverse(), order_reason: '县委批准的顺序' }))
    assert.deepEqual(poll.elections[0].candidates.map((c) => c.name), names.map((n) => n.name).reverse())
    assert.equal(poll.elections[0].candidates[0].order_reason, '县委批准的顺序')
    refused(await set({ candidates: [...names, { name: '王富' }] }), 400, 'poll.namesakes')
  })
})
