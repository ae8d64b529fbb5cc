import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hant, votePage } from '../../tools/texts.mjs'

interface Answer {
  marks: string[]
  written: string[]
}
interface Question {
  title: string
  seats: number
  candidates: { name: string }[]
  write_ins: number
  write_in: string
}
interface Vote {
  TEXTS: Record<string, string[]>
  tidy(code: string): string
  names(a: Answer): string[]
  chosen(a: Answer): number
  mayWrite(q: Question, a: Answer): number
  problem(q: Question, a: Answer): [string, Record<string, unknown>] | null
  blank(q: Question): Answer
  toSend(a: Answer): unknown
  isIn(code: string, unsure: boolean): boolean
}

// The page is a plain script, not a module: it is run here as a browser without a document would.
const text = votePage('.')
const box: { exports: unknown } = { exports: {} }
new Function('module', text)(box)
const vote = box.exports as Vote
const question = (more: Partial<Question> = {}): Question => ({
  title: '委员',
  seats: 2,
  candidates: ['甲', '乙', '丙'].map((name) => ({ name })),
  write_ins: 2,
  write_in: 'oppose',
  ...more,
})

test('codes as they are typed', () => {
  assert.equal(vote.tidy(' abcd-efgh 2345 '), 'ABCDEFGH2345')
})

test('never more names than seats, written ones count', () => {
  assert.equal(vote.problem(question(), { marks: ['Y', 'Y', 'N'], written: [] }), null)
  assert.equal(vote.problem(question(), { marks: ['Y', 'Y', 'Y'], written: [] })?.[0], 'over')
  assert.deepEqual(vote.problem(question(), { marks: ['Y', 'Y', 'N'], written: ['丁'] }), [
    'over',
    { title: '委员', k: 3, n: 2 },
  ])
  assert.equal(vote.problem(question(), { marks: ['Y', 'N', 'A'], written: ['丁'] }), null)
})

test('writing in: as the rule allows', () => {
  const two = { marks: ['A', 'N', 'A'], written: ['丁', '戊'] }
  assert.deepEqual(vote.problem(question(), two), ['write_many', { title: '委员', k: 2, n: 1 }])
  assert.equal(vote.problem(question({ write_in: 'nothing' }), two), null)
  assert.equal(vote.problem(question({ write_in: 'never' }), two)?.[0], 'write_many')
  assert.equal(
    vote.problem(question({ write_in: 'nothing' }), {
      marks: ['A', 'A', 'A'],
      written: ['乙'],
    })?.[0],
    'write_same',
  )
  for (const blank of [' ', '　 '])
    assert.equal(
      vote.problem(question(), { marks: ['A', 'N', 'A'], written: ['', blank] })?.[0],
      'write_blank',
    )
  assert.equal(vote.problem(question(), { marks: ['A', 'N', 'A'], written: ['', ''] }), null)
  assert.deepEqual(vote.names({ marks: [], written: [' 王　富 ', '王富', ''] }), ['王富'])
})

test('what is not marked is an abstention, and nothing else is sent', () => {
  assert.deepEqual(vote.toSend(vote.blank(question())), { marks: 'AAA' })
  assert.deepEqual(vote.toSend({ marks: ['Y', '', 'N'], written: ['丁'] }), {
    marks: 'YAN',
    write_in: ['丁'],
  })
})

test('"used" after an answer that never came means: it is in', () => {
  assert.equal(vote.isIn('vote.used', true), true)
  assert.equal(vote.isIn('vote.used', false), false)
  assert.equal(vote.isIn('vote.closed', true), false)
})

test('every text in three languages with the same blanks, and nothing is stored', () => {
  const blanks = (s: string): string => (s.match(/\{\w+\}/g) ?? []).sort().join()
  for (const [key, line] of Object.entries(vote.TEXTS)) {
    assert.equal(line.length, 3, key)
    assert.ok(
      line.every((s) => s && blanks(s) === blanks(line[0] ?? '')),
      key,
    )
    assert.doesNotMatch(line[2] ?? '', /[\u4e00-\u9fff]/, key)
  }
  assert.equal(vote.TEXTS.cast?.[1], '投票')
  assert.equal(vote.TEXTS.open?.[1], '領取選票', 'derived')
  assert.match(vote.TEXTS.offline?.[1] ?? '', /伺服器/, 'by hand')
  assert.doesNotMatch(
    text,
    /localStorage|sessionStorage|indexedDB|document\.cookie|pushState|=>|\b(let|const|class)\b\s+\w|`/,
    'ES5, and no store',
  )
})

test('what is derived has the characters that are usual', () => {
  assert.equal(hant('核对、审核、考核'), '核對、審核、考核')
})
