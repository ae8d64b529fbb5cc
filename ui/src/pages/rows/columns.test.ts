import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Ledger } from '../../api/types'
import { chosen, nextSort, possible, standard } from './columns'

const label = { 'zh-Hans': '甲', 'zh-Hant': '甲', en: 'A' }
const ledger: Ledger = {
  name: 'talk',
  label,
  menu: 'people',
  order: 1,
  sort: '-id',
  site: false,
  states: [],
  acts: [],
  figures: [],
  title: 'subject',
  may: { write: true, export: true, acts: [], unseal: [] },
  fields: [
    { name: 'held_on', type: 'date', group: 'basic', label, list: true },
    { name: 'subject', type: 'text', group: 'basic', label, list: true },
    { name: 'secret', type: 'sealed', group: 'basic', label },
    { name: 'note', type: 'longtext', group: 'basic', label },
  ],
}
const names = (list: { name: string }[]): string[] => list.map((c) => c.name)

test('title first, sealed never', () => {
  assert.deepEqual(names(possible(ledger)), ['subject', 'region', 'held_on', 'note', 'updated_at'])
  assert.deepEqual(standard(ledger), ['subject', 'region', 'held_on'])
  assert.deepEqual(names(chosen(ledger, null)), ['subject', 'region', 'held_on'])
  assert.deepEqual(names(chosen(ledger, ['note', 'gone'])), ['subject', 'note'])
})

test('sorting goes round', () => {
  assert.equal(nextSort('', 'a'), 'a')
  assert.equal(nextSort('a', 'a'), '-a')
  assert.equal(nextSort('-a', 'a'), '')
  assert.equal(nextSort('b', 'a'), 'a')
})
