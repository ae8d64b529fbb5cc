import assert from 'node:assert/strict'
import { test } from 'node:test'
import { later, merged, nextPos, type Change } from './merge'

test('what waits stands over what is kept', () => {
  const kept = [
    { pos: 1, ballot: 'a' },
    { pos: 2, ballot: 'b' },
  ]
  assert.deepEqual(
    merged(kept, [
      { pos: 2, ballot: 'c' },
      { pos: 3, ballot: 'd' },
      { pos: 1, ballot: null },
    ]),
    [
      { pos: 2, ballot: 'c' },
      { pos: 3, ballot: 'd' },
    ],
  )
  assert.deepEqual(
    merged(kept, [
      { pos: 2, ballot: null },
      { pos: 2, ballot: 'e' },
    ])[1],
    { pos: 2, ballot: 'e' },
  )
  assert.equal(nextPos(merged(kept, [{ pos: 7, ballot: 'x' }])), 8)
  assert.equal(nextPos([]), 1)
})

test('a change made during the sending waits on, even when it looks the same', () => {
  const sent: Change<string>[] = [{ pos: 1, ballot: 'a' }]
  const again: Change<string> = { pos: 1, ballot: 'a' }
  assert.deepEqual(later([...sent, again], sent), [again])
})
