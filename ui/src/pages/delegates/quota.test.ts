import assert from 'node:assert/strict'
import { test } from 'node:test'
import { standing } from './quota'

const lines = (...texts: string[]): { id: string; minimum: number; text: string }[] =>
  texts.map((text, i) => ({ id: String(i), minimum: 1, text }))

test('quotas must come out at the total', () => {
  assert.deepEqual(standing(lines('120', '128'), 248), {
    given: 248,
    missing: 0,
    strange: [],
    under: [],
    fits: true,
  })
  assert.deepEqual(
    [standing(lines('120', '127'), 248).missing, standing(lines('120', '130'), 248).missing],
    [1, -2],
  )
  assert.equal(standing(lines('120', '128'), null).fits, false)
})

test('no unit without a number, none under its minimum', () => {
  assert.deepEqual(standing(lines('248', '0'), 248).under, ['1'])
  assert.deepEqual(standing(lines('248', 'x'), 248), {
    given: 248,
    missing: 0,
    strange: ['1'],
    under: [],
    fits: false,
  })
})
