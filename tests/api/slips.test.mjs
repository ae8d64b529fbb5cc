// Voting by one-time slips: alone, and together with paper.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { accept, act, enterGroup, evidenceFile, hallOf, HOLDERS, marks, ok, pollElsewhere as pollOf, refused, SECOND, signBoth } from './congress.mjs'
import { Browser, cleanUp, demoSite, run, serve, signInAll } from './server.mjs'

let server, as, hall

before(async () => {
  server = await serve(demoSite('slips'))
  as = await signInAll(server, ['congress', 'teller1', 'teller2', 'scrutineer'])
  hall = await hallOf(as, 12, 10)
})
after(cleanUp)

describe('by slips', () => {
  test('paper and slips together make one count', async () => {
    let poll = await pollOf(as, hall, { cast: 21, way: 'both' })
    await act(as.congress, poll, 'freeze', { sitting: hall.sitting })
    const { slips } = await act(as.congress, poll, 'slips', { count: 4, format: 'json' })
    await act(as.congress, poll, 'open', { holders: HOLDERS.slice(0, 2) })
    await act(as.congress, poll, 'issue', { printed: 8, issued: 6, unused: 2, cut: 2, returned: 6 })
    for (const slip of slips)
      ok(await new Browser(server).post('/api/vote/cast', { slip, ballots: [{ poll: poll.id, answers: [{ marks: 'YYYN' }] }] }))
    poll = await act(as.congress, poll, 'close')
    await accept(as, await enterGroup(as, poll, marks('YYYN', 'YYYN', 'YYYN', 'NNNY', 'AAAA', 'YNYN')))
    refused(await as.congress.post(`/api/polls/${poll.id}/count`), 422, 'poll.urn_sealed')
    await act(as.congress, poll, 'unseal', { holders: HOLDERS.slice(0, 2) })
    poll = await act(as.congress, poll, 'count')
    const [q] = poll.result.questions
    assert.deepEqual([q.issued, q.printed, q.returned, q.candidates.map((c) => c.approve)], [10, 12, 10, [8, 7, 8, 1]])
    poll = await signBoth(as, poll, hall)
    assert.equal(JSON.parse(run(['verify', await evidenceFile(as, poll)]).out).ballots, 10)
    const full = (await as.congress.get('/api/forms/result_full', { scope: 'poll', id: poll.id, format: 'pdf' }))
    assert.equal(full.status, 200, full.text)
  })

  test('who has a paper ballot casts none: a vote beyond those present is refused, not found at the count', async () => {
    let poll = await pollOf(as, hall, { cast: 23, way: 'both' })
    await act(as.congress, poll, 'freeze', { sitting: hall.sitting })
    const { slips } = await act(as.congress, poll, 'slips', { count: 10, format: 'json' })
    await act(as.congress, poll, 'open', { holders: HOLDERS.slice(0, 2) })
    await act(as.congress, poll, 'issue', { printed: 12, issued: 9, unused: 3, cut: 3, returned: 9 })
    const cast = (slip) => new Browser(server).post('/api/vote/cast', { slip, ballots: [{ poll: poll.id, answers: [{ marks: 'YYYN' }] }] })
    ok(await cast(slips[0]))
    assert.match(refused(await cast(slips[1]), 422, 'vote.full'), /1.*1/)
    await act(as.congress, poll, 'issue', { issued: 8, unused: 4, returned: 8 })
    ok(await cast(slips[1]))
    assert.match(refused(await as.congress.post(`/api/polls/${poll.id}/issue`, { issued: 9, unused: 3, returned: 9 }), 422, 'poll.issue_full'), /2 人.*10 人.*8 人/, 'nor is who has voted given a paper')
    poll = await act(as.congress, poll, 'close')
    refused(await cast(slips[2]), 422, 'vote.closed')
    await accept(as, await enterGroup(as, poll, marks(...Array(8).fill('YYYN'))))
    const pressed = await Promise.all(Array.from({ length: 4 }, () => as.congress.post(`/api/polls/${poll.id}/unseal`, { holders: HOLDERS.slice(0, 2) })))
    assert.deepEqual(pressed.map((a) => a.status === 200 ? 'opened' : a.body.error.code).sort(), ['opened', 'urn.none', 'urn.none', 'urn.none'], 'pressed twice is no fraud')
    await act(as.congress, poll, 'count')
    poll = await signBoth(as, poll, hall)
    const issue = readFileSync(await evidenceFile(as, poll), 'utf8').split('\n').find((l) => l.includes('"part":"issue"'))
    assert.deepEqual(JSON.parse(issue), { part: 'issue', revision: 1, printed: 12, issued: 8, unused: 4, cut: 3, returned: 8, voted: 2, slips: 10 })
  })

  test('frozen for fewer people than there are slips, a cast does not open until they are void', async () => {
    const polls = []
    for (const office of ['committee', 'discipline']) polls.push(await pollOf(as, hall, { cast: 24, way: 'electronic', election: { office } }))
    await act(as.congress, polls[0], 'freeze', { sitting: hall.sitting })
    const { slips } = await act(as.congress, polls[0], 'slips', { count: 10, format: 'json' })
    const door = (kind, reason) => as.congress.post(`/api/sittings/${hall.sitting}/check-in`, { door: '东门', events: [
      { key: `d${kind}`, attendee: hall.attendees[9], kind, at: new Date(Date.now() - 30000).toISOString().slice(0, 19) + 'Z', way: 'list', ...(reason ? { reason } : {}) }] })
    ok(await door('out'))
    await act(as.congress, polls[1], 'freeze', { sitting: hall.sitting })
    const open = () => as.congress.post(`/api/polls/${polls[0].id}/open`, { holders: HOLDERS })
    assert.match(refused(await open(), 422, 'urn.slips_over'), /10.*9/)
    await act(as.congress, polls[0], 'thaw', { reason: '有人离会', second: SECOND })
    await act(as.congress, polls[0], 'freeze', { sitting: hall.sitting })
    assert.equal((await act(as.congress, polls[0], 'slips', { count: 9, format: 'json' })).slips.length, 9)
    ok(await open())
    refused(await new Browser(server).post('/api/vote/paper', { slip: slips[0] }), 404, 'vote.slip')
  })

  const sheet = (m, write_in) => [{ marks: m, ...(write_in ? { write_in } : {}) }]

  test('a whole cast is voted on with one slip, opened by two holders and counted', async () => {
    const polls = []
    for (const [title, office] of [['县委委员', 'committee'], ['县纪委委员', 'discipline']])
      polls.push(await pollOf(as, hall, { cast: 20, way: 'electronic', title, election: { title, office } }))
    await act(as.congress, polls[0], 'freeze', { sitting: hall.sitting })
    refused(await as.congress.post(`/api/polls/${polls[0].id}/open`, { holders: HOLDERS }), 422, 'poll.cast_waits')
    await act(as.congress, polls[1], 'freeze', { sitting: hall.sitting })
    refused(await as.congress.post(`/api/polls/${polls[0].id}/open`, { holders: HOLDERS.slice(0, 1) }), 422, 'urn.holders')
    refused(await as.congress.post(`/api/polls/${polls[0].id}/open`, { holders: [HOLDERS[0], { ...HOLDERS[1], passphrase: 'short' }] }), 422, 'urn.passphrase')
    refused(await as.congress.post(`/api/polls/${polls[0].id}/open`, { holders: [HOLDERS[0], { ...HOLDERS[1], name: '长'.repeat(41) }] }), 400, 'urn.holder_name')
    refused(await as.congress.post(`/api/polls/${polls[0].id}/open`, { holders: [HOLDERS[0], { ...HOLDERS[1], name: `${HOLDERS[0].name} ` }] }), 422, 'urn.same_holder')
    const more = (count) => as.congress.post(`/api/polls/${polls[0].id}/slips`, { count, format: 'json' })
    assert.match(refused(await more(12), 422, 'urn.slips_most'), /0.*12.*10/)
    const slips = [ok(await more(7)).slips, ok(await more(3)).slips].flat()
    assert.equal(new Set(slips).size, 10)
    assert.match(refused(await more(1), 422, 'urn.slips_most'), /10.*1.*10/)
    const nobody = new Browser(server)
    refused(await nobody.post('/api/vote/paper', { slip: slips[0] }), 422, 'vote.not_open')
    await act(as.congress, polls[0], 'open', { holders: HOLDERS })
    for (const p of polls) assert.equal(ok(await as.congress.get(`/api/polls/${p.id}`)).state, 'open')

    const paper = ok(await nobody.post('/api/vote/paper', { slip: `${slips[0].toLowerCase().slice(0, 4)}-${slips[0].slice(4)}` }))
    assert.deepEqual(paper.polls.map((p) => [p.title, p.questions[0].seats, p.questions[0].candidates.length]), [['县委委员', 3, 4], ['县纪委委员', 3, 4]])
    refused(await nobody.post('/api/vote/paper', { slip: 'AAAABBBBCCCCDDDD' }), 404, 'vote.slip')
    refused(await nobody.post('/api/vote/paper', { slip: `${slips[0]}A` }), 404, 'vote.slip')
    const cast = (slip, one, two) => nobody.post('/api/vote/cast', { slip, ballots: [{ poll: polls[0].id, answers: one }, { poll: polls[1].id, answers: two }] })
    assert.match(refused(await cast(slips[0], sheet('YYYY'), sheet('YYYN')), 422, 'vote.too_many'), /4.*3/)
    refused(await cast(slips[0], sheet('YYYA', ['周新人']), sheet('YYYN')), 422, 'vote.too_many')
    refused(await cast(slips[0], sheet('YYAA', ['周新人']), sheet('YYYN')), 422, 'vote.write_in')
    refused(await cast(slips[0], sheet('YY?N'), sheet('YYYN')), 400, 'vote.letter')
    refused(await nobody.post('/api/vote/cast', { slip: slips[0], ballots: [{ poll: polls[0].id, answers: sheet('YYYN') }] }), 400, 'vote.sheet_missing')
    refused(await more(1), 422, 'urn.slips_most')
    for (let i = 0; i < 9; i++) assert.deepEqual(ok(await cast(slips[i], sheet('YYYN'), sheet(i < 8 ? 'YYNY' : 'NNNN'))), { in: true })
    assert.deepEqual(ok(await cast(slips[9], sheet('YYNN', ['周　新']), sheet('AAAA'))), { in: true })
    refused(await cast(slips[9], sheet('YYYN'), sheet('YYNY')), 409, 'vote.used')
    refused(await nobody.post('/api/vote/paper', { slip: slips[9] }), 409, 'vote.used')
    assert.equal(ok(await as.congress.get(`/api/polls/${polls[0].id}`)).urn.used, 10)

    await act(as.congress, polls[0], 'close')
    refused(await as.congress.post(`/api/polls/${polls[0].id}/count`), 422, 'poll.urn_sealed')
    refused(await as.congress.post(`/api/polls/${polls[0].id}/unseal`, { holders: [HOLDERS[0], { ...HOLDERS[2], passphrase: 'not-the-right-one' }] }), 422, 'urn.wrong_passphrase')
    const opened = await act(as.congress, polls[0], 'unseal', { holders: [HOLDERS[2], HOLDERS[0]] })
    assert.equal(opened.urn.state, 'unsealed')
    refused(await as.congress.post(`/api/polls/${polls[0].id}/unseal`, { holders: HOLDERS.slice(0, 2) }), 422, 'urn.none')
    const first = await act(as.congress, polls[0], 'count'), second = await act(as.congress, polls[1], 'count')
    assert.deepEqual(first.result.questions[0].candidates.map((c) => c.approve), [10, 10, 9, 0])
    assert.deepEqual(first.result.questions[0].write_ins.map((c) => [c.name, c.approve]), [['周新', 1]])
    assert.deepEqual(second.result.questions[0].candidates.map((c) => c.approve), [8, 8, 0, 8])
    const signed = await signBoth(as, first, hall)
    const verified = run(['verify', await evidenceFile(as, signed)])
    assert.equal(verified.code, 0, verified.err)
    assert.equal(JSON.parse(verified.out).ballots, 10)
  })
})

describe('the voter\'s page', () => {
  const namesOf = async (candidates) => {
    const own = await hallOf(as, 10, 10)
    let poll = await pollOf(as, own, { way: 'electronic', election: { candidates } })
    await act(as.congress, poll, 'freeze', { sitting: own.sitting })
    const { slips } = await act(as.congress, poll, 'slips', { count: 1, format: 'json' })
    poll = await act(as.congress, poll, 'open', { holders: HOLDERS })
    const [sheet] = ok(await new Browser(server).post('/api/vote/paper', { slip: slips[0] })).polls
    return Object.fromEntries(sheet.questions[0].candidates.map((c) => [c.name + c.unit, c.unit]))
  }

  test('says the unit of nobody alone: of namesakes only, or of all where all are known, as the paper does', async () => {
    const [a, b, c, d] = [{ name: '王文', unit: '县医院' }, { name: '李武' }, { name: '张建' }, { name: '刘国' }]
    assert.deepEqual(Object.values(await namesOf([a, b, c, d])), ['', '', '', ''], 'it would commend him')
    const two = await namesOf([{ name: '王伟', unit: '县教育局' }, { name: '王伟', unit: '县财政局' }, a, b])
    assert.deepEqual(Object.values(two).filter(Boolean).sort(), ['县教育局', '县财政局'])
    const all = await namesOf([{ name: '王伟', unit: '县教育局' }, { name: '王伟', unit: '县财政局' }, a, { ...b, unit: '县一中' }])
    assert.equal(Object.values(all).filter(Boolean).length, 4)
  })
})
