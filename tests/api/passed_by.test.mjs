// A list that a meeting passes by hands is one vote: the item of its agenda and each officer passed by it have one number,
// in the demo as by every door.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { actOn, hallOf, nameOf, ok, refused } from './congress.mjs'
import { importing } from './importing.mjs'
import { printed } from './paper.mjs'
import { allRows, cleanUp, COUNTY, dayOf, demoSite, serve, signInAll } from './server.mjs'
import { makeCsv } from './sheet.mjs'

let server, as
const add = async (ledger, fields, state) => ok(await as.congress.post(`/api/rows/${ledger}`, { region: COUNTY, fields, ...(state && { state }) }), 201).id
const row = async (ledger, id) => ok(await as.congress.get(`/api/rows/${ledger}/${id}`))
const of = (ref) => ref?.id ?? ref
const NUMBERS = ['approve', 'oppose', 'abstain']
const numbers = (one) => NUMBERS.map((key) => one[key])
const { check, settled } = importing(() => as)

before(async () => {
  server = await serve(demoSite('passed'))
  as = await signInAll(server, ['congress', 'office', 'leader'])
})
after(cleanUp)

/** Every officer who rests on an item, as far as the site knows, has its numbers, and the item is passed. */
const agree = async () => {
  const items = new Map((await allRows(as.congress, 'agenda_item')).map((one) => [one.id, one]))
  const whole = []
  for (const { id } of await allRows(as.congress, 'officer')) {
    const officer = await row('officer', id)
    if (!officer.agenda_item) continue
    const item = items.get(of(officer.agenda_item))
    const said = item && { ...item, ...(await row('agenda_item', item.id)) }
    assert.deepEqual([item?.kind, item?.state, ...numbers(said)], ['hands', 'passed', ...numbers(officer)], `${officer.name}: ${item?.title}`)
    whole.push({ ...officer, item: said })
  }
  return whole
}

const propose = async (hall, list) => {
  ok(await as.congress.post(`/api/congresses/${hall.congress}/officers`, { officers: list.map(([duty, i]) => ({ duty, attendee: hall.attendees[i] })) }))
  return ok(await as.congress.get(`/api/congresses/${hall.congress}`)).officers.filter((o) => o.state === 'proposed').map((o) => o.id)
}
const pass = (hall, ids, body) => as.congress.post(`/api/congresses/${hall.congress}/officers/pass`, { ids, ...body })
const itemOf = async (sitting, fields = {}, state = 'passed') =>
  add('agenda_item', { sitting, place: 1, title: '通过主席团名单', kind: 'hands', approve: 9, oppose: 1, abstain: 0, ...fields }, state)
/** Ten came, nine agreed to the list of the presidium, two are on it. */
const voted = async () => {
  const hall = await hallOf(as, 10, 10)
  const item = await itemOf(hall.sitting)
  const ids = await propose(hall, [['presidium', 5], ['presidium', 6]])
  ok(await pass(hall, ids, { agenda_item: item }))
  return { hall, item, ids }
}

describe('the demo', () => {
  test('has every officer passed by an item of the agenda of his congress, with its numbers', async () => {
    const resting = await agree()
    const passed = (await allRows(as.congress, 'officer', { state: 'passed' })).map((o) => o.id)
    assert.ok(passed.length > 500, `${passed.length} were passed`)
    assert.deepEqual(resting.map((o) => o.id).sort(), passed.sort())
    const sittings = new Map((await allRows(as.congress, 'sitting')).map((s) => [s.id, s]))
    const kinds = new Map((await allRows(as.congress, 'congress')).map((c) => [c.id, c.kind]))
    for (const o of resting) {
      const sitting = sittings.get(of(o.item.sitting))
      assert.deepEqual([of(o.congress), o.passed_on, o.vote_by], [of(sitting.congress), dayOf(sitting.held_at), '举手表决'], o.name)
      // the presidium says who of it presides, and of a people's congress who helps the secretary-general (组织法 17)
      const chairs = /^(executive_chair|presidium_standing)$/.test(o.duty) || (o.duty === 'deputy_secretary_general' && kinds.get(of(o.congress)) === 'people')
      assert.ok((chairs ? ['presidium'] : ['preparatory', 'plenary']).includes(sitting.kind), `${o.name} at a ${sitting.kind}`)
      const OWN = { executive_chair: /执行主席/, presidium_standing: /常务委员会/, deputy_secretary_general: /副秘书长/ }
      const list = chairs ? OWN[o.duty] : /scrutineer|teller/.test(o.duty) ? /监票人/ : /credentials|head/.test(o.duty) ? /资格审查委员会/ : /主席团和秘书长/
      assert.match(o.item.title, list, `${o.name}, ${o.duty}`)
    }
  })
})

describe('officers are passed by an item', () => {
  test('with its numbers; the paper of the list and the record of the meeting print the same', async () => {
    const { hall, item, ids } = await voted()
    for (const id of ids) {
      const one = await row('officer', id)
      assert.deepEqual([one.state, of(one.agenda_item), ...numbers(one), one.vote_by], ['passed', item, 9, 1, 0, '举手表决'])
    }
    assert.match(await printed(as.congress, 'presidium_list', 'congress', hall.congress), /赞成9人，不赞成1人，弃权0人/)
    assert.match(await printed(as.congress, 'vote_record', 'sitting', hall.sitting), /通过主席团名单.*9.*1.*0/)
  })

  test('and the numbers are not typed beside it, nor where the agenda has a vote by hands, held or still to come', async () => {
    const hall = await hallOf(as, 10, 10)
    const ids = await propose(hall, [['presidium', 5]])
    const item = await itemOf(hall.sitting, {}, 'planned')
    const typed = { approve: 10, oppose: 0, abstain: 0, by: '举手' }
    assert.match(refused(await pass(hall, ids, typed), 422, 'officer.by_item'), /选举大会.*通过主席团名单.*以议程为准/)
    assert.match(refused(await pass(hall, ids, { agenda_item: item }), 422, 'officer.item_open'), /先在议程里填写人数并“通过”/)
    ok(await actOn(as.congress, 'agenda_item', item, 'pass'))
    refused(await pass(hall, ids, typed), 422, 'officer.by_item')
    for (const [key, value] of [['approve', 9], ['oppose', 0], ['abstain', 0], ['by', '举手'], ['sitting', hall.sitting]])
      assert.match(refused(await pass(hall, ids, { agenda_item: item, [key]: value }), 400, 'officer.item_and_hands'), new RegExp(key))
    ok(await pass(hall, ids, { agenda_item: item }))
    refused(await pass(hall, ids, {}), 422, 'officer.not_proposed')
  })

  test('typed where no agenda has one, and never without numbers', async () => {
    const hall = await hallOf(as, 10, 10)
    await itemOf(hall.sitting, { title: '工作报告', kind: 'report', approve: undefined, oppose: undefined, abstain: undefined }, 'planned')
    const ids = await propose(hall, [['presidium', 5]])
    refused(await pass(hall, ids, {}), 400, 'officer.hands')
    ok(await pass(hall, ids, { approve: 8, oppose: 2 }))
    assert.deepEqual([(await row('officer', ids[0])).agenda_item ?? null, ...numbers(await row('officer', ids[0]))], [null, 8, 2, 0])
  })

  test('of the same congress, by hands, of a meeting that passes the duty', async () => {
    const { item } = await voted()
    const hall = await hallOf(as, 10, 10)
    const ids = await propose(hall, [['presidium', 5]])
    refused(await pass(hall, ids, { agenda_item: item }), 422, 'officer.item_congress')
    refused(await pass(hall, ids, { agenda_item: '999999' }), 404, 'row.none')
    const report = await itemOf(hall.sitting, { title: '工作报告', kind: 'report' }, 'passed')
    refused(await pass(hall, ids, { agenda_item: report }), 422, 'officer.item_kind')
    const rules = await itemOf(hall.sitting, { place: 3, title: '通过选举办法', matter: 'election_rules' })
    refused(await pass(hall, ids, { agenda_item: rules }), 422, 'officer.item_matter')
    const refusal = await itemOf(hall.sitting, { place: 2, approve: 2, oppose: 8 }, 'rejected')
    refused(await pass(hall, ids, { agenda_item: refusal }), 422, 'officer.item_open')
  })

  test('the presidium its own duties alone; a delegation nobody', async () => {
    const { hall } = await voted()
    const meet = async (title, kind, more = {}) => {
      const sitting = await add('sitting', { congress: hall.congress, title, kind, ...more })
      ok(await as.congress.post(`/api/sittings/${sitting}/open`))
      const at = new Date(Date.now() - 60000).toISOString().slice(0, 19) + 'Z'
      ok(await as.congress.post(`/api/sittings/${sitting}/check-in`, { door: '东门', events: hall.attendees.map((attendee) => (
        { key: `${kind}${attendee}`, attendee, kind: 'in', at, way: 'list' })) }))
      return sitting
    }
    const own = await itemOf(await meet('主席团会议', 'presidium'), { title: '通过名单', approve: 3, oppose: 0 })
    const other = await propose(hall, [['secretary_general', 5]])
    refused(await pass(hall, other, { agenda_item: own }), 422, 'officer.sitting')
    const chairs = (await propose(hall, [['executive_chair', 6]])).filter((id) => !other.includes(id))
    ok(await pass(hall, chairs, { agenda_item: own }))
    assert.deepEqual(numbers(await row('officer', chairs[0])), [3, 0, 0])
    const apart = await itemOf(await meet('第一代表团会议', 'delegation', { delegation: '第1代表团' }), { approve: 4, oppose: 0 })
    refused(await pass(hall, other, { agenda_item: apart }), 422, 'officer.sitting')
  })
})

describe('what officers rest on stays', () => {
  const REFUSED = /凭“通过主席团名单”通过了 2 名大会职务人选/
  test('by a form, in bulk, by an act, by a file, by a removal; and nobody writes the numbers of an officer', async () => {
    const { hall, item, ids } = await voted()
    const { ver } = await row('agenda_item', item)
    const tried = [
      as.congress.post(`/api/rows/agenda_item/${item}`, { ver, fields: { approve: 10, oppose: 0 } }),
      as.congress.post(`/api/rows/agenda_item/${item}`, { ver, fields: { kind: 'report' } }),
      as.congress.post('/api/rows/agenda_item/bulk', { rows: [{ id: item, ver }], fields: { approve: 10 } }),
      as.congress.post('/api/rows/agenda_item/bulk', { rows: [{ id: item, ver }], act: 'reopen', reason: '登记有误' }),
      as.congress.post(`/api/rows/agenda_item/${item}/acts/reopen`, { ver, reason: '登记有误' }),
      as.congress.post(`/api/rows/agenda_item/${item}/remove`, { ver, reason: '不再需要' }),
    ]
    for (const answer of await Promise.all(tried)) {
      assert.match(answer.text, REFUSED)
      assert.match(answer.text, /agenda\.officers/)
    }
    for (const cells of [{ 赞成: '10', 反对: '0' }, { 弃权: '1' }, { 议程类别: '报告' }, { 状态: '未通过' }, { 状态: '未进行' }]) {
      const seen = await check(makeCsv([['记录号', ...Object.keys(cells)], [item, ...Object.values(cells)]]), { who: as.congress, ledger: 'agenda_item', name: 'a.csv' })
      assert.equal(seen.bad, 1, JSON.stringify(cells))
      assert.match(JSON.stringify(seen.errors), /agenda\.officers|state\.unreached|state\.needs_reason/, JSON.stringify(cells))
    }
    const officer = await row('officer', ids[0])
    for (const fields of [{ approve: 10 }, { agenda_item: item }, { vote_by: '鼓掌' }, { passed_on: '2026-01-01' }])
      assert.ok([400, 422].includes((await as.congress.post(`/api/rows/officer/${ids[0]}`, { ver: officer.ver, fields })).status))
    assert.deepEqual(numbers(await row('agenda_item', item)), [9, 1, 0])
    await agree()
  })

  test('an import that brought the item is not taken back under them', async () => {
    const hall = await hallOf(as, 10, 10)
    const { title } = await row('congress', hall.congress)
    const sitting = '独名的选举大会'
    const renamed = await add('sitting', { congress: hall.congress, title: sitting, kind: 'plenary' })
    ok(await as.congress.post(`/api/sittings/${renamed}/open`))
    const at = new Date(Date.now() - 60000).toISOString().slice(0, 19) + 'Z'
    ok(await as.congress.post(`/api/sittings/${renamed}/check-in`, { door: '东门', events: hall.attendees.map((attendee) => ({ key: `r${attendee}`, attendee, kind: 'in', at, way: 'list' })) }))
    const seen = await check(makeCsv([['会次', '顺序', '议程', '议程类别', '赞成', '反对', '弃权', '状态'], [sitting, '1', '通过名单', '举手表决', '9', '1', '0', '已通过']]),
      { who: as.congress, ledger: 'agenda_item', name: 'a.csv' })
    assert.equal(seen.bad, 0, `${title}: ${JSON.stringify(seen.errors)}`)
    ok(await as.congress.post(`/api/imports/${seen.id}/run`), 202)
    assert.equal((await settled(seen.id, as.congress)).state, 'done')
    const [item] = (await allRows(as.congress, 'agenda_item')).filter((one) => of(one.sitting) === renamed)
    ok(await pass(hall, await propose(hall, [['presidium', 5]]), { agenda_item: item.id }))
    ok(await as.congress.post(`/api/imports/${seen.id}/undo`), 202)
    assert.match(JSON.stringify(await settled(seen.id, as.congress)), /agenda\.officers|大会职务人选/)
    assert.equal((await row('agenda_item', item.id)).state, 'passed')
    await agree()
  })

  test('until they are withdrawn: then it is corrected, and they are passed by it anew', async () => {
    const { hall, item, ids } = await voted()
    for (const id of ids) ok(await actOn(as.congress, 'officer', id, 'withdraw', { reason: '人数登记有误' }))
    const gone = await row('officer', ids[0])
    assert.deepEqual([gone.state, gone.agenda_item ?? null, gone.approve], ['withdrawn', null, 9], 'rests on nothing; what was recorded stays')
    ok(await actOn(as.congress, 'agenda_item', item, 'reopen', { reason: '人数登记有误' }))
    const { ver } = await row('agenda_item', item)
    ok(await as.congress.post(`/api/rows/agenda_item/${item}`, { ver, fields: { approve: 8, oppose: 2 } }))
    const again = await propose(hall, [['presidium', 5], ['presidium', 6]])
    refused(await pass(hall, again, { agenda_item: item }), 422, 'officer.item_open')
    ok(await actOn(as.congress, 'agenda_item', item, 'pass'))
    ok(await pass(hall, again, { agenda_item: item }))
    assert.deepEqual(numbers(await row('officer', ids[0])), [8, 2, 0])
    const { officers } = ok(await as.congress.get(`/api/congresses/${hall.congress}`))
    assert.ok(officers.some((o) => o.name === nameOf(4005) && o.state === 'passed'))
    await agree()
  })
})
