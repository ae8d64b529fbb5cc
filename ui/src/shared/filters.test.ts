import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FieldDef } from '../api/types'
import { asked, behind, readFilters, split, withFilter } from './filters'

const label = { 'zh-Hans': '甲', 'zh-Hant': '甲', en: 'A' }
const fields: FieldDef[] = [
  { name: 'kind', type: 'code', group: 'basic', label },
  { name: 'held_on', type: 'date', group: 'basic', label },
]

test('only known filters are read from the address', () => {
  assert.deepEqual(
    readFilters(
      { fields },
      { kind: '1,2', 'held_on.from': '2021-05-01', row: '9', 'kind.bad': '1', late: '1', x: 'y' },
    ),
    { kind: '1,2', 'held_on.from': '2021-05-01', late: '1' },
  )
  assert.deepEqual(split('held_on.from'), ['held_on', 'from'])
  assert.deepEqual(split('kind'), ['kind', ''])
})

test('an empty value takes the filter away', () => {
  assert.deepEqual(withFilter({ a: '1', b: '2' }, 'a', ''), { b: '2' })
  assert.deepEqual(withFilter({ a: '1' }, 'a', '3'), { a: '3' })
})

test('rows behind a figure', () => {
  assert.deepEqual(behind({ fields }, { by: 'state', where: { kind: ['1', '2'] } }, 'open'), {
    kind: '1,2',
    state: 'open',
  })
  assert.deepEqual(behind({ fields }, { by: 'held_on' }, '2021-02'), {
    'held_on.from': '2021-02-01',
    'held_on.to': '2021-02-28',
  })
  assert.deepEqual(behind({ fields }, { by: 'kind' }, ''), { 'kind.empty': '1' })
  assert.deepEqual(behind({ fields }, { where: { kind: ['*'] } }), { 'kind.empty': '0' })
  assert.deepEqual(behind({ fields }, undefined), {})
})

test('a sealed field is asked for by those who may unseal it alone', () => {
  const all: FieldDef[] = [
    ...fields,
    { name: 'id_number', type: 'sealed', seal: 'identity', lookup: true, group: 'basic', label },
  ]
  const names = (unseal: string[]): string[] =>
    asked({ fields: all, may: { write: true, export: true, acts: [], unseal } }).map((f) => f.name)
  assert.deepEqual(names([]), ['kind', 'held_on'])
  assert.deepEqual(names(['identity']), ['kind', 'held_on', 'id_number'])
  assert.deepEqual(readFilters({ fields: all }, { 'id_number.shared': '1' }), {
    'id_number.shared': '1',
  })
})
