import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ActDef, Row } from '../../api/types'
import { isOwn } from './ways'

const acts = ['review', 'elect', 'qualify', 'consult', 'consider', 'decide', 'replace', 'lapse']
const shown = (ledger: string, body: string | null): string[] =>
  acts.filter((name) =>
    isOwn(ledger, { body_kind: body } as unknown as Row, { name } as unknown as ActDef),
  )

test('a record has the acts of its own body alone', () => {
  const party = ['review', 'elect', 'qualify', 'replace', 'lapse']
  assert.deepEqual(shown('delegate', 'party'), party)
  assert.deepEqual(shown('delegate', null), party)
  assert.deepEqual(shown('delegate', 'conference'), [
    'consult',
    'consider',
    'decide',
    'replace',
    'lapse',
  ])
  assert.deepEqual(shown('nominee', 'party'), acts)
})
