import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checks, overIssued, voids } from './sums'

test('more ballots back than went out is said where either is typed', () => {
  assert.deepEqual(overIssued(131, 130), { returned: 131, issued: 130 })
  for (const [returned, issued] of [
    [130, 130],
    [12, 130],
    [131, null],
    [null, 130],
    [131, undefined],
  ] as const)
    assert.equal(overIssued(returned, issued), null)
  const said = checks({ returned: 131, issued: 130 }, 130).filter((c) => !c.ok)
  assert.deepEqual(
    said.map((c) => c.rule),
    ['returned'],
  )
})

test('of a district what goes out is held against those who take part', () => {
  const [one] = checks({ issued: 29 }, 12, 'taking_part')
  assert.deepEqual(one, { rule: 'taking_part', ok: false, slots: { issued: 29, present: 12 } })
})

test('books that the count will find void are said, once, where the server refuses nothing', () => {
  const of = (issued: number, returned: number, judged: string[] = []) =>
    voids(checks({ issued, returned, cut: 3, unused: 2 }, 9), judged).map((c) => c.rule)
  assert.deepEqual(of(10, 10), ['present'])
  assert.deepEqual(of(10, 9, ['issued']), [])
  assert.deepEqual(of(9, 10), ['returned'])
  assert.deepEqual(of(10, 11), ['present', 'returned'])
  assert.deepEqual(of(9, 9), [])
})
