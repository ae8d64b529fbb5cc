import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  ballotOf,
  fresh,
  overChosen,
  padOf,
  press,
  sheetOf,
  type Command,
  type Mark,
  type Pad,
} from './keys'
import { approvals, columnSum, draftOf, emptySums, rowSum, sumsOf, trouble, validOf } from './sums'

const people = (n: number): { id: string; name: string }[] =>
  Array.from({ length: n }, (_, i) => ({ id: String(i), name: `人${i + 1}` }))
const sheet = sheetOf([
  { seats: 35, candidates: people(39) },
  { seats: 2, candidates: people(3) },
])

function type(
  keys: string[],
  usual: Mark = 'Y',
  from: Pad = fresh(sheet, usual),
): { pad: Pad; command: Command } {
  return keys.reduce<{ pad: Pad; command: Command }>(
    (state, key) => press(sheet, state.pad, key, usual),
    { pad: from, command: null },
  )
}
const marks = (pad: Pad): string => pad.marks.join('')

test('only exceptions are typed: 7- 21* 40/ and Enter', () => {
  const { pad, command } = type([
    '7',
    '-',
    '2',
    '1',
    '*',
    '9',
    '-',
    '1',
    '-',
    '4',
    '0',
    '/',
    'Enter',
  ])
  assert.equal(command, 'save')
  assert.equal(marks(pad).slice(0, 39), 'NYYYYYNYN' + 'Y'.repeat(11) + 'A' + 'Y'.repeat(18))
  assert.deepEqual(ballotOf(sheet, pad), {
    answers: [{ marks: marks(pad).slice(0, 39) }, { marks: '?YY' }],
  })
})

test('row by row without a usual mark, and nothing may stay open', () => {
  const start = type(['+', '-', '*', '/'], '')
  assert.equal(marks(start.pad), 'YNA?')
  assert.equal(start.pad.cursor, 4)
  const end = type(['Enter'], '', start.pad)
  assert.deepEqual([end.command, end.pad.wrong, end.pad.cursor], [null, 'unset', 4])
})

test('a ballot with too many names is warned of once and taken the second time', () => {
  const first = type(['Enter'])
  assert.deepEqual(
    [first.command, first.pad.wrong, overChosen(sheet, first.pad)],
    [null, 'over', [0, 1]],
  )
  assert.equal(type(['Enter'], 'Y', first.pad).command, 'save')
  const changed = type(['1', '-', 'Enter'], 'Y', first.pad)
  assert.equal(changed.command, null, 'changed since: warned again')
})

test('names written in count as chosen', () => {
  const pad = { ...fresh(sheet, 'N' as Mark), written: [[], ['甲', '乙', '丙']] }
  assert.deepEqual(overChosen(sheet, pad), [1])
  assert.deepEqual(padOf(sheet, ballotOf(sheet, pad), 'Y').written, [[], ['甲', '乙', '丙']])
})

test('0 with a mark: write in, void, before, again', () => {
  assert.equal(type(['0', '+']).command, 'write')
  assert.equal(type(['0', '-']).command, 'void')
  assert.equal(type(['0', '*']).command, 'previous')
  assert.equal(marks(type(['1', '-', '0', '/']).pad), 'Y'.repeat(42))
  assert.equal(marks(type(['0', '-']).pad), 'Y'.repeat(42), 'no row is touched')
})

test('jump, back, wrong rows', () => {
  assert.equal(type(['1', '2', 'Enter']).pad.cursor, 11)
  assert.equal(type(['4', '3', '-']).pad.wrong, 'row')
  assert.equal(type(['1', '2', 'Backspace', 'Enter']).pad.cursor, 0)
  assert.equal(type(['9', 'Enter', 'Backspace']).pad.cursor, 7)
  assert.equal(type(['q']).command, null)
  assert.deepEqual(padOf(sheet, { void: '多选' }, 'Y'), fresh(sheet, 'Y'))
})

test('sums: rows, columns and the most approvals', () => {
  const one = [{ candidates: people(2) }]
  const d = emptySums(one)
  assert.deepEqual(trouble(d, [1]), { kind: 'books' })
  Object.assign(d, { returned: '50', void: '1' })
  assert.equal(validOf(d), 49)
  assert.equal(validOf({ ...d, void: '51' }), null)
  d.cells = [
    [
      ['30', '10', '9', '0'],
      ['18', '30', '0', '0'],
    ],
  ]
  assert.deepEqual(trouble(d, [1]), { kind: 'row', question: 0, row: 1 })
  d.cells[0]![1] = ['18', '30', '0', '1']
  assert.equal(trouble(d, [1]), null)
  assert.deepEqual(
    [rowSum(['1', '', '0', '0']), columnSum(d.cells[0]!, 0), approvals(d, 0)],
    [null, 48, 48],
  )
  d.written = [[{ name: '丙', approve: '2' }]]
  assert.deepEqual(
    trouble(d, [1]),
    { kind: 'seats', question: 0 },
    '50 approvals on 49 ballots for one seat',
  )
  assert.deepEqual(draftOf(sumsOf(d)), d)
})
