import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Ledger, Wall } from '../../api/types'
import { cellFilters, cellsOf, depth, progressOf, stackOf, timeline } from './board'

const label = { 'zh-Hans': '甲', 'zh-Hant': '甲', en: 'A' }
const task: Ledger = {
  name: 'task',
  label,
  menu: 'command',
  order: 1,
  sort: '-id',
  site: false,
  acts: [],
  title: 'name',
  may: { write: true, export: true, acts: [], unseal: [] },
  fields: [{ name: 'due', type: 'date', group: 'basic', label }],
  states: [
    { name: 'todo', label, tone: 'info' },
    { name: 'done', label, tone: 'success' },
  ],
  deadline: { field: 'due', until: ['done'] },
  figures: [
    { name: 'total', label, wall: 1 },
    { name: 'by_state', label, by: 'state', wall: 2 },
  ],
}
const talk: Ledger = {
  ...task,
  name: 'talk',
  figures: [{ name: 'total', label, wall: 5, where: { kind: ['1'] } }],
}
const wall: Wall = {
  region: { id: '430211', label: '天元区', path: '' },
  at: '',
  children: [{ id: '430211001', label: '甲镇', cells: { 'task.late': 2 } }],
  totals: { 'talk.total': 3, 'task.total': 9, 'task.late': 2, 'gone.total': 1 },
  figures: [
    {
      key: 'task.by_state',
      total: 9,
      ledger: 'task',
      name: 'by_state',
      label,
      by: 'state',
      values: [
        { key: 'todo', label: '', value: 5 },
        { key: 'done', label: '', value: 4 },
      ],
    },
  ],
}

test('cells in the order of the wall', () => {
  const cells = cellsOf(wall, [talk, task])
  assert.deepEqual(
    cells.map((c) => c.key),
    ['task.total', 'task.late', 'talk.total'],
  )
  assert.deepEqual(cells.map(cellFilters), [{}, { late: '1' }, { kind: '1' }])
})

test('progress and stacks', () => {
  assert.deepEqual(progressOf(task, wall), { total: 9, done: 4, late: 2 })
  assert.equal(progressOf(talk, wall), null)
  const rows = [
    { count: 2, region: '430211001', state: 'todo' },
    { count: 3, region: '430211001', state: 'done' },
    { count: 1, region: '430212001', state: 'todo' },
  ]
  assert.deepEqual(stackOf(task, wall.children, rows)?.values, [[2], [3]])
  assert.equal(stackOf(task, wall.children, []), null)
})

test('depth of colour and timelines', () => {
  assert.deepEqual(
    [0, 1, 25, 26, 100].map((v) => depth(v, 100)),
    [0, 1, 1, 2, 4],
  )
  const p = (key: string): { key: string; label: string; value: number } => ({
    key,
    label: key,
    value: 1,
  })
  assert.deepEqual(
    timeline([p('2021-02'), p(''), p('2021-01')]).map((x) => x.key),
    ['2021-01', '2021-02'],
  )
  assert.deepEqual(
    timeline([p('2020-01'), p('2020-02'), p('2021-01')], 2).map((x) => [x.key, x.value]),
    [
      ['2020', 2],
      ['2021', 1],
    ],
  )
})
