// What tests of imports share: a file on its way from upload to done.
import assert from 'node:assert/strict'
import { COUNTY, sleep } from './server.mjs'

const BUSY = ['checking', 'running', 'undoing']
export const HEAD = ['签订人', '承诺类别', '签订日期', '单位及职务']
export const FIELDS = ['signer', 'kind', 'signed_on', 'unit_post']
export const people = (many, from = 0) => Array.from({ length: many }, (_, i) => [`导入${from + i}`, '组工干部', '2021-11-08', `第${from + i}单位`])

/** The steps, as `as.office` unless told otherwise. */
export const importing = (as) => {
  const upload = (bytes, { who = as().office, ledger = 'pledge', name = 'a.xlsx' } = {}) => who.upload('/api/imports', bytes, { ledger, name })
  const settled = async (id, who = as().office) => {
    for (;;) {
      const seen = await who.get(`/api/imports/${id}`)
      assert.equal(seen.status, 200, seen.text)
      if (!BUSY.includes(seen.body.state)) return seen.body
      await sleep(20)
    }
  }
  const check = async (bytes, { who = as().office, region = COUNTY, columns, ...more } = {}) => {
    const up = await upload(bytes, { who, ...more })
    assert.equal(up.status, 201, up.text)
    const started = await who.post(`/api/imports/${up.body.id}/check`, { columns: columns ?? up.body.columns.map((c) => c.field), region })
    assert.equal(started.status, 202, started.text)
    return settled(up.body.id, who)
  }
  const runImport = async (id, who = as().office) => {
    const started = await who.post(`/api/imports/${id}/run`)
    assert.equal(started.status, 202, started.text)
    return settled(id, who)
  }
  return { upload, settled, check, runImport }
}
