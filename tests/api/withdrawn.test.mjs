// A name that was laid before presidium and delegates leaves the list by a withdrawal on record, not in silence.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { actOn, evidenceFile, hallOf, heldIn, lay, marks, ok, pollOf, refused, SECOND } from './congress.mjs'
import { cleanUp, demoSite, PASSWORD, run, serve, signInAll, temporary, COUNTY } from './server.mjs'

let as
before(async () => {
  as = await signInAll(await serve(demoSite('withdrawn')), ['congress', 'leader', 'teller1', 'teller2', 'scrutineer'])
})
after(cleanUp)

const PEOPLE = { kind: 'people', rules: 'organic-2022', session: 2 }
const NAMES = ['王文', '李武', '张建']
const VICES = { elections: [{ title: '副县长', office: 'vice', seats: 1, rules: 'organic-2022', candidates: NAMES.map((name) => ({ name })) }] }
const freeze = (hall, poll) => as.congress.post(`/api/polls/${poll.id}/freeze`, { sitting: hall.sitting })
const put = async (poll, ...names) =>
  ok(await as.congress.post(`/api/polls/${poll.id}/candidates`, { election: poll.elections[0].id, candidates: names.map((name) => ({ name })) }))
const withdraw = (poll, fields) => as.congress.post(`/api/polls/${poll.id}/withdrawals`, {
  election: poll.elections[0].id, name: '张建', by: 'nominee', paper: '张建的撤回书，2026年3月2日', second: SECOND, ...fields })
const itemsOf = async (hall) => ok(await as.congress.get(`/api/congresses/${hall.congress}`)).sittings.flatMap((s) => s.agenda).filter((i) => i.matter === 'candidates')
const openTo = async (poll, gate) => ok(await as.congress.get(`/api/polls/${poll.id}`)).gates.filter((g) => g.gate === gate && !g.ok)

describe('a name that was laid', () => {
  test('does not vanish from the ballot of a people\'s congress; its withdrawal is recorded by two, with the paper, and stands in the evidence', async () => {
    const hall = await hallOf(as, 10, 10, PEOPLE)
    const poll = await pollOf(as, hall, VICES)
    refused(await withdraw(poll), 422, 'left_out.stands')
    await put(poll, '王文', '李武')
    assert.match(refused(await freeze(hall, poll), 422, 'poll.left_out'), /张建.*副县长.*组织法.*27/)
    const view = ok(await as.congress.get(`/api/polls/${poll.id}`))
    assert.deepEqual([view.left_out, view.withdrawals], [[{ election: poll.elections[0].id, name: '张建' }], []])
    refused(await withdraw(poll, { second: undefined }), 422, 'second.needed')
    refused(await withdraw(poll, { paper: '书' }), 422, 'roster.vote_why')
    refused(await withdraw(poll, { name: '赵六' }), 422, 'left_out.not_laid')
    assert.equal((await withdraw(poll, { by: 'presidium' })).status, 400)
    await lay(as, hall.meetings) // the presidium lays another list: no withdrawal of whom it nominated
    refused(await freeze(hall, poll), 422, 'poll.left_out')
    const { withdrawals, left_out } = ok(await withdraw(poll))
    assert.deepEqual([withdrawals.map((w) => [w.title, w.name, w.by]), left_out], [[['副县长', '张建', 'nominee']], []])
    await heldIn(as, hall, poll, marks(...Array(10).fill('YN')))
    refused(await withdraw(poll), 422, 'withdrawal.fixed')
    const file = await evidenceFile(as, poll)
    const lines = readFileSync(file, 'utf8').split('\n').filter((line) => line.includes('"part":"withdrawal"')).map((line) => JSON.parse(line))
    assert.deepEqual(lines.map(({ at, account, second, ...said }) => [said, !!at, account !== second]),
      [[{ part: 'withdrawal', title: '副县长', name: '张建', by: 'nominee', paper: '张建的撤回书，2026年3月2日' }, true, true]])
    assert.equal(run(['verify', file]).code, 0)
    const form = (from, to) => {
      const bent = `${temporary('bent')}/bent`
      writeFileSync(bent, readFileSync(file, 'utf8').replace(from, to))
      return JSON.parse(run(['verify', bent]).out).form
    }
    assert.deepEqual([form('张建的撤回书', '张建的信'), form('"by":"nominee"', '"by":"somebody"')], [true, false])
  })

  test('comes back where the withdrawal was a mistake, and a name written wrongly is said to be another\'s', async () => {
    const hall = await hallOf(as, 10, 10, PEOPLE)
    const poll = await pollOf(as, hall, VICES)
    await put(poll, '王文', '李武')
    ok(await withdraw(poll))
    const back = await put(poll, '王文', '李武', '张健')
    assert.equal(back.withdrawals.length, 1)
    refused(await withdraw(poll, { by: 'correction', right: '张剑' }), 422, 'left_out.right')
    refused(await withdraw(poll, { by: 'correction', right: '王文' }), 422, 'left_out.right') // two people on one list
    const { withdrawals } = ok(await withdraw(poll, { by: 'correction', right: '张健', paper: '提名表（正确的姓名）' }))
    assert.deepEqual(withdrawals.map((w) => [w.name, w.by, w.right]), [['张建', 'correction', '张健']])
    assert.deepEqual((await put(poll, ...NAMES)).withdrawals, [], 'who stands did not withdraw')
    assert.deepEqual(await openTo(poll, 'left_out'), [])
  })

  test('does not vanish with its item taken up again, nor does the item', async () => {
    const hall = await hallOf(as, 10, 10, PEOPLE)
    const poll = await pollOf(as, hall, VICES)
    const items = await itemsOf(hall)
    for (const item of items) ok(await actOn(as.congress, 'agenda_item', item.id, 'reopen', { reason: '再议' }))
    await put(poll, '王文', '李武')
    const { ver } = ok(await as.congress.get(`/api/rows/agenda_item/${items[0].id}`))
    for (const fields of [{ matter: null }, { sitting: hall.sitting }])
      assert.match((await as.congress.post(`/api/rows/agenda_item/${items[0].id}`, { ver, fields })).text, /agenda\.laid_stays/)
    assert.match((await as.congress.post(`/api/rows/agenda_item/${items[0].id}/remove`, { ver, reason: '不要了' })).text, /agenda\.laid_stays/)
    for (const item of items) ok(await actOn(as.congress, 'agenda_item', item.id, 'finish'))
    refused(await freeze(hall, poll), 422, 'poll.left_out')
    await put(poll, ...NAMES)
    await lay(as, hall.meetings)
    ok(await freeze(hall, poll))
  })

  test('of deputies leaves by the withdrawal of their nomination, not by another', async () => {
    const hall = await hallOf(as, 12, 12, PEOPLE)
    const poll = await pollOf(as, hall, VICES, true)
    const motion = ok(await as.congress.post('/api/rows/motion', { region: COUNTY, fields: { congress: hall.congress, number: 1, kind: 'nomination', title: '提名张建', source: 'deputies',
      leader: hall.attendees[0], received_at: new Date(Date.now() - 60000).toISOString().slice(0, 19) + 'Z', election: poll.elections[0].id, nominee: '张建' } }), 201).id
    for (const attendee of hall.attendees.slice(1, 10)) ok(await as.congress.post('/api/rows/motion_signer', { region: COUNTY, fields: { motion, attendee } }), 201)
    const set = async (fields) => { const { ver } = ok(await as.congress.get(`/api/rows/motion/${motion}`)); ok(await as.congress.post(`/api/rows/motion/${motion}`, { ver, fields })) }
    await set({ referred_to: '主席团' })
    ok(await actOn(as.congress, 'motion', motion, 'refer'))
    await set({ decision: '列为候选人' })
    ok(await actOn(as.congress, 'motion', motion, 'accept'))
    await put(poll, '王文', '李武')
    refused(await freeze(hall, poll), 422, 'poll.nominee_left_out')
    refused(await withdraw(poll), 422, 'left_out.joint')
  })

  test('of a party congress leaves it also when the presidium settles the list anew', async () => {
    const hall = await hallOf(as, 10, 10, { session: 1 })
    const poll = await pollOf(as, hall)
    const [first, ...others] = poll.elections[0].candidates.map((k) => k.name)
    await put(poll, ...others, '赵六')
    await lay(as, hall.meetings.slice(1))
    assert.match(refused(await freeze(hall, poll), 422, 'poll.before_name'), /赵六/)
    assert.match((await openTo(poll, 'left_out'))[0].message, new RegExp(first))
    await lay(as, hall.meetings)
    ok(await freeze(hall, poll))
  })

  test('of more than the rule allows is left out by a pre-election', async () => {
    const hall = await hallOf(as, 10, 10, { session: 1 })
    const pre = await pollOf(as, hall, { election: { seats: 2, pre_election: true } })
    const held = await heldIn(as, hall, pre, marks(...Array(7).fill('YNNY'), ...Array(3).fill('NYYN')))
    const formal = ok(await as.congress.post(`/api/polls/${pre.id}/next`, { election: held.elections[0].id, decision: 'formal_election' }), 201)
    assert.deepEqual([formal.left_out, formal.elections[0].candidates.length], [[], 2])
    ok(await freeze(hall, formal))
  })
})
