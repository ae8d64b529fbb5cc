import assert from 'node:assert/strict'
import { test } from 'node:test'
import { autoView, columnsFor, percent } from './view'

test('the screen follows the polls', () => {
  assert.equal(autoView([]), 'attendance')
  assert.equal(autoView([{ state: 'frozen' }]), 'attendance')
  assert.equal(autoView([{ state: 'open' }, { state: 'signed' }]), 'turnout')
  assert.equal(autoView([{ state: 'counted' }]), 'turnout', 'no result before the signature')
  assert.equal(autoView([{ state: 'signed' }, { state: 'signed' }]), 'result')
  assert.equal(autoView([{ state: 'signed' }, { state: 'preparing' }]), 'attendance')
})

test('columns and shares', () => {
  assert.deepEqual([1, 12, 13, 36, 71].map(columnsFor), [1, 1, 2, 3, 5])
  assert.deepEqual([percent(199, 248), percent(3, 0), percent(248, 248)], [80, 0, 100])
})
