// What the check of an import calls good is imported: every ledger with acts, every state that a row may claim.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { hallOf, ok } from './congress.mjs'
import { importing } from './importing.mjs'
import { cleanUp, COUNTY, demoSite, RECORD_ROLES, serve, signInAll } from './server.mjs'
import { makeCsv, readCsv, readXlsx } from './sheet.mjs'

let server, as
before(async () => {
  server = await serve(demoSite('import-checked'))
  as = await signInAll(server, [...RECORD_ROLES, 'secretary'])
})
after(cleanUp)

const { check, runImport, settled, upload } = importing(() => as)

/** Runs what was checked as good, and takes it back; else says why not. */
const tried = async (who, ledger, rows, name) => {
  const checked = await check(makeCsv(rows), { who, ledger, name: `${name}.csv` })
  assert.equal(checked.state, 'checked', `${name}: ${JSON.stringify(checked.fault)}`)
  if (checked.bad) {
    assert.ok(checked.errors.length > 0 && checked.errors.every((e) => e.message), `${name}: bad, and nothing says why`)
    return 'refused'
  }
  const run = await runImport(checked.id, who)
  assert.equal(run.state, 'done', `${name}: checked as good, ${JSON.stringify(run.errors)} ${JSON.stringify(run.fault)}`)
  if ((await who.post(`/api/imports/${checked.id}/undo`)).status === 202) await settled(checked.id, who)
  return 'done'
}

describe('a check asks all that running asks', () => {
  test('every ledger with acts, in every state: good is imported, anything else is told by its row', async () => {
    const ends = { done: 0, refused: 0 }, seen = new Set()
    for (const role of RECORD_ROLES) {
      for (const { name, may, states, acts } of (await as[role].get('/api/ledgers')).body.ledgers) {
        if (!may.write || !may.export || !acts?.length || seen.has(name)) continue
        const [head, ...rows] = readCsv((await as[role].get(`/api/rows/${name}/export`, { format: 'csv' })).text)
        if (!rows.length) continue
        seen.add(name)
        const { columns } = (await upload(makeCsv([head, rows[0]]), { who: as[role], ledger: name, name: 'head.csv' })).body
        const at = (field) => columns.findIndex((c) => c.field === field)
        for (const state of states) {
          const fresh = [...rows.at(-1)], there = [...rows[0]]
          fresh[at('id')] = ''
          fresh[at('state')] = there[at('state')] = state.label['zh-Hans']
          for (const i of columns.keys()) if (/编号|证号|文号|^序号|^名称|标题/.test(head[i]) && fresh[i]) fresh[i] = `${fresh[i]}新`.slice(-18)
          ends[await tried(as[role], name, [head, fresh], `${name}-new-${state.name}`)]++
          ends[await tried(as[role], name, [head, there], `${name}-there-${state.name}`)]++
        }
      }
    }
    assert.ok(seen.size > 30, `${seen.size} ledgers`)
    assert.ok(ends.done > 40 && ends.refused > 40, JSON.stringify(ends))
  })

  test('what takes a second person is refused by the check, row by row, and told in the file of wrong rows', async () => {
    const rows = [['姓名', '性别', '大会层级', '届次', '状态'], ...['齐一人', '齐二人'].map((name) => [name, '男', '县', '14', '资格有效'])]
    const checked = await check(makeCsv(rows), { who: as.congress, ledger: 'delegate', name: 'delegates.csv' })
    assert.deepEqual([checked.state, checked.good, checked.bad, checked.errors.map((e) => e.row)], ['checked', 0, 2, [2, 3]], JSON.stringify(checked))
    const wrong = readXlsx((await as.congress.get(`/api/imports/${checked.id}/wrong`)).bytes)
    assert.deepEqual(wrong.slice(1).map((r) => [r[0], r.at(-1) === checked.errors[0].message]), [['齐一人', true], ['齐二人', true]], JSON.stringify(wrong))
  })

  test('a rule about rows together is asked of the file as a whole: the fourth proxy of one holder', async () => {
    const add = async (ledger, fields) => ok(await as.congress.post(`/api/rows/${ledger}`, { region: COUNTY, fields }), 201).id
    const congress = await add('congress', { title: '委托导入', kind: 'district', level: 'county', rules: 'people-direct-2020' })
    const district = await add('district', { congress, title: '导入选区', level: 'county', seats: 2, rules: 'people-direct-2020' })
    for (const name of ['甲受托', '乙委托', '丙委托', '丁委托', '戊委托'])
      await add('voter', { district, name, sex: '1', birth: '1980-01-01', registered_on: '2021-05-01' })
    const rows = ['乙委托', '丙委托', '丁委托', '戊委托'].map((giver, i) => [`导委${i}`, '导入选区', giver, '甲受托', '2021-06-01'])
    const head = ['委托书编号', '选区', '委托人', '受托人', '委托日期']
    const four = await check(makeCsv([head, ...rows]), { who: as.congress, ledger: 'proxy', name: 'four.csv' })
    assert.deepEqual([four.bad, four.errors.map((e) => e.row)], [1, [5]], JSON.stringify(four.errors))
    const three = await check(makeCsv([head, ...rows.slice(0, 3)]), { who: as.congress, ledger: 'proxy', name: 'three.csv' })
    assert.equal(three.bad, 0, JSON.stringify(three.errors))
    assert.equal((await runImport(three.id, as.congress)).state, 'done')
  })
})

describe('whoever checks a file keeps nobody waiting at a door', () => {
  const MANY = 3000, SOON = 5000 // ms: of a check that held the writer for eleven seconds; a quiet machine needs 200

  test('people are let in while thousands of names are checked for another congress', async () => {
    const hall = await hallOf(as, 6, 5)
    const title = '名单待查大会'
    ok(await as.congress.post('/api/rows/congress', { region: COUNTY, fields: {
      title, kind: 'party', level: 'county', rules: 'county-party-2020', approval_number: '待查组批〔2026〕1号', term: 60, session: 1 } }), 201)
    const rows = Array.from({ length: MANY }, (_, i) => [title, `待查${i}`, '党代表', '第一代表团'])
    const columns = ['congress', 'name', 'kind', 'delegation']
    const { id } = ok(await upload(makeCsv([columns, ...rows]), { who: as.congress, ledger: 'attendee', name: 'names.csv' }), 201)
    ok(await as.congress.post(`/api/imports/${id}/check`, { columns, region: COUNTY }), 202)
    const waits = []
    for (let state = 'checking'; state === 'checking'; state = ok(await as.congress.get(`/api/imports/${id}`)).state) {
      const began = performance.now(), at = new Date().toISOString().slice(0, 19) + 'Z'
      const event = { key: `door-${waits.length}`, attendee: hall.attendees[waits.length % 6], kind: waits.length % 2 ? 'out' : 'in', at, way: 'list' }
      ok(await as.congress.post(`/api/sittings/${hall.sitting}/check-in`, { door: '西门', events: [event] }))
      waits.push(performance.now() - began)
    }
    const seen = await settled(id, as.congress)
    assert.deepEqual([seen.state, seen.good, seen.bad], ['checked', MANY, 0], JSON.stringify(seen.errors))
    assert.ok(Math.max(...waits) < SOON, `waited ${waits.map(Math.round)} ms`)
  })
})
