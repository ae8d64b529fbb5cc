// 1.5: numbers that cannot be are refused; each counting group's own numbers are kept, shown, printed.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { accept, act, evidenceFile, hallOf, HOLDERS, marks, ok, pollElsewhere as pollOf, refused, signBoth } from './congress.mjs'
import { Browser, cleanUp, COUNTY, demoSite, run, serve, signInAll } from './server.mjs'

let server, as, hall

before(async () => {
  server = await serve(demoSite('possible'))
  as = await signInAll(server, ['congress', 'teller1', 'teller2', 'scrutineer'])
  hall = await hallOf(as, 26, 24)
})
after(cleanUp)

/** A pile of ballots, or a sheet of sums, entered twice alike and accepted. */
const group = async (poll, name, entered) => {
  const mode = Array.isArray(entered) ? 'ballots' : 'sums'
  const { number } = (await act(as.congress, poll, 'groups', { name, mode }, 201)).groups.at(-1)
  const at = `/api/polls/${poll.id}/groups/${number}`
  const list = mode === 'sums' ? [entered] : entered
  for (const [who, side] of [[as.teller1, 1], [as.teller2, 2]]) {
    ok(await who.post(`${at}/entries`, { side, entries: list.map((ballot, i) => ({ pos: i + 1, ballot })) }))
    ok(await who.post(`${at}/finish`, { side }))
  }
  await accept(as, { at })
  return number
}
const closed = async (poll, n) => {
  await act(as.congress, poll, 'freeze', { sitting: hall.sitting })
  await act(as.congress, poll, 'issue', { printed: n, issued: n, unused: 0, cut: 0, returned: n })
  await act(as.congress, poll, 'open')
  return act(as.congress, poll, 'close')
}
const sums = (returned, first) => ({ returned, void: 0, answers: [{
  marks: [[first, returned - first, 0, 0], [returned, 0, 0, 0], [returned, 0, 0, 0], [0, returned, 0, 0]] }] })
const numbersOf = async (poll) => ok(await as.congress.get(`/api/polls/${poll.id}/group-numbers`)).parts
const textOf = async (poll, name) => {
  const answer = await as.congress.get(`/api/forms/${name}`, { scope: 'poll', id: poll.id, format: 'docx' })
  assert.equal(answer.status, 200, answer.text)
  return execFileSync('python3', ['-c', `
import io, re, sys, zipfile
xml = zipfile.ZipFile(io.BytesIO(sys.stdin.buffer.read())).read('word/document.xml').decode()
sys.stdout.write(re.sub('<[^>]+>', ' ', xml))`], { input: answer.bytes }).toString().replace(/\s+/g, ' ')
}
const sheets = async (poll) =>
  ok(await as.congress.get('/api/forms', { scope: 'poll', id: poll.id })).forms.filter((f) => f.name.startsWith('group_count'))

describe('each counting group', () => {
  test('has its own numbers on the page, on its sheet and in the evidence; fewer than five ballots stand with others', async () => {
    let poll = await pollOf(as, hall)
    await closed(poll, 24)
    assert.deepEqual((await sheets(poll)).map((f) => f.name), ['group_count'], 'a blank one before the count')
    await group(poll, '甲组', marks(...Array(8).fill('YYYN'), ...Array(2).fill('NYYN')))
    await group(poll, '乙组', sums(6, 1))
    await group(poll, '丙组', sums(3, 3))
    await group(poll, '丁组', marks(...Array(5).fill('NYYN')))
    assert.deepEqual(await numbersOf(poll), [], 'nothing before the count')
    poll = await act(as.congress, poll, 'count')
    const parts = await numbersOf(poll)
    assert.deepEqual(parts.map((p) => [p.title, p.groups, p.returned]), [
      ['甲组', [1], 10], ['乙组、丙组', [2, 3], 9], ['丁组', [4], 5]], 'three ballots of their own would tell too much')
    assert.deepEqual(parts.map((p) => p.questions[0].candidates[0].approve), [8, 4, 0])
    const [q] = poll.result.questions
    for (const [i, c] of q.candidates.entries())
      for (const mark of ['approve', 'oppose', 'abstain', 'unclear'])
        assert.equal(parts.reduce((n, p) => n + p.questions[0].candidates[i][mark], 0), c[mark], `${c.name} ${mark}`)

    assert.deepEqual((await sheets(poll)).map((f) => f.name), ['group_count:1:1', 'group_count:1:2', 'group_count:1:3'])
    assert.match(await textOf(poll, 'group_count:1:1'), /甲组.*领回选票 ?10 ?张，有效 ?10 ?张/)
    assert.match(await textOf(poll, 'group_count:1:2'), /乙组、丙组.*领回选票 ?9 ?张/)
    assert.match(await textOf(poll, 'group_count:1:3'), /丁组.*领回选票 ?5 ?张/)
    refused(await as.congress.get('/api/forms/group_count:1:4', { scope: 'poll', id: poll.id, format: 'docx' }), 404, 'forms.none')

    poll = await signBoth(as, poll, hall)
    const file = await evidenceFile(as, poll)
    const lines = readFileSync(file, 'utf8').trim().split('\n').map((l) => JSON.parse(l))
    assert.deepEqual(lines.filter((l) => l.part === 'group_result').map((l) => [l.groups, l.returned]), [[[1], 10], [[2, 3], 9], [[4], 5]])
    assert.deepEqual(lines.filter((l) => l.part === 'ballot' && l.ballot.sum).map((l) => l.ballot.sum.returned), [9],
      'the tally sheet of three ballots is in the sum of both')
    assert.equal(run(['verify', file]).code, 0)
  })
})

describe('1.4: more votes than people, or than ballots issued', () => {
  /** Void, signed, verified, begun again with the same names and seats. */
  const beginsAgain = async (own, poll, reason) => {
    poll = await act(as.congress, poll, 'count')
    const [q] = poll.result.questions
    assert.deepEqual([q.election, q.reason, q.next, q.elected], ['void', reason, 'start_again', []])
    poll = await signBoth(as, poll, own)
    assert.equal(poll.state, 'void')
    const proof = run(['verify', await evidenceFile(as, poll)])
    assert.equal(proof.code, 0, proof.out + proof.err)
    const again = await act(as.congress, poll, 'next', { election: poll.elections[0].id, decision: 'start_again' }, 201)
    assert.deepEqual([again.round, again.elections[0].seats, again.elections[0].candidates.length], [1, 3, 4])
  }
  const paper = async (own, numbers) => {
    const poll = await pollOf(as, own)
    await act(as.congress, poll, 'freeze', { sitting: own.sitting })
    await act(as.congress, poll, 'issue', { cut: 0, ...numbers })
    await act(as.congress, poll, 'open')
    await act(as.congress, poll, 'close')
    await group(poll, '甲组', marks(...Array(numbers.returned).fill('YYYN')))
    return poll
  }

  test('on paper, more than were there', async () => {
    const own = await hallOf(as, 10, 8)
    await beginsAgain(own, await paper(own, { printed: 10, issued: 9, unused: 1, returned: 9 }), 'more_returned_than_present')
  })

  test('on paper, more than were issued', async () => {
    const own = await hallOf(as, 10, 8)
    await beginsAgain(own, await paper(own, { printed: 10, issued: 7, unused: 3, returned: 8 }), 'more_returned_than_issued')
  })

  test('by slips and on paper together', async () => {
    const own = await hallOf(as, 10, 8)
    const poll = await pollOf(as, own, { way: 'both' })
    await act(as.congress, poll, 'freeze', { sitting: own.sitting })
    const { slips } = await act(as.congress, poll, 'slips', { count: 2, format: 'json' })
    await act(as.congress, poll, 'open', { holders: HOLDERS.slice(0, 2) })
    for (const slip of slips)
      ok(await new Browser(server).post('/api/vote/cast', { slip, ballots: [{ poll: poll.id, answers: [{ marks: 'YYYN' }] }] }))
    const issue = { printed: 8, issued: 8, unused: 0, cut: 0, returned: 8 }
    refused(await as.congress.post(`/api/polls/${poll.id}/issue`, issue), 422, 'poll.issue_full')
    await act(as.congress, poll, 'close')
    await act(as.congress, poll, 'issue', issue) // what happened is entered
    await group(poll, '甲组', marks(...Array(8).fill('YYYN')))
    await act(as.congress, poll, 'unseal', { holders: HOLDERS.slice(0, 2) })
    await beginsAgain(own, poll, 'more_returned_than_present')
  })
})

describe('what cannot be', () => {
  test('a show of hands is within those present', async () => {
    const own = await hallOf(as, 20, 20)
    ok(await as.congress.post(`/api/congresses/${own.congress}/officers`, { officers: [{ attendee: own.attendees[6], duty: 'teller' }] }))
    const { officers } = ok(await as.congress.get(`/api/congresses/${own.congress}`))
    const ids = officers.filter((o) => o.state === 'proposed').map((o) => o.id)
    const pass = (approve, oppose, abstain) =>
      as.congress.post(`/api/congresses/${own.congress}/officers/pass`, { ids, approve, oppose, abstain, by: '举手' })
    assert.match(refused(await pass(500, 3, 9), 422, 'hall.hands_most'), /512.*20/)
    refused(await pass(20, 0, 1), 422, 'hall.hands_most')
    ok(await pass(15, 3, 2))
    const item = (approve, oppose) => as.congress.post('/api/rows/agenda_item', { region: COUNTY,
      fields: { sitting: own.sitting, place: 1, title: '通过选举办法', kind: 'hands', approve, oppose } })
    const wrong = await item(18, 3)
    assert.deepEqual(wrong.body.error.fields.map((f) => f.code), ['hall.hands_most'], wrong.text)
    ok(await item(18, 2), 201)
  })

  test('sums of a group are possible with its ballots', async () => {
    const poll = await pollOf(as, hall, { cast: 2 })
    await closed(poll, 20)
    const { number } = (await act(as.congress, poll, 'groups', { name: '甲组', mode: 'sums' }, 201)).groups.at(-1)
    const at = `/api/polls/${poll.id}/groups/${number}`
    const tried = async (rows, names = []) => {
      const ballot = { returned: 20, void: 0, answers: [{ marks: rows, write_in: names }] }
      ok(await as.teller1.post(`${at}/entries`, { side: 1, entries: [{ pos: 1, ballot }] }))
      return as.teller1.post(`${at}/finish`, { side: 1 })
    }
    const yes = [20, 0, 0, 0], no = [0, 20, 0, 0]
    refused(await tried([yes, yes, yes, [1, 19, 0, 0]]), 400, 'sum.chosen')
    refused(await tried([[60, 0, 0, 0], no, no, no]), 400, 'sum.valid')
    refused(await tried([yes, yes, [19, 0, 1, 0], [0, 0, 20, 0]], [{ name: '周新人', approve: 1 }]), 400, 'sum.write_ins')
    ok(await tried([yes, yes, [19, 1, 0, 0], no], [{ name: '周新人', approve: 1 }]))
  })
})
