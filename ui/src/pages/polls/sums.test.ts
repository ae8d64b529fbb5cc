import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checks, overIssued } from './sums'

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
