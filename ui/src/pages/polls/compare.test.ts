import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compare } from './compare'

const words = { whole: '整张', write_in: '另选', missing: '没有', books: '收回/废票' }
const candidate = (name: string): { id: string; name: string } => ({ id: name, name })
const elections = [
  { candidates: [candidate('甲'), candidate('乙')] },
  { candidates: [candidate('丙')] },
]
const differing = (...args: Parameters<typeof compare>): string[] =>
  compare(...args)
    .filter((l) => l.differs)
    .map((l) => `${l.question} ${l.label} ${l.first}|${l.second}`)

test('only what differs differs', () => {
  const one = { answers: [{ marks: 'YN', write_in: ['丁'] }, { marks: 'Y' }] }
  assert.deepEqual(differing(one, one, elections, words), [])
  assert.deepEqual(
    differing(
      one,
      { answers: [{ marks: 'YA', write_in: ['戊'] }, { marks: 'Y' }] },
      elections,
      words,
    ),
    ['0 乙 N|A', '0 另选 丁|戊'],
  )
  assert.equal(compare(one, one, elections, words).length, 4)
})

test('a void or missing ballot, and sums', () => {
  const one = { answers: [{ marks: 'YN' }, { marks: 'Y' }] }
  assert.ok(differing(one, { void: '超选' }, elections, words).includes('-1 整张 |超选'))
  assert.ok(differing(one, null, elections, words).includes('-1 整张 |没有'))
  const sums = (
    n: number,
  ): {
    returned: number
    void: number
    answers: {
      marks: [number, number, number, number][]
      write_in: { name: string; approve: number }[]
    }[]
  } => ({
    returned: 50,
    void: 1,
    answers: [
      {
        marks: [
          [n, 1, 0, 0],
          [40, 9, 0, 0],
        ],
        write_in: [],
      },
      { marks: [[49, 0, 0, 0]], write_in: [] },
    ],
  })
  assert.deepEqual(differing(sums(48), sums(47), elections, words), [
    '0 甲 48 / 1 / 0 / 0|47 / 1 / 0 / 0',
  ])
})
