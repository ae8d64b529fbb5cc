import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Import, Ledger } from '../../api/types'
import { moving, percent, stepOf, twice, unfilled } from './mapping'

const label = { 'zh-Hans': '甲', 'zh-Hant': '甲', en: 'A' }
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
  title: 'a',
  may: { write: true, export: true, acts: [], unseal: [] },
  fields: [
    { name: 'a', type: 'text', group: 'basic', label, required: true },
    { name: 'b', type: 'code', group: 'basic', label, required: true, default: '1' },
    { name: 'c', type: 'text', group: 'basic', label },
  ],
}
const job = (part: Partial<Import>): Import => ({
  id: '1',
  ledger: 'x',
  name: 'f',
  old: false,
  check: 0,
  who: '',
  at: '',
  state: 'uploaded',
  columns: [],
  region: { id: '0', label: '' },
  done: 0,
  total: 0,
  rows: 0,
  good: 0,
  bad: 0,
  errors: [],
  more_errors: false,
  preview: [],
  ...part,
})

test('a field may be filled once, and must be when required', () => {
  assert.deepEqual(twice(['a', null, 'a', 'c', null]), ['a'])
  assert.deepEqual(
    unfilled(ledger, ['c', null]).map((f) => f.name),
    ['a'],
  )
  assert.deepEqual(
    unfilled(ledger, ['a']).map((f) => f.name),
    [],
  )
  assert.deepEqual(unfilled(ledger, ['id', 'c']), [])
})

test('steps follow the state', () => {
  assert.deepEqual(
    [
      null,
      job({}),
      job({ state: 'checking' }),
      job({ state: 'checked' }),
      job({ state: 'done' }),
      job({ state: 'failed' }),
    ].map(stepOf),
    [0, 1, 2, 2, 3, 3],
  )
  assert.equal(moving(job({ state: 'undoing' })), true)
  assert.equal(moving(job({ state: 'checked' })), false)
  assert.equal(percent(job({ done: 1, total: 3 })), 33)
  assert.equal(percent(job({})), 0)
})
