import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FieldDef, Ledger } from '../../api/types'
import { byField, draftOf, grouped, missing } from './form'

const label = { 'zh-Hans': '甲', 'zh-Hant': '甲', en: 'A' }
const fields: FieldDef[] = [
  { name: 'note', type: 'longtext', label, group: 'note' },
  { name: 'name', type: 'text', group: 'basic', label, required: true },
  { name: 'on', type: 'bool', group: 'basic', label, default: '是' },
  { name: 'n', type: 'integer', group: 'basic', label, default: '0', required: true },
]
const ledger: Ledger = {
  name: 'x',
  label,
  menu: 'people',
  order: 1,
  sort: '-id',
  site: false,
  states: [],
  acts: [],
  figures: [],
  title: 'name',
  fields,
  may: { write: true, export: true, acts: [], unseal: [] },
}

test('groups in their order, basic by default', () => {
  assert.deepEqual(
    grouped(fields).map((g) => [g.name, g.fields.length]),
    [
      ['basic', 3],
      ['note', 1],
    ],
  )
})

test('a new form starts with the defaults', () => {
  const draft = draftOf(ledger, null)
  assert.deepEqual(draft, { note: null, name: null, on: true, n: 0 })
  assert.deepEqual(missing(fields, draft), ['name'])
})

test('messages go to their fields, the others above the form', () => {
  const error = {
    code: 'invalid',
    message: 'two',
    fields: [
      { field: 'name', message: 'a' },
      { field: 'zz', message: 'b' },
    ],
  }
  assert.deepEqual(byField(error, ['name']), { at: { name: 'a' }, rest: 'two b' })
  assert.deepEqual(byField({ ...error, fields: [{ field: 'name', message: 'a' }] }, ['name']), {
    at: { name: 'a' },
    rest: '',
  })
  assert.deepEqual(byField({ code: 'io', message: 'm' }, []), { at: {}, rest: 'm' })
})
