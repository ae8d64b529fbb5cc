// The congress of report S3 and the seventeen of report S4, from the roster to the signed results.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { accept, act, actOn, enterGroup, HOLDERS, lay, meetingsOf, nameOf, NEXT_TERM, ok, passBy, recordDue, settled } from './congress.mjs'
import { allRows, Browser, cleanUp, COUNTY, demoSite, PASSWORD, root, run, serve, signInAll, temporary } from './server.mjs'

let server, as, congresses, signedBefore

before(async () => {
  server = await serve(demoSite('facts'))
  signedBefore = JSON.parse(run(['verify', '--data', server.data]).out).polls
  as = await signInAll(server, ['congress', 'cadre', 'teller1', 'teller2', 'scrutineer', 'leader'])
  congresses = ok(await as.congress.get('/api/congresses', { region: COUNTY })).congresses
})
after(cleanUp)

const verify = async (poll) => {
  const answer = await as.congress.get(`/api/polls/${poll.id}/evidence`)
  const file = join(temporary('evidence'), 'poll.jsonl')
  writeFileSync(file, answer.bytes)
  const done = run(['verify', file])
  assert.equal(done.code, 0, done.err)
  return JSON.parse(done.out)
}
const sign = async (poll, officers) => {
  const named = (duty) => officers.find((o) => o.duty === duty && o.state === 'passed')
  const watch = named('chief_scrutineer') ?? named('scrutineer'), count = named('chief_teller') ?? named('teller')
  await act(as.scrutineer, poll, 'sign', { duty: watch.duty, name: watch.name, password: PASSWORD })
  return act(as.teller1, poll, 'sign', { duty: count.duty, name: count.name, password: PASSWORD })
}
const checkIn = async (sitting, people, present) => {
  const at = new Date(Date.now() - 120_000).toISOString().slice(0, 19) + 'Z'
  for (let i = 0; i < people.length; i += 400)
    ok(await as.congress.post(`/api/sittings/${sitting}/check-in`, { door: '正门', events: people.slice(i, i + 400).map((p, k) => (
      { key: `${sitting}-${p.id}`, attendee: p.id, kind: i + k < present ? 'in' : 'leave_sick', at, way: 'list', ...(i + k < present ? {} : { reason: '病假' }) })) }))
}

describe('S3', () => {
  test('248 delegates elect 35 members, 6 alternates, 19 commission members and 11 delegates: 71', async () => {
    const facts = () => JSON.parse(run(['figures', '--data', server.data, '--facts', join(root, 'data/facts/S3.json')]).out).facts
    const before = facts().filter((f) => ['S3.elected', 'S3.delegates', 'S3.electoral_units'].includes(f.id)).map((f) => [f.id, f.measured, f.equal])
    assert.deepEqual(before, [['S3.electoral_units', 18, true], ['S3.delegates', 248, true], ['S3.elected', 71, true]], 'as the demo held them')
    const electedBefore = (await allRows(as.leader, 'candidate', { elected: 'true' })).length
    const county = congresses.find((c) => c.due === 248 && c.state === 'preparing') // the next one, held here
    const row = ok(await as.congress.get(`/api/rows/congress/${county.id}`))
    ok(await as.congress.post(`/api/rows/congress/${county.id}`, { ver: row.ver, fields: NEXT_TERM }))
    ok(await actOn(as.congress, 'congress', county.id, 'open'))
    ok(await recordDue(as, county.id)) // the register's are of the term before
    const whole = ok(await as.congress.get(`/api/congresses/${county.id}`))
    const sitting = whole.sittings.filter((s) => s.kind === 'plenary').at(-1)
    const people = (await allRows(as.congress, 'attendee', { congress: county.id })).filter((a) => a.votes)
    assert.equal(people.length, 248)
    const preparatory = whole.sittings.find((s) => s.kind === 'preparatory')
    ok(await as.congress.post(`/api/sittings/${preparatory.id}/open`))
    await checkIn(preparatory.id, people, 245)
    await settled(as, preparatory.id, 245)
    ok(await passBy(as.congress, county.id, preparatory.id, whole.officers.filter((o) => o.state === 'proposed').map((o) => o.id), { approve: 245 }))
    ok(await as.congress.post(`/api/sittings/${preparatory.id}/close`))
    const officers = ok(await as.congress.get(`/api/congresses/${county.id}`)).officers
    const meetings = await meetingsOf(as, county.id, officers.filter((o) => o.duty === 'presidium').map((o) => o.attendee.id ?? o.attendee))
    ok(await as.congress.post(`/api/sittings/${sitting.id}/open`))
    await checkIn(sitting.id, people, 245)

    // the third round's 71 and as many more as the difference asks for
    const taken = new Set(officers.map((o) => o.name))
    const nominees = (await allRows(as.cadre, 'nominee', { round: '3', level: 'county' })).filter((n) => n.state !== 'withdrawn')
    const seat = (code) => nominees.filter((n) => n.seat === code && !taken.has(n.name)).map((n) => n.name)
    const office = (name, code, seats, candidates, title, cast, colour) => {
      const names = [...new Set(seat(code))].slice(0, seats)
      for (let i = 0; names.length < candidates; i++) if (!names.includes(nameOf(100 * cast + i + seats))) names.push(nameOf(100 * cast + i + seats))
      return { title: `${title}选票`, cast, colour, way: cast === 1 ? 'electronic' : 'paper', style: 'boxes', sitting: sitting.id, congress: county.id,
        elections: [{ title, office: name, seats, rules: 'county-party-2020', candidates: names.map((n) => ({ name: n })) }] }
    }
    const wanted = [office('committee', 'member', 35, 39, '县委委员', 1, 'pink'), office('discipline', 'commission', 19, 21, '县纪委委员', 1, 'yellow'),
      office('delegate', 'delegate', 11, 14, '出席市党代会代表', 1, 'green'), office('alternate', 'alternate', 6, 7, '县委候补委员', 2, 'blue')]
    const polls = []
    for (const body of wanted) {
      const poll = ok(await as.congress.post('/api/polls', body), 201)
      await lay(as, meetings)
      assert.ok(poll.elections[0].surplus.kept, JSON.stringify(poll.elections[0].surplus))
      polls.push(await act(as.congress, poll, 'freeze', { sitting: sitting.id }))
    }
    assert.deepEqual([polls[0].attendance.due, polls[0].attendance.present, polls[0].attendance.leave_sick], [248, 245, 3])

    // first cast: three sheets, one slip, 245 phones
    const { slips } = await act(as.congress, polls[0], 'slips', { count: 245, format: 'json' })
    await act(as.congress, polls[0], 'open', { holders: HOLDERS.slice(0, 2) })
    const sheets = ok(await new Browser(server).post('/api/vote/paper', { slip: slips[0] })).polls
    assert.equal(sheets.length, 3)
    const ballot = (n, seats, i) => 'Y'.repeat(seats).split('').map((m, k) => ((i * 13 + k * 7) % 29 < 2 ? 'N' : m)).join('') + 'N'.repeat(n - seats)
    for (let i = 0; i < 245; i += 49)
      await Promise.all(slips.slice(i, i + 49).map(async (slip, k) =>
        ok(await new Browser(server).post('/api/vote/cast', { slip, ballots: sheets.map((s) => ({ poll: s.id,
          answers: [{ marks: ballot(s.questions[0].candidates.length, s.questions[0].seats, i + k) }] })) }))))
    await act(as.congress, polls[0], 'close')
    await act(as.congress, polls[0], 'unseal', { holders: HOLDERS.slice(0, 2) })

    // second cast: the alternates, on paper, counted by two tellers
    const last = polls[3]
    await act(as.congress, last, 'issue', { printed: 260, issued: 245, unused: 15, cut: 15, returned: 245 })
    await act(as.congress, last, 'open')
    await act(as.congress, last, 'close')
    const paper = Array.from({ length: 245 }, (_, i) => ({ answers: [{ marks: ballot(7, 6, i) }] }))
    await accept(as, await enterGroup(as, last, paper))

    let elected = 0
    for (const poll of polls) {
      const counted = await act(as.congress, poll, 'count')
      const [q] = counted.result.questions
      assert.deepEqual([q.election, q.returned, q.unfilled, q.next, q.bar], ['valid', 245, 0, 'none', { base: 'due', of: 248, more_than: 124 }])
      assert.equal((await sign(counted, officers)).state, 'signed')
      const again = await verify(counted)
      assert.deepEqual([again.ballots, again.result.elected.length], [245, counted.elections[0].seats])
      const order = execFileSync(process.env.HUANJIE ?? 'build/huanjie', ['names', '-'], { input: q.elected.join('\n') }).toString().trim().split('\n')
      if (counted.elections[0].office !== 'alternate') assert.deepEqual(q.elected, order, 'in stroke order')
      elected += q.elected.length
    }
    assert.equal(elected, 71)
    const rows = await allRows(as.leader, 'candidate', { elected: 'true' })
    assert.equal(rows.length, electedBefore + 71, 'those of the demo and these')
    assert.equal(facts().find((f) => f.id === 'S3.elected').measured, 2 * 71)
    for (const name of ['result_full', 'result_public', 'elected_list'])
      assert.equal((await as.congress.get(`/api/forms/${name}`, { scope: 'poll', id: polls[0].id, format: 'pdf' })).status, 200)
  })
})

describe('S4', () => {
  test('seventeen towns elected their committees by four fifths present and more than half of those present', async () => {
    const towns = congresses.filter((c) => c.kind === 'party' && c.due !== 248)
    assert.equal(towns.length, 17)
    let delegates = 0, signed = 0
    for (const town of towns) {
      const whole = ok(await as.congress.get(`/api/congresses/${town.id}`))
      const hall = ok(await as.congress.get(`/api/sittings/${whole.sittings.at(-1).id}/hall`))
      assert.ok(hall.quorum.met)
      assert.deepEqual(whole.steps.filter((s) => !s.ok), [])
      delegates += hall.due
      assert.equal(whole.polls.length, 1)
      const poll = ok(await as.congress.get(`/api/polls/${whole.polls[0].id}`))
      assert.deepEqual([poll.quorum.share, poll.quorum.op, poll.attendance.due], ['4/5', 'at_least', hall.due])
      const { questions } = poll.result
      assert.deepEqual(questions.map((q) => [q.bar.base, q.bar.of, q.elected.length, q.next]), [['present', hall.present, 9, 'none'], ['present', hall.present, 5, 'none']])
      assert.deepEqual(questions.map((q) => q.candidates.length), [11, 6], 'more names than seats')
      signed += poll.state === 'signed'
      await verify(poll)
    }
    assert.deepEqual([delegates, signed], [2078, 17])
    const clean = run(['verify', '--data', server.data])
    assert.equal(clean.code, 0, clean.out + clean.err)
    assert.equal(JSON.parse(clean.out).polls, signedBefore + 4, 'those that the demo held, and the four of the county held here, counted again')
    if (process.env.HUANJIE_API_PG) return
    const sql = (text) => execFileSync('sqlite3', ['-cmd', '.timeout 5000', join(server.data, 'huanjie.db'), text]).toString().trim()
    // somebody with the database in hand changes what the ledgers show of signed polls
    const poll = sql('SELECT max(poll) FROM election WHERE poll IN (SELECT id FROM poll WHERE signed_at IS NOT NULL)')
    const election = sql(`SELECT min(id) FROM election WHERE poll = ${poll}`)
    const first = `candidate WHERE election = ${election} AND place = 1`
    for (const [column, value, from, finding] of [
      ['name', "'贾冒'", first, /姓名签署时是“.+”，现在是“贾冒”/],
      ['approve', 'approve + 1', first, /赞成签署时是“\d+”/],
      ['elected', '1 - elected', first, /当选签署时是“1”，现在是“0”/],
      ['written_in', '1', first, /签署的结果有候选人 \d+ 项，现在有 \d+ 项/],
      ['seats', 'seats + 1', `election WHERE id = ${election}`, /应选名额签署时是“\d+”/],
      ['office', "'secretary'", `election WHERE id = ${election}`, /选举职务签署时是“\w+”，现在是“secretary”/],
      ['rules', "'cppcc'", `election WHERE id = ${election}`, /适用规则签署时是“.+”，现在是“cppcc”/],
      ['present', 'present + 1', `poll WHERE id = ${poll}`, /实到会人数签署时是“\d+”/],
    ]) {
      const [table, where] = from.split(' WHERE ')
      const before = sql(`SELECT quote(${column}) FROM ${from}`)
      sql(`UPDATE ${table} SET ${column} = ${value} WHERE ${where}`)
      const changed = run(['verify', '--data', server.data])
      assert.equal(changed.code, 1, column)
      assert.match(changed.err, finding)
      sql(`UPDATE ${table} SET ${column} = ${before} WHERE ${where}`)
    }
    assert.equal(run(['verify', '--data', server.data]).code, 0)
    // and one number of a signed result
    sql("UPDATE hj_poll_part SET body = replace(body, '\"part\":\"issue\",\"revision\":1', '\"part\":\"issue\",\"revision\":9') WHERE part = 'evidence' AND poll = (SELECT min(poll) FROM hj_poll_part WHERE part = 'evidence')")
    const found = run(['verify', '--data', server.data])
    assert.equal(found.code, 1)
    assert.match(found.err, /结果文件被改动过/)
  })
})
