// How the demo's congresses are led and in which order they do what they do: who presides is no accident of the roster,
// no step is done before the one it rests on.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ok } from './congress.mjs'
import { printed } from './paper.mjs'
import { allRows, cleanUp, COUNTY, dayOf, demoSite, serve, signInAll } from './server.mjs'

let as, held, attendees, team
const of = (row) => row?.id ?? row
before(async () => {
  as = await signInAll(await serve(demoSite('order')), ['congress', 'office'])
  const { congresses } = ok(await as.congress.get('/api/congresses', { region: COUNTY }))
  held = await Promise.all(congresses.filter((c) => c.state === 'closed').map(async (c) => ({ ...ok(await as.congress.get(`/api/congresses/${c.id}`)), due: c.due })))
  attendees = new Map((await allRows(as.congress, 'attendee')).map((a) => [a.id, a]))
  team = (await allRows(as.office, 'team_member')).filter((m) => m.phase === 'after')
})
after(cleanUp)

const kind = (name) => held.filter((c) => c.congress.kind === name)
const county = (name) => kind(name).find((c) => c.congress.region.id === COUNTY)
const whoIs = (congress, duty) => congress.officers.filter((o) => o.duty === duty)
const seatOf = (officer) => team.find((m) => of(m.person) === of(officer.person))?.post_title ?? ''
/** Its items one after the other, each with its sitting. */
const itemsOf = (congress) => congress.sittings.flatMap((s) => s.agenda.map((i) => ({ ...i, sitting: s })))
const place = (congress, title, sitting = /./) => {
  const at = itemsOf(congress).findIndex((i) => title.test(i.title) && sitting.test(i.sitting.kind))
  assert.notEqual(at, -1, `${congress.congress.title}: ${title}`)
  return at
}

test('a presidium is odd and about a tenth of those called or less; whoever is secretary-general is of it', () => {
  for (const c of [...kind('party'), ...kind('people'), ...kind('conference')]) {
    const presidium = whoIs(c, 'presidium'), [secretary, ...more] = whoIs(c, 'secretary_general')
    const ids = new Set(presidium.map((o) => of(o.attendee)))
    assert.ok(presidium.length % 2 === 1 && presidium.length >= c.due * 0.05 && presidium.length <= c.due * 0.12, `${c.congress.title}: ${presidium.length} of ${c.due}`)
    assert.equal(more.length, 0)
    for (const duty of ['secretary_general', 'deputy_secretary_general', 'executive_chair', 'presidium_standing'])
      for (const o of whoIs(c, duty)) assert.ok(ids.has(of(o.attendee)), `${c.congress.title}: ${o.name} ${duty}`)
    assert.ok(secretary.person, `${c.congress.title}: ${secretary.name} holds no post of a leading cadre`)
  }
})

test('the county\'s team, the heads of the delegations and models preside over its congress; who watches is none of them', () => {
  const party = county('party'), presidium = whoIs(party, 'presidium')
  const names = new Set(presidium.map((o) => o.name))
  for (const m of team.filter((one) => one.scope === 'county')) assert.ok(names.has(m.name), m.name)
  for (const o of whoIs(party, 'delegation_head')) assert.ok(names.has(o.name) && /党委书记/.test(seatOf(o)), `${o.name} ${seatOf(o)}`)
  assert.match(seatOf(whoIs(party, 'secretary_general')[0]), /县委副书记/)
  assert.match(seatOf(whoIs(party, 'credentials_head')[0]), /组织部部长/)
  for (const c of kind('party'))
    for (const o of c.officers.filter((one) => /scrutineer|teller/.test(one.duty)))
      assert.ok(!whoIs(c, 'presidium').some((p) => of(p.attendee) === of(o.attendee)), `${c.congress.title}: ${o.name}`)
})

test('a town\'s secretary and its head are delegates and preside, its deputy secretary is secretary-general', () => {
  for (const c of kind('party').filter((one) => one.congress.region.id !== COUNTY)) {
    const seats = whoIs(c, 'presidium').map(seatOf)
    assert.ok(seats.some((s) => /党委书记/.test(s)) && seats.some((s) => /镇长/.test(s)), `${c.congress.title} ${seats}`)
    assert.match(seatOf(whoIs(c, 'secretary_general')[0]), /党委副书记/)
  }
})

test('each congress passes who leads it, hears of the mandates, passes its rules, and talks the names over before it elects', async () => {
  for (const c of [...kind('party'), ...kind('people')]) {
    const first = place(c, /^选举/)
    const steps = [place(c, /主席团和秘书长/, /preparatory/), place(c, /选举办法（草案）/, /presidium/), place(c, /^通过选举办法$/, /plenary/)]
    assert.deepEqual([...steps, first], [...steps, first].sort((a, b) => a - b), c.congress.title)
    const names = [place(c, /^通过候选人建议名单$/, /presidium/), place(c, /酝酿讨论候选人建议名单/, /delegation/), place(c, /^确定(正式)?候选人名单$/, /presidium/)]
    assert.deepEqual([...names, first], [...names, first].sort((a, b) => a - b), c.congress.title)
    assert.ok(place(c, /^宣布选举结果$/, /plenary/) > first, c.congress.title)
  }
  const party = county('party')
  const committee = place(party, /资格审查委员会/), report = place(party, /代表资格审查报告/)
  assert.notEqual(itemsOf(party)[committee].sitting.id, itemsOf(party)[report].sitting.id, 'it looks at them between two sittings')
  assert.ok(committee < report && report < place(party, /大会日程/))
  const passed = whoIs(party, 'credentials_head')[0].passed_on
  const delegates = (await allRows(as.congress, 'delegate')).filter((d) => d.level === 'county' && d.body_kind === 'party' && d.state === 'qualified')
  assert.ok(delegates.length === 248 && delegates.every((d) => d.credentials_on >= passed), 'mandates before the committee')
  assert.ok((await printed(as.congress, 'credentials_report', 'congress', party.congress.id)).includes('于2021年7月28日完成'))
})

test('candidates come before whoever elects before every vote of a conference or plenary, too', () => {
  const conference = county('conference')
  assert.ok(place(conference, /候选人/, /presidium/) < place(conference, /候选人/, /delegation/) && place(conference, /候选人/, /delegation/) < place(conference, /^选举/))
  for (const c of [...kind('plenary'), ...kind('discipline_plenary')]) assert.ok(place(c, /酝酿讨论候选人名单/) < place(c, /^选举/), c.congress.title)
})

test('a people\'s congress hears what the law has it hear, and decides on it', () => {
  const titles = itemsOf(county('people')).map((i) => i.title)
  for (const what of [/人民政府工作报告/, /计划/, /预算/, /人大常委会工作报告/, /人民法院工作报告/, /人民检察院工作报告/]) {
    assert.ok(titles.some((t) => /^(听取|审查)/.test(t) && what.test(t)), `${what} heard`)
    assert.ok(titles.some((t) => /决议$/.test(t) && what.test(t)), `${what} decided`)
  }
  assert.ok(titles.some((t) => /宪法宣誓/.test(t)))
})

test('nothing of a congress is recorded after it is over', async () => {
  for (const c of held) {
    const last = (await Promise.all(c.sittings.map(async (s) => ok(await as.congress.get(`/api/rows/sitting/${s.id}`)).closed_at))).sort().at(-1)
    const over = ok(await as.congress.get(`/api/rows/congress/${c.congress.id}/history`)).changes.map((e) => e.at).sort().at(-1)
    assert.ok(over >= last && dayOf(over) === c.congress.closes_on, `${c.congress.title}: over ${over}, ${last}`)
  }
})

test('the list of the presidium names its standing committee', async () => {
  const text = await printed(as.congress, 'presidium_list', 'congress', county('party').congress.id)
  assert.match(text, /主席团常务委员会由下列同志组成：(\S+?、){10}\S+?。/)
})
