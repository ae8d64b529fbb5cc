// Uploads that no row uses: so much for one account, and cleared after a day; what a row ever used stays.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { cleanUp, COUNTY, demoSite, run, serve, signInAll } from './server.mjs'

let server, as
before(async () => {
  server = await serve(demoSite('uploads'))
  as = await signInAll(server, ['office', 'cadre', 'audit'])
})
after(cleanUp)

const MIB = 1 << 20
const upload = (bytes, name = 'a.bin', who = as.office) => who.upload('/api/files', bytes, { name })
const kept = () => readdirSync(join(server.data, 'files'))
const sql = (text) => execFileSync('python3', ['-c', 'import sqlite3, sys; d = sqlite3.connect(sys.argv[1], 20); print(d.execute(sys.argv[2]).fetchall()); d.commit()', join(server.data, 'huanjie.db'), text]).toString()
/** A ledger that the office writes, with a field for a file, and the fields that a row of it needs. */
const holder = async () => {
  const { ledgers } = (await as.office.get('/api/ledgers')).body
  const { codes } = (await as.office.get('/api/codes')).body
  for (const l of ledgers.filter((one) => one.may.write)) {
    const file = l.fields.find((f) => f.type === 'file' && !f.picture && !f.kept)
    const needed = l.fields.filter((f) => f.required)
    if (!file || !needed.every((f) => ['text', 'longtext', 'code', 'date'].includes(f.type) && !f.format)) continue
    const fields = Object.fromEntries(needed.map((f) => [f.name, f.type === 'code' ? codes[f.codes].items[0].code : f.type === 'date' ? '2021-06-01' : '测试附件']))
    return { ledger: l.name, file: file.name, fields }
  }
  throw new Error('no ledger of the office has a file')
}

describe('what was uploaded and never used', () => {
  let used, old

  test('is cleared after a day with the next upload; what a row pointed to stays, and so do bytes that another has', async () => {
    if (process.env.HUANJIE_API_PG) return
    const { ledger, file, fields } = await holder()
    used = (await upload(Buffer.from('used by a row'))).body.id
    const row = await as.office.post(`/api/rows/${ledger}`, { region: COUNTY, fields: { ...fields, [file]: used } })
    assert.equal(row.status, 201, row.text)
    old = (await upload(Buffer.from('never used'))).body.id
    const twin = (await upload(Buffer.from('used by a row'), 'twin.bin')).body.id
    assert.equal((await as.office.post(`/api/rows/${ledger}/${row.body.id}/remove`, { ver: row.body.ver, reason: '登记错误' })).status, 204)
    const before = kept().length
    sql('UPDATE hj_file SET at = at - 90000000 WHERE used = 0')
    assert.equal((await upload(Buffer.from('the next'))).status, 201)
    assert.equal(kept().length, before, 'one went, one came')
    assert.equal(sql(`SELECT id FROM hj_file WHERE id IN (${used}, ${old}, ${twin})`).trim(), `[(${used},)]`)
    assert.equal((await as.office.post(`/api/rows/${ledger}/${row.body.id}/restore`)).status, 200, 'a removed row comes back with its file')
    const got = await as.office.get(`/api/files/${used}`)
    assert.equal(got.text, 'used by a row')
    const late = await as.office.post(`/api/rows/${ledger}`, { region: COUNTY, fields: { ...fields, [file]: old } })
    assert.equal(late.body.error.fields[0].code, 'cell.file')
    assert.equal(run(['verify', '--data', server.data]).code, 0)
  })

  test('is bounded for each account, and says how to go on; others are not held up', async () => {
    const part = Buffer.alloc(20 * MIB)
    let answer
    for (let i = 0; i < 11; i++) {
      part.writeUInt32LE(i)
      answer = await upload(part, `${i}.bin`)
      if (answer.status !== 201) break
    }
    assert.equal(answer.status, 422, answer.text)
    assert.equal(answer.body.error.code, 'file.quota')
    assert.match(answer.body.error.message, /200 MiB.*24 小时/)
    assert.equal((await upload(Buffer.from('small'), 'b.bin', as.cadre)).status, 201)
  })
})
