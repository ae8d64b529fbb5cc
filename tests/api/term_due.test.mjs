// Who is due is of a term: the committee that its sessions elected, delegates elected for it.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { hallOf, heldIn, marks, nameOf, ok, pollOf } from './congress.mjs'
import { importing } from './importing.mjs'
import { allRows, cleanUp, COUNTY, demoSite, PASSWORD, serve, signInAll } from './server.mjs'
import { makeCsv } from './sheet.mjs'

let server, as
before(async () => {
  server = await serve(demoSite('term_due'))
  as = await signInAll(server, ['congress', 'leader', 'office', 'teller1', 'teller2', 'scrutineer'])
})
after(cleanUp)

const put = (ledger, fields) => as.congress.post(`/api/rows/${ledger}`, { region: COUNTY, fields })
const add = async (ledger, fields) => ok(await put(ledger, fields), 201).id
const change = async (ledger, id, fields) =>
  as.congress.post(`/api/rows/${ledger}/${id}`, { ver: ok(await as.congress.get(`/api/rows/${ledger}/${id}`)).ver, fields })
const wrong = (answer) => { assert.equal(answer.status, 400, answer.text); return answer.body.error.fields.map((f) => `${f.field} ${f.code}`).join() }
const candidateOf = async (poll, name) =>
  ok(await as.congress.get('/api/rows/candidate', { election: poll.elections[0].id, limit: 200 })).rows.find((r) => r.name === name).id
/** Entered by one, confirmed by another. */
const left = async (candidate) => {
  const { id } = ok(await put('departure', { candidate, cause: 'resigned', left_on: '2026-09-01', decided_by: '县委', document: '县委全会决定' }), 201)
  ok(await as.leader.post(`/api/rows/departure/${id}/acts/confirm`, { ver: 1, password: PASSWORD }))
}
const names = (from, n) => Array.from({ length: n }, (_, i) => ({ name: nameOf(from + i) }))

describe('a plenary', () => {
  const PLENARY = { kind: 'plenary', level: 'county', rules: 'county-party-2020' }
  let one, two, elected

  test('is of all whom the sessions of the term elected and who have not left, whichever of them it names (地方组织选举工作条例 24)', async () => {
    one = await hallOf(as, 10, 10, { term: 71, session: 1 })
    const first = await heldIn(as, one, await pollOf(as, one, { election: { seats: 8, candidates: names(7000, 9) } }), marks(...Array(10).fill('YYYYYYYYN')))
    elected = first.result.questions[0].elected
    await left(await candidateOf(first, elected[0]))
    two = await hallOf(as, 10, 10, { term: 71, session: 2 })
    const by = await heldIn(as, two, await pollOf(as, two, { election: { seats: 1, candidates: names(7100, 2) } }), marks(...Array(10).fill('YN')))
    assert.deepEqual(by.result.questions[0].elected, [nameOf(7100)])
    const due = [...elected.slice(1), nameOf(7100)].sort()
    for (const [session, parent] of [[2, one], [3, two]]) {
      const id = await add('congress', { title: `第七十一届委员会第${session}次全会`, ...PLENARY, parent: parent.congress, term: 71, session })
      assert.deepEqual(ok(await as.congress.post(`/api/congresses/${id}/roster`, { from: 'elected' })), { added: 8, kept: 0, removed: 0 })
      const roster = await allRows(as.congress, 'attendee', { congress: id })
      assert.deepEqual(roster.map((a) => a.name).sort(), due)
      const view = ok(await as.congress.get(`/api/congresses/${id}`))
      assert.deepEqual([view.roster.due, view.steps.find((s) => s.step === 'roster').ok], [8, true])
      // whoever of them is left out is missed
      const gone = roster.find((a) => a.name === nameOf(7100))
      assert.equal((await as.congress.post(`/api/rows/attendee/${gone.id}/remove`, { ver: gone.ver, reason: '补选的' })).status, 204)
      assert.match(ok(await as.congress.get(`/api/congresses/${id}`)).steps.find((s) => s.step === 'roster').message, /缺 1 名/)
      ok(await as.congress.post(`/api/congresses/${id}/roster`, { from: 'elected' }))
      const poll = await pollOf(as, { congress: id }, { election: { title: '县委书记', office: 'secretary', seats: 1, candidates: names(7100, 1) } })
      const gates = ok(await as.congress.get(`/api/polls/${poll.id}`)).gates
      assert.deepEqual(gates.filter((g) => !g.ok && /not_elector|“/.test(g.message) && g.message.includes(nameOf(7100))), [], 'the by-elected may stand')
    }
  })

  test('is of the term of the congress that elected it, at every door', async () => {
    const other = { title: '第七十二届委员会第一次全会', ...PLENARY, parent: one.congress, session: 1 }
    const answer = await put('congress', { ...other, term: 72 })
    assert.equal(wrong(answer), 'term congress.parent_term')
    assert.match(answer.body.error.fields[0].message, /第 72 届.*第 71 届.*改正/)
    const id = await add('congress', { ...other, title: '没有写届次的全会', session: 4 })
    assert.equal(ok(await as.congress.get(`/api/rows/congress/${id}`)).term, 71, 'taken over')
    assert.equal(wrong(await change('congress', id, { term: 72 })), 'term congress.parent_term')
    assert.equal(wrong(await change('congress', one.congress, { term: 73 })).includes('congress.plenary_term'), true)
    const row = ok(await as.congress.get(`/api/rows/congress/${one.congress}`))
    const { check } = importing(() => as)
    const file = await check(makeCsv([['大会名称', '大会类别', '层级', '选举规则', '选出成员的大会', '届次'],
      ['导入的全会', '党委全体会议', '县级', 'county-party-2020', row.title, '72']]), { who: as.congress, ledger: 'congress', name: 'c.csv' })
    assert.match(JSON.stringify(file), /congress\.parent_term|第 71 届/)
  })
})
