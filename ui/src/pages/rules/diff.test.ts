import assert from 'node:assert/strict'
import { test } from 'node:test'
import { differences, faultOf } from './diff'

const set = (rules: unknown[]): string => JSON.stringify({ name: 'x', rules })
const quorum = { rule: 'quorum', base: 'due', at_least: [4, 5], article: 'art. 19' }
const surplus = { rule: 'surplus', offices: ['committee'], least: [1, 5] }

test('a value that changed is named with its rule', () => {
  assert.deepEqual(
    differences(set([quorum, surplus]), set([surplus, { ...quorum, at_least: [2, 3] }])),
    [{ at: 'rules › quorum › at_least', before: '[4,5]', after: '[2,3]' }],
    'the order of rules is no difference',
  )
})

test('what came and what went', () => {
  const gone = differences(set([quorum, surplus]), set([quorum]))
  assert.deepEqual(
    gone.map((d) => [d.at, d.after]),
    [
      ['rules › surplus (committee) › rule', ''],
      ['rules › surplus (committee) › offices', ''],
      ['rules › surplus (committee) › least', ''],
    ],
  )
  assert.deepEqual(differences(set([quorum]), set([{ ...quorum, note: 'n' }])), [
    { at: 'rules › quorum › note', before: '', after: '"n"' },
  ])
  assert.deepEqual(
    differences(set([quorum]), JSON.stringify(JSON.parse(set([quorum])), null, 2)),
    [],
  )
})

test('a fault is found with its line', () => {
  assert.equal(faultOf('{}'), null)
  assert.ok((faultOf('{\n  "a": 1,\n  b\n}')?.message.length ?? 0) > 0)
})
