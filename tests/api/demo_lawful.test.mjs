// What the demo shows is what the law allows and what can have happened: asked of the running program.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { actOn, ok, refused } from './congress.mjs'
import { allRows, cleanUp, COUNTY, dayOf, demoSite, PASSWORD, run, serve, signInAll, temporary } from './server.mjs'

let server, as
const kept = new Map()
/** Every row of a ledger, by whoever may read it; once. */
const rows = async (ledger, who = 'office') => {
  if (!kept.has(ledger)) kept.set(ledger, await allRows(as[who], ledger))
  return kept.get(ledger)
}
const of = (row) => row?.id ?? row
const countBy = (all, key) => all.reduce((n, one) => ({ ...n, [one[key]]: (n[one[key]] ?? 0) + 1 }), {})
const none = (all, what) => assert.deepEqual(all.slice(0, 3), [], `${all.length} ${what}`)
const years = (since, at) => Number(at.slice(0, 4)) - Number(since.slice(0, 4)) - (since.slice(5) > at.slice(5) ? 1 : 0)
const CONGRESS = '2021-07-28', TODAY = '2021-11-20'

before(async () => {
  server = await serve(demoSite('lawful'))
  as = await signInAll(server, ['office', 'cadre', 'congress', 'reviewer'])
})
after(cleanUp)

describe('places', () => {
  test('the county, its towns and whose numbers begin with it are invented', async () => {
    const place = ok(await as.office.get('/api/regions/990124'))
    assert.deepEqual(place.path.map((p) => p.label), ['星河省', '望川市', '青岚县'])
    assert.equal(ok(await as.office.get('/api/regions', { parent: COUNTY })).regions.length, 17)
    for (const ledger of ['person', 'delegate', 'unit', 'congress']) none((await rows(ledger)).filter((r) => !r.region.id.startsWith('990124')), 'rows elsewhere')
    const [person] = await rows('person')
    const answer = await as.cadre.post(`/api/rows/person/${person.id}/unseal`, { field: 'id_number', purpose: '核对虚构' })
    assert.match(ok(answer).value, /^990124/)
  })
})

describe('the congress', () => {
  let congress, whole
  before(async () => {
    congress = ok(await as.congress.get('/api/congresses', { region: COUNTY })).congresses.find((c) => c.kind === 'party' && c.region.id === COUNTY && c.state === 'closed')
    whole = ok(await as.congress.get(`/api/congresses/${congress.id}`))
  })

  test('every congress that elected had done before what the law asks: nothing is 未履行', async () => {
    const all = ok(await as.congress.get('/api/congresses', { region: COUNTY })).congresses.filter((c) => c.signed && ['party', 'people'].includes(c.kind))
    assert.equal(all.length, 19)
    for (const { id, title } of all)
      none(ok(await as.congress.get(`/api/congresses/${id}`)).steps.filter((s) => s.step.startsWith('before_') && !s.ok), `steps of ${title}`)
  })

  test('was held: sittings over, enough came, its size is lawful, officers passed', async () => {
    assert.ok(congress.due >= 200 && congress.due <= 400)
    assert.ok(whole.sittings.every((s) => s.state === 'closed'))
    assert.ok(whole.officers.every((o) => o.state === 'passed'))
    for (const sitting of whole.sittings.filter((s) => !/presidium|delegation/.test(s.kind))) {
      const hall = ok(await as.congress.get(`/api/sittings/${sitting.id}/hall`))
      assert.ok(hall.quorum.met && hall.present <= hall.due && 2 * hall.present > hall.due, sitting.title)
      for (const item of sitting.agenda) assert.ok((item.approve ?? 0) <= hall.present, item.title)
    }
    assert.ok(whole.officers.filter((o) => o.duty === 'presidium').length * 10 >= congress.due, 'about a tenth of the delegates')
  })

  test('towns: 100 to 200 delegates, four fifths present', async () => {
    const towns = ok(await as.congress.get('/api/congresses', { region: COUNTY })).congresses.filter((c) => c.kind === 'party' && c.region.id !== COUNTY)
    assert.equal(towns.length, 17)
    const bodies = (await rows('body')).filter((b) => b.level === 'township' && b.kind === 'party')
    for (const town of towns) {
      const { sittings, congress: row } = ok(await as.congress.get(`/api/congresses/${town.id}`))
      const hall = ok(await as.congress.get(`/api/sittings/${sittings.at(-1).id}/hall`))
      assert.ok(hall.due >= 100 && hall.due <= 200 && 5 * hall.present >= 4 * hall.due, town.title)
      const body = bodies.find((b) => b.region.id === town.region.id)
      assert.deepEqual([body.congress_held, body.new_term], [row.opens_on, row.term], 'body and congress agree')
    }
  })

  test('four signed ballots with their surplus: whom they elect the list named, and verify accepts each', async () => {
    const polls = (await Promise.all(whole.polls.map((p) => as.congress.get(`/api/polls/${p.id}`)))).map((p) => ok(p))
    assert.equal(polls.length, 4)
    const nominees = (await rows('nominee', 'cadre')).filter((n) => n.level === 'county' && n.round === '3')
    const SEATS = { committee: 'member', alternate: 'alternate', discipline: 'commission', delegate: 'delegate' }
    const LEAST = { committee: 10, alternate: 10, discipline: 10, delegate: 5 }
    let elected = 0
    for (const poll of polls) {
      assert.equal(poll.state, 'signed')
      const [election] = poll.elections
      assert.ok(election.candidates.length - election.seats >= election.seats / LEAST[election.office], poll.title)
      assert.ok(poll.attendance.due >= poll.attendance.present && poll.attendance.present >= poll.issue.returned)
      const named = (state) => nominees.filter((n) => n.seat === SEATS[election.office] && (!state || n.state === state)).map((n) => n.name).sort()
      assert.deepEqual(election.candidates.map((c) => c.name).sort(), named())
      const [q] = poll.result.questions
      assert.deepEqual([...q.elected].sort(), named('elected'))
      elected += q.elected.length
      const file = join(temporary('lawful'), 'poll.jsonl')
      writeFileSync(file, (await as.congress.get(`/api/polls/${poll.id}/evidence`)).bytes)
      assert.equal(run(['verify', file]).code, 0, poll.title)
    }
    assert.equal(elected, 71)
    assert.equal(JSON.parse(run(['verify', '--data', server.data]).out).wrong, 0)
  })
})

describe('the first plenaries', () => {
  const view = async (kind) => {
    const { congresses } = ok(await as.congress.get('/api/congresses', { region: COUNTY }))
    const found = congresses.filter((c) => c.kind === kind && c.region.id === COUNTY)
    assert.equal(found.length, 1, kind)
    return ok(await as.congress.get(`/api/congresses/${found[0].id}`))
  }
  const SEATS = { plenary: { office: 'committee', size: 35, standing: 11, beyond: 1 }, discipline_plenary: { office: 'discipline', size: 19, standing: 7, beyond: 1 } }

  for (const [kind, { office, size, standing, beyond }] of Object.entries(SEATS)) {
    test(`${kind}: those whom the congress elected, more than two thirds there, elect their standing members and secretaries`, async () => {
      const { congress, sittings, officers, polls } = await view(kind)
      const parent = ok(await as.congress.get(`/api/congresses/${of(congress.parent)}`))
      assert.deepEqual([congress.state, parent.congress.kind, parent.congress.state, congress.opens_on > parent.congress.closes_on], ['closed', 'party', 'closed', true])
      const results = await Promise.all(parent.polls.map(async (p) => ok(await as.congress.get(`/api/polls/${p.id}`))))
      const chosen = results.find((p) => p.elections[0].office === office).result.questions[0].elected
      const members = (await rows('attendee', 'congress')).filter((a) => of(a.congress) === congress.id && a.votes)
      assert.deepEqual(members.map((m) => m.name).sort(), [...chosen].sort())
      assert.equal(members.length, size)
      const [sitting] = sittings
      const hall = ok(await as.congress.get(`/api/sittings/${sitting.id}/hall`))
      assert.ok(sitting.state === 'closed' && hall.due === size && 3 * hall.present > 2 * hall.due)
      assert.ok(officers.length >= 4 && officers.every((o) => o.state === 'passed'))

      const full = await Promise.all(polls.map(async (p) => ok(await as.congress.get(`/api/polls/${p.id}`))))
      const elections = full.flatMap((p) => p.elections.map((e, i) => ({ ...e, elected: p.result.questions[i].elected })))
      assert.deepEqual(elections.map((e) => [e.office, e.candidates.length - e.seats, e.elected.length - e.seats]), [
        ['standing', beyond, 0], ['secretary', 0, 0], ['deputy_secretary', 0, 0]])
      assert.equal(elections[0].seats, standing)
      const named = new Set(elections.flatMap((e) => e.candidates.map((c) => c.name)))
      none([...named].filter((name) => !chosen.includes(name)), 'candidates whom the congress did not elect')
      none(officers.filter((o) => named.has(o.name)), 'officers who stand themselves')
      none(elections.slice(1).flatMap((e) => e.elected).filter((name) => !elections[0].elected.includes(name)), 'secretaries who are no standing members')
      for (const poll of full) {
        assert.equal(poll.state, 'signed')
        const file = join(temporary('lawful'), 'plenary.jsonl')
        writeFileSync(file, (await as.congress.get(`/api/polls/${poll.id}/evidence`)).bytes)
        assert.equal(run(['verify', file]).code, 0, poll.title)
      }
      for (const item of sitting.agenda) assert.ok((item.approve ?? 0) <= hall.present, item.title)
    })
  }

  test("the county's team and secretaries are those whom the committee elected", async () => {
    const { polls } = await view('plenary')
    const [standing, chiefs] = (await Promise.all(polls.map(async (p) => ok(await as.congress.get(`/api/polls/${p.id}`))))).map((p) => p.result.questions)
    const team = (await rows('team_member')).filter((m) => m.phase === 'after' && m.scope === 'county')
    assert.deepEqual(team.map((m) => m.name).sort(), [...standing[0].elected].sort())
    const titled = (title) => team.filter((m) => m.post_title.startsWith(title)).map((m) => m.name).sort()
    assert.deepEqual([chiefs[0].elected, [...chiefs[1].elected].sort()], [titled('县委书记'), titled('县委副书记')])
  })
})

describe('who was nominated', () => {
  test('is in the Party long enough, of age, on one list, and passed every review before the congress', async () => {
    const nominees = (await rows('nominee', 'cadre')).filter((n) => ['approved', 'elected'].includes(n.state) && n.level === 'county')
    const people = new Map((await rows('person')).map((p) => [p.id, p]))
    const opinions = new Map()
    for (const o of await rows('vetting_opinion', 'reviewer')) opinions.set(of(o.person), [...(opinions.get(of(o.person)) ?? []), o])
    assert.equal(nominees.length, 81)
    for (const n of nominees) {
      const p = people.get(of(n.person)), seen = opinions.get(of(n.person)) ?? []
      assert.equal(p.political, '01', n.name)
      assert.ok(years(p.party_joined, CONGRESS) >= 3 && years(p.birth, CONGRESS) >= 18 && years(p.birth, CONGRESS) < 60, n.name)
      assert.ok(seen.some((o) => o.kind === 'integrity') && seen.some((o) => o.kind === 'archive'), `${n.name} was not reviewed`)
      none(seen.filter((o) => o.verdict !== 'pass' || !(o.returned_on < CONGRESS)), `doubts about ${n.name}`)
    }
    none((await rows('nominee', 'cadre')).filter((n) => n.state === 'elected' && (opinions.get(of(n.person)) ?? []).some((o) => o.verdict !== 'pass')), 'elected whom a review refused')
    const lists = countBy(nominees.filter((n) => n.seat !== 'commission' && n.seat !== 'delegate'), 'name')
    none(Object.entries(lists).filter(([, n]) => n > 1), 'both member and alternate')
  })

  test('the county committee team comes from the members elected', async () => {
    const members = new Set((await rows('nominee', 'cadre')).filter((n) => n.seat === 'member' && n.level === 'county' && n.state === 'elected').map((n) => n.name))
    const team = (await rows('team_member')).filter((m) => m.phase === 'after' && m.scope === 'county')
    assert.equal(team.length, 11)
    none(team.filter((m) => !members.has(m.name)), 'of the team whom nobody elected')
  })

  test('nobody who lost, or stood for nothing, is registered as elected', async () => {
    const lost = (await rows('nominee', 'cadre')).filter((n) => n.state === 'approved')
    assert.ok(lost.length > 5)
    for (const n of lost) {
      const { ver } = ok(await as.cadre.get(`/api/rows/nominee/${n.id}`))
      refused(await as.congress.post(`/api/rows/nominee/${n.id}/acts/elect`, { ver }), 422, 'nominations.not_elected')
    }
    const won = (await rows('nominee', 'cadre')).find((n) => n.state === 'elected' && n.seat === 'member' && n.level === 'county')
    const again = async (seat, step = {}) => {
      const { id } = ok(await as.cadre.post('/api/rows/nominee', { region: COUNTY, fields: { name: won.name, round: '1', level: 'county', seat, ...step } }), 201)
      ok(await actOn(as.cadre, 'nominee', id, 'approve', { password: PASSWORD }))
      return actOn(as.congress, 'nominee', id, 'elect')
    }
    const list = { nomination: of(won.nomination) }
    refused(await again('alternate', list), 422, 'nominations.not_elected')
    refused(await again('member', { round: '2' }), 422, 'nominations.no_term')
    ok(await again('member', list))
  })

  test('a signed poll of an earlier term elects nobody of the next', async () => {
    const won = (await rows('nominee', 'cadre')).find((n) => n.state === 'elected' && n.seat === 'commission' && n.level === 'county')
    const body = ok(await as.office.post('/api/rows/body', { region: COUNTY, fields: { title: '下届县委', kind: 'party', level: 'county', new_term: 15 } }), 201).id
    const step = ok(await as.cadre.post('/api/rows/nomination', { region: COUNTY, fields: { title: '下届人选', body, round: '1', direction: 'up', level: 'county' } }), 201).id
    const { id } = ok(await as.cadre.post('/api/rows/nominee', { region: COUNTY, fields: { name: won.name, round: '2', level: 'county', seat: 'commission', nomination: step } }), 201)
    ok(await actOn(as.cadre, 'nominee', id, 'approve', { password: PASSWORD }))
    assert.match(refused(await actOn(as.congress, 'nominee', id, 'elect'), 422, 'nominations.other_term'), /不属于名单这一届/)
  })

  test('no round is let through against the law; each list is kept as issued', async () => {
    const steps = (await rows('nomination', 'cadre')).filter((n) => n.level === 'county' && n.title !== '下届人选') // not the one made above
    assert.equal(steps.length, 6)
    for (const { id } of steps) {
      const step = ok(await as.cadre.get(`/api/rows/nomination/${id}`))
      assert.equal(step.waived ?? null, null)
      assert.ok(step.listed > step.seats && step.issued_at, step.title)
      assert.ok(step.held_on < CONGRESS && (!step.public_from || step.public_from > step.held_on), step.title)
    }
  })
})

describe("the county's other two congresses", () => {
  const LAW = { people: { rules: 'organic-2022', seats: [1, 4, 22, 1, 8, 1, 1, 1], beyond: [0, 1, 3, 0, 1, 0, 0, 0] }, conference: { rules: 'cppcc', seats: [1, 4, 22], beyond: [0, 0, 0] } }
  for (const [kind, law] of Object.entries(LAW))
    test(`${kind}: two thirds there, its officers elected by the law's surplus, signed and counted again`, async () => {
      const [row] = ok(await as.congress.get('/api/congresses', { region: COUNTY })).congresses.filter((c) => c.kind === kind)
      const { congress, sittings, polls, officers } = ok(await as.congress.get(`/api/congresses/${row.id}`))
      const body = (await rows('body')).find((b) => b.level === 'county' && b.kind === (kind === 'people' ? 'congress' : kind))
      assert.deepEqual([congress.state, congress.closes_on, congress.term, of(congress.body)], ['closed', body.congress_held, body.new_term, body.id])
      for (const sitting of sittings.filter((s) => s.kind !== 'delegation')) {
        const hall = ok(await as.congress.get(`/api/sittings/${sitting.id}/hall`))
        assert.ok(hall.quorum.met && 3 * hall.present >= 2 * hall.due, sitting.title)
        for (const item of sitting.agenda) assert.ok((item.approve ?? 0) <= hall.present, item.title)
      }
      if (kind === 'people') {
        const unit = ok(await as.office.get(`/api/rows/unit/${(await rows('unit')).find((u) => u.kind === 'committee').id}`))
        assert.equal(row.due, 140 + Math.floor(unit.population / 5000), 'electoral law, art. 12')
      }
      const full = await Promise.all(polls.map(async (p) => ok(await as.congress.get(`/api/polls/${p.id}`))))
      const elections = full.flatMap((p) => p.elections.map((e, i) => ({ ...e, elected: p.result.questions[i].elected, rest: p.result.questions[i].unfilled })))
      assert.deepEqual(elections.map((e) => e.seats), law.seats)
      assert.deepEqual(elections.map((e) => e.candidates.length - e.seats), law.beyond)
      assert.ok(elections.every((e) => e.elected.length === e.seats && !e.rest && e.rules === law.rules))
      const named = new Set(elections.flatMap((e) => e.candidates.map((c) => c.name)))
      none(officers.filter((o) => o.state !== 'passed'), 'officers who were not passed')
      none(officers.filter((o) => /scrutineer|teller/.test(o.duty) && named.has(o.name)), 'who counts and stands himself')
      if (kind === 'people') assert.ok(officers.filter((o) => o.duty === 'presidium').length * 10 >= row.due, 'a presidium of about a tenth')
      const members = new Set((await rows('attendee', 'congress')).filter((a) => of(a.congress) === row.id).map((a) => a.name))
      none(elections.slice(0, 3).flatMap((e) => e.candidates).filter((c) => !members.has(c.name)), 'leaders of it who are none of its members')
      for (const poll of full) {
        assert.equal(poll.state, 'signed')
        const file = join(temporary('lawful'), 'assembly.jsonl')
        writeFileSync(file, (await as.congress.get(`/api/polls/${poll.id}/evidence`)).bytes)
        assert.equal(run(['verify', file]).code, 0, poll.title)
      }
      const team = (await rows('team_member')).filter((m) => m.phase === 'after' && ['county', 'county-other'].includes(m.scope))
      const chiefs = elections.flatMap((e) => e.office === 'standing_member' ? [] : e.elected)
      none(chiefs.filter((name) => !team.some((m) => m.name === name)), 'elected who hold no seat')
    })
})

describe('the renewals', () => {
  test('each counts the congresses that are over, and is finished only when none is missing', async () => {
    const { congresses } = ok(await as.congress.get('/api/congresses', { region: COUNTY }))
    const bodies = await rows('body')
    const whole = []
    for (const { id } of await rows('renewal')) whole.push(ok(await as.office.get(`/api/rows/renewal/${id}`)))
    assert.equal(whole.length, 18)
    for (const r of whole) {
      const over = congresses.filter((c) => c.region.id === r.region.id && c.state === 'closed' && ['party', 'people', 'conference'].includes(c.kind))
      assert.deepEqual([r.congresses_done, r.state], [over.length, over.length === r.congresses_due ? 'finished' : 'running'], r.title)
      assert.equal(r.congress_held, over.find((c) => c.kind === 'party').closes_on)
      const KINDS = { party: 'party', people: 'congress', conference: 'conference' }
      const held = bodies.filter((b) => b.region.id === r.region.id && Object.values(KINDS).includes(b.kind) && b.congress_held)
      assert.deepEqual(held.map((b) => b.kind).sort(), over.map((c) => KINDS[c.kind]).sort(), `${r.title}: bodies and congresses`)
    }
    assert.deepEqual(countBy(whole, 'state'), { finished: 1, running: 17 })
    none((await rows('task')).filter((t) => t.title === '召开镇人民代表大会' && t.done_on), "people's congresses of towns held before their deputies were elected")
  })
})

describe('the towns', () => {
  const towns = async () => ok(await as.office.get('/api/regions', { parent: COUNTY })).regions

  test("each list was decided by the town's own committee, kept as issued, and every gate is open", async () => {
    for (const town of await towns()) {
      const { rounds, next } = ok(await as.cadre.get('/api/nominations/flow', { region: town.id, body_kind: 'party', level: 'township' }))
      assert.deepEqual(rounds.flatMap((r) => r.steps).map((s) => [s.direction, s.listed, s.gate.ok, /放行|未履行/.test(s.gate.message)]), [['up', 11, true, false], ['down', 11, true, false]], town.label)
      assert.equal(next ?? null, null)
      for (const { id } of (await rows('nomination', 'cadre')).filter((n) => n.region.id === town.id)) {
        const step = ok(await as.cadre.get(`/api/rows/nomination/${id}`))
        assert.ok(step.issued_at && step.attended <= step.attended_due && step.attended_due <= 11, step.title)
        assert.equal(step.meeting, step.direction === 'up' ? '镇党委会会议' : '上级党委组织部反馈会')
      }
      const elected = (await rows('nominee', 'cadre')).filter((n) => n.region.id === town.id)
      assert.deepEqual(countBy(elected, 'state'), { elected: 9, approved: 2 }, town.label)
    }
  })

  test('each step towards the roster was done in its order, the credentials of the county by the committee that its preparatory meeting passed', async () => {
    const opens = new Map((await rows('congress')).filter((c) => c.kind === 'party').map((c) => [c.region.id, c.opens_on]))
    for (const [region, level] of [[COUNTY, 'county'], ...(await towns()).map((t) => [t.id, 'township'])]) {
      const { steps } = ok(await as.congress.get('/api/delegates/steps', { region, level }))
      const days = steps.map((s) => s.done_on)
      assert.ok(days.length === 5 && days.every((day, i) => day && (i === 0 || day > days[i - 1])) && (level === 'county' ? days[4] === opens.get(region) : days[4] < opens.get(region)), `${region} ${days}`)
      const qualified = (await rows('delegate', 'congress')).filter((d) => d.region.id === region && d.level === level && d.state === 'qualified' && d.body_kind === 'party')
      none(qualified.filter((d) => d.elected_on > days[3] || d.elected_on <= days[2] || d.credentials_on > days[4]), 'delegates of another day than their step')
    }
  })
})

describe('delegates', () => {
  test('330 were proposed and reviewed by 17 departments, 6 replaced, 248 elected', async () => {
    const all = (await rows('delegate', 'congress')).filter((d) => d.level === 'county' && d.body_kind === 'party')
    assert.deepEqual(countBy(all, 'state'), { qualified: 248, reviewed: 76, replaced: 6 })
    const opinions = (await rows('vetting_opinion', 'reviewer')).filter((o) => o.kind === 'joint')
    const refused = opinions.filter((o) => o.verdict === 'reject')
    assert.deepEqual([opinions.length, Object.keys(countBy(opinions, 'department')).length, refused.length], [330 * 17, 17, 6])
    const named = (state) => all.filter((d) => d.state === state).map((d) => d.name).sort()
    assert.deepEqual(refused.map((o) => o.name).sort(), named('replaced'))
    assert.ok(opinions.every((o) => o.returned_on < '2021-06-21'), 'before the units elected')
    assert.equal((await rows('vetting_opinion', 'reviewer')).filter((o) => o.kind === 'archive').length, 140)
  })

  test('elected with a majority of those who voted, in the surplus of a fifth, of age, in the Party, credentials after the election', async () => {
    const units = (await rows('electoral_unit', 'congress')).filter((u) => u.body_kind === 'party')
    const byId = new Map(units.map((u) => [u.id, u]))
    none(units.filter((u) => u.elected > u.quota || u.candidates - u.quota < u.quota / 5 || u.voters > u.voters_due || 5 * u.voters < 4 * u.voters_due), 'units')
    for (const d of (await rows('delegate', 'congress')).filter((one) => one.state === 'qualified' && one.body_kind === 'party')) {
      const unit = byId.get(of(d.electoral_unit))
      assert.ok(2 * d.votes_for > unit.voters && d.votes_for <= unit.voters, `${d.name} ${d.votes_for} of ${unit.voters}`)
      assert.ok(d.credentials_on > d.elected_on && years(d.birth, d.elected_on) >= 18 && years(d.party_joined, d.elected_on) >= 1, d.name)
      assert.ok(d.kind !== 'retired' || years(d.birth, d.elected_on) >= 60, `${d.name} retired early`)
    }
  })
})

describe('deputies', () => {
  test('every deputy of the county was elected by the voters of a district of at most three seats, and came from there', async () => {
    const people = ok(await as.congress.get('/api/congresses', { region: COUNTY })).congresses.find((c) => c.kind === 'people')
    const districts = new Map((await rows('electoral_unit', 'congress')).filter((u) => u.body_kind === 'congress').map((u) => [u.id, u]))
    const deputies = new Map((await rows('delegate', 'congress')).filter((d) => d.body_kind === 'congress').map((d) => [d.id, d]))
    const called = (await rows('attendee', 'congress')).filter((a) => of(a.congress) === people.id)
    assert.deepEqual([called.length, new Set(called.map((a) => of(a.delegate))).size, deputies.size], [people.due, people.due, people.due])
    none(called.filter((a) => deputies.get(of(a.delegate))?.name !== a.name), 'called who are no deputies')
    for (const u of districts.values()) {
      const own = [...deputies.values()].filter((d) => of(d.electoral_unit) === u.id), more = u.candidates - u.quota
      assert.ok(u.quota <= 3 && own.length === u.quota && 3 * more >= u.quota && more <= u.quota && 2 * u.voters > u.voters_due, u.title)
      none(own.filter((d) => 2 * d.votes_for <= u.voters || d.elected_on !== u.elected_on || !(d.elected_on < d.credentials_on && d.credentials_on < people.opens_on)), `deputies of ${u.title}`)
    }
  })
})

describe('the year', () => {
  test('scrutineers and tellers are passed where the elections begin, and a session without elections has none on its agenda', async () => {
    const sittings = await rows('sitting', 'congress'), items = await rows('agenda_item', 'congress')
    const officers = await rows('officer', 'congress')
    for (const c of (await rows('congress', 'congress')).filter((one) => one.kind !== 'district')) {
      const own = sittings.filter((one) => of(one.congress) === c.id)
      const electing = own.filter((one) => items.some((i) => of(i.sitting) === one.id && i.kind === 'election'))
      if (c.state === 'preparing') none(electing, 'sittings that elect in the session of the year after')
      if (c.state !== 'closed' || !['party', 'people'].includes(c.kind)) continue
      assert.equal(electing.length, 1, c.title)
      const counts = officers.filter((o) => of(o.congress) === c.id && /scrutineer|teller/.test(o.duty))
      assert.deepEqual([...new Set(counts.map((o) => o.passed_on))], [dayOf(electing[0].held_at)], c.title)
      if (c.kind === 'people') assert.equal(own.filter((one) => one.kind === 'presidium').length, 4, 'agenda, candidates proposed, candidates settled, result')
    }
  })

  test('seats are dealt by the number of members, districts are alike, and whoever stood has votes', async () => {
    const units = (await rows('electoral_unit')).filter((u) => u.level === 'county' && (u.body_kind ?? 'party') === 'party')
    const members = units.reduce((n, u) => n + u.members, 0)
    for (const u of units) assert.ok(Math.abs(u.quota - 248 * u.members / members) < 1, u.title)
    for (const u of units) assert.ok(u.voters <= u.voters_due && u.voters_due === u.full_members && u.full_members < u.members, u.title)
    assert.equal(new Set((await rows('district')).map((one) => one.population / one.seats)).size, 1)
    none((await rows('candidate', 'congress')).filter((c) => !(c.approve > 0)), 'of whom nobody approved')
  })

  test('no task is cancelled, done before the one it waits for, or held on another day than its congress', async () => {
    const tasks = await rows('task')
    const byId = new Map(tasks.map((t) => [t.id, t]))
    none(tasks.filter((t) => t.state === 'cancelled'), 'cancelled')
    for (const t of tasks) {
      const first = byId.get(of(t.depends_on))
      if (first && t.done_on) assert.ok(first.done_on && first.done_on <= t.done_on, `${t.title} before ${first.title}`)
      assert.ok(!t.done_on || (t.start <= t.done_on && t.done_on <= TODAY), t.title)
    }
    assert.equal(tasks.find((t) => t.title === '召开县第十四次党代会').done_on, '2021-07-30')
  })

  test('appointments and placements have sane dates; nobody holds two seats', async () => {
    const placed = await rows('placement', 'cadre')
    none(placed.filter((p) => p.until <= p.since || (p.state === 'finished') !== (p.until < TODAY) || Number(p.until.slice(0, 4)) - Number(p.since.slice(0, 4)) > 3), 'placements')
    for (const phase of ['before', 'after']) {
      const holders = countBy((await rows('team_member')).filter((m) => m.phase === phase).map((m) => ({ who: of(m.person) })), 'who')
      none(Object.values(holders).filter((n) => n > 1), `with two seats ${phase}`)
    }
    const talks = await rows('appraisal_interview', 'cadre')
    const appraisals = new Map((await rows('appraisal', 'cadre')).map((a) => [a.id, a]))
    none(talks.filter((t) => { const a = appraisals.get(of(t.appraisal)); return !(t.held_on >= a.started_on && t.held_on <= a.ended_on) }), 'interviews outside of their appraisal')
  })

  test('nobody was born, began to work or joined the Party after the day on which the demo is looked at, or before his age', async () => {
    for (const ledger of ['person', 'delegate']) {
      const all = await rows(ledger)
      none(all.filter((p) => [p.party_joined, p.work_started].some((on) => on > TODAY)), `of ${ledger}: after ${TODAY}`)
      none(all.filter((p) => p.birth && p.party_joined && years(p.birth, p.party_joined) < 18), `of ${ledger}: in the Party before they were 18`)
    }
  })

  test('whoever chairs a preparatory meeting may: the committee that calls a Party congress, the standing committee of a people\'s congress', async () => {
    const kinds = new Map((await rows('congress', 'congress')).map((c) => [c.id, `${c.kind} ${c.level}`]))
    const chairs = (await rows('sitting', 'congress')).filter((s) => s.kind === 'preparatory').map((s) => `${kinds.get(of(s.congress))} ${s.chair}`)
    assert.deepEqual([...new Set(chairs)].sort(), ['conference county 县政协主席', 'party county 县委书记', 'party township 镇党委书记', 'people county 县人大常委会主任'])
  })

  test('every answer to a question of policy cites a basis of its own and says what the law says', async () => {
    const whole = []
    for (const { id } of await rows('question')) whole.push(ok(await as.office.get(`/api/rows/question/${id}`)))
    const answered = whole.filter((q) => q.answer)
    assert.equal(answered.length, 19)
    assert.equal(new Set(answered.map((q) => q.basis)).size, 19)
    const documents = new Map((await rows('document')).map((one) => [one.id, one]))
    for (const q of answered) {
      const cited = documents.get(of(q.document))
      assert.ok(!q.document || (cited.issued_on <= q.answered_on && cited.state === 'current'), `${q.title}: ${cited?.title} is younger`)
      assert.ok(/《[^》]+》/.test(q.basis), q.title)
      assert.ok(/第.+条/.test(q.basis) || /〔\d+〕\d+号/.test(q.basis) || q.document || /关于名额的批复|职务升降规定/.test(q.basis), `${q.title}: no article`)
    }
    const used = countBy(answered.filter((q) => q.document).map((q) => ({ title: documents.get(of(q.document)).title })), 'title')
    assert.ok(Object.keys(used).length >= 6 && Math.max(...Object.values(used)) <= 4, JSON.stringify(used))
    none(whole.filter((q) => !q.answer && (q.document || q.basis)), 'a basis of what nobody answered')
    const quorum = answered.find((q) => q.title === '选举大会到会人数有什么规定？')
    assert.match(quorum.answer, /县党代会.*半数.*镇党代会.*五分之四/)
    assert.match(quorum.basis, /地方组织选举工作条例》第二十四条/)
  })
})
