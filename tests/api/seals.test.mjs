// No masked and no sealed value comes out on any way; opening a seal is seen.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { ACCOUNTS, allRows, cleanUp, COUNTY, demoSite, serve, signInAll } from './server.mjs'
import { readXlsx } from './sheet.mjs'

let server, as

before(async () => {
  server = await serve(demoSite('seals'))
  as = await signInAll(server, ACCOUNTS)
})
after(cleanUp)

describe('masked and sealed', () => {
  const PHONE = '13800138000'

  test('those who may not write see telephone numbers masked, everywhere', async () => {
    const [contact] = (await as.office.get('/api/rows/contact_point', { limit: '1' })).body.rows
    const set = await as.office.post(`/api/rows/contact_point/${contact.id}`, { ver: contact.ver, fields: { phone: PHONE } })
    assert.equal(set.status, 200, set.text)
    const [person] = (await as.cadre.get('/api/rows/person', { limit: '1' })).body.rows
    assert.equal((await as.cadre.post(`/api/rows/person/${person.id}`, { ver: person.ver, fields: { phone: PHONE } })).status, 200)
    assert.equal((await as.cadre.get(`/api/rows/person/${person.id}`)).body.phone, PHONE)

    for (const [ledger, id] of [['contact_point', contact.id], ['person', person.id]]) {
      const row = await as.leader.get(`/api/rows/${ledger}/${id}`)
      assert.equal(row.body.phone, '138****8000')
      for (const path of [`/api/rows/${ledger}`, `/api/rows/${ledger}/${id}/history`])
        assert.ok(!(await as.leader.get(path, { limit: '200' })).text.includes(PHONE), path)
      for (const pairs of [{ phone: PHONE }, { 'phone.has': '138' }, { 'phone.from': '138' }, { 'phone.to': '139' },
        { 'phone.empty': '1' }, { sort: 'phone' }, { sort: '-phone' }]) {
        for (const path of [`/api/rows/${ledger}`, ...(pairs.sort ? [] : [`/api/rows/${ledger}/count`])]) {
          const answer = await as.leader.get(path, pairs)
          assert.equal(answer.status, 403, `${path} ${JSON.stringify(pairs)}: ${answer.status}`)
          assert.equal(answer.body.error.code, 'list.masked')
        }
        if (pairs.sort) continue
        const group = await as.leader.get('/api/figures/by', { ledger, by: 'region', ...pairs })
        assert.equal(group.status, 403, `group ${JSON.stringify(pairs)}`)
      }
      assert.equal((await as.leader.get('/api/figures/by', { ledger, by: 'phone' })).status, 400)
      assert.equal((await as.leader.get(`/api/rows/${ledger}`, { q: PHONE })).body.rows.length, 0)
      assert.equal((await as.leader.get('/api/search', { q: PHONE })).body.hits.length, 0)
    }
    const csv = await as.leader.get('/api/rows/contact_point/export', { format: 'csv' })
    assert.equal(csv.status, 200)
    assert.ok(!csv.text.includes(PHONE) && csv.text.includes('138****8000'))
  })

  test('a sealed value is in no list, row, history, export, search, figure, conflict or trace', async () => {
    const SECRET = '天机不可泄露甲乙丙'
    const made = await as.discipline.post('/api/rows/complaint', {
      region: COUNTY,
      fields: await (async () => {
        const { ledgers: all } = (await as.discipline.get('/api/ledgers')).body
        const { codes } = (await as.discipline.get('/api/codes')).body
        const fields = {}
        for (const f of all.find((l) => l.name === 'complaint').fields) {
          if (f.type === 'sealed') fields[f.name] = SECRET
          else if (f.required && f.type === 'code') fields[f.name] = codes[f.codes].items[0].code
          else if (f.required && f.type === 'date') fields[f.name] = '2021-11-07'
          else if (f.required && f.type === 'text') fields[f.name] = 'X2021-77'
        }
        return fields
      })(),
    })
    assert.equal(made.status, 201, made.text)
    const base = `/api/rows/complaint/${made.body.id}`
    const changed = await as.discipline.post(base, { ver: 1, fields: { content: `${SECRET}二` } })
    assert.equal(changed.status, 200, changed.text)
    const conflict = await as.discipline.post(base, { ver: 1, fields: { content: `${SECRET}三` } })
    assert.equal(conflict.status, 409, conflict.text)
    assert.ok(!conflict.text.includes(SECRET))

    const { body: row } = await as.discipline.get(base)
    assert.deepEqual(row.content, { sealed: true })
    for (const [who, path, pairs] of [
      ['discipline', base], ['discipline', `${base}/history`], ['discipline', `${base}/views`],
      ['discipline', '/api/rows/complaint', { limit: '200' }],
      ['discipline', '/api/search', { q: SECRET }], ['discipline', '/api/figures', { ledger: 'complaint' }],
      ['discipline', '/api/rows/complaint/export', { format: 'csv' }],
      ['audit', '/api/trace'], ['audit', '/api/views'],
    ]) {
      const answer = await as[who].get(path, pairs)
      assert.equal(answer.status, 200, `${path}: ${answer.text.slice(0, 200)}`)
      assert.ok(!answer.text.includes(SECRET), path)
      if (path === '/api/search') assert.equal(answer.body.hits.length, 0)
    }
    assert.equal((await as.discipline.get('/api/rows/complaint', { q: SECRET })).body.rows.length, 0)
    const xlsx = readXlsx((await as.discipline.get('/api/rows/complaint/export', { format: 'xlsx' })).bytes)
    assert.ok(!JSON.stringify(xlsx).includes(SECRET))
    for (const pairs of [{ content: SECRET }, { 'content.has': '天机' }, { sort: 'content' }, { 'content.from': 'a' }])
      assert.equal((await as.discipline.get('/api/rows/complaint', pairs)).status, 400, JSON.stringify(pairs))
    assert.equal((await as.discipline.get('/api/figures/by', { ledger: 'complaint', by: 'content' })).status, 400)
  })

  test('opening a seal needs a purpose and is seen: by the readers of the row and by the auditor', async () => {
    const { rows: [row] } = (await as.discipline.get('/api/rows/complaint', { limit: '1' })).body
    const base = `/api/rows/complaint/${row.id}`
    for (const [purpose, status] of [['', 400], ['x', 400], ['长'.repeat(201), 400], ['  ', 422]])
      assert.equal((await as.discipline.post(`${base}/unseal`, { field: 'content', purpose })).status, status, purpose)
    assert.equal((await as.discipline.post(`${base}/unseal`, { field: 'no_such', purpose: '核查线索' })).status, 400)
    const opened = await as.discipline.post(`${base}/unseal`, { field: 'content', purpose: '核查线索' })
    assert.equal(opened.status, 200, opened.text)
    assert.ok(opened.body.value.length > 1)
    const [view] = (await as.discipline.get(`${base}/views`)).body.views
    assert.deepEqual([view.field, view.purpose, view.who.replace(/（.*）/, '')], ['content', '核查线索', '纪检督导'])
    const seen = (await as.audit.get('/api/views')).body.views.find((v) => v.row === row.id)
    assert.equal(seen.purpose, '核查线索')
    assert.equal(seen.ledger, 'complaint')
  })

  test('a sealed field with lookup is found by its whole value only, and only by those who write', async () => {
    const rows = await allRows(as.cadre, 'person')
    let number
    for (const row of rows.slice(0, 20)) {
      const opened = await as.cadre.post(`/api/rows/person/${row.id}/unseal`, { field: 'id_number', purpose: '核对档案' })
      if (opened.body?.value) number = { row, value: opened.body.value }
    }
    assert.ok(number, 'no demo person has an identity number')
    const found = await as.cadre.get('/api/rows/person', { id_number: number.value })
    assert.deepEqual(found.body.rows.map((r) => r.id), [number.row.id])
    assert.equal((await as.leader.get('/api/rows/person', { id_number: number.value })).status, 403)
    assert.equal((await as.cadre.get('/api/rows/person', { 'id_number.has': number.value.slice(0, 6) })).status, 400)
    assert.equal((await as.cadre.get('/api/rows/person', { sort: 'id_number' })).status, 400)
  })
})
