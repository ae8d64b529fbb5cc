import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FieldDef, Row } from '../api/types'
import { bytes, changed, display, isLate, thousands, unitOf, type Tongue } from './display'

const sex = {
  label: { 'zh-Hans': '性别', 'zh-Hant': '性别', en: 'Sex' },
  items: [{ code: '1', label: { 'zh-Hans': '男', 'zh-Hant': '男', en: 'Male' } }],
}
const zh: Tongue = {
  lang: 'zh-Hans',
  codes: { sex },
  yes: '是',
  no: '否',
  sealed: '已密封',
  yuan: '元',
}
const label = { 'zh-Hans': '甲', 'zh-Hant': '甲', en: 'A' }
const row = (more: object): Row =>
  ({
    id: '1',
    ver: 1,
    region: { id: '43', label: '湖南省' },
    created_at: '',
    updated_at: '',
    ...more,
  }) as Row

test('values read as people write them', () => {
  assert.equal(display({ type: 'code', codes: 'sex' }, '1', zh), '男')
  assert.equal(display({ type: 'code', codes: 'sex' }, '9', zh), '9')
  assert.equal(display({ type: 'code', codes: 'sex' }, '1', { ...zh, lang: 'en' }), 'Male')
  assert.equal(display({ type: 'money' }, '1234567.50', zh), '1,234,567.50')
  assert.equal(display({ type: 'bool' }, false, zh), '否')
  assert.equal(display({ type: 'person' }, { id: '7', label: '王丽' }, zh), '王丽')
  assert.equal(display({ type: 'file' }, { id: '7', name: '证明.pdf', bytes: 9 }, zh), '证明.pdf')
  assert.equal(display({ type: 'sealed' }, { sealed: true }, zh), '已密封')
  assert.equal(display({ type: 'text' }, null, zh), '')
  assert.equal(thousands(1234), '1,234')
  assert.equal(thousands('-1234.5'), '-1,234.5')
  assert.equal(bytes(1536), '1.5 KB')
})

test('money is in yuan unless it says otherwise', () => {
  const money: FieldDef = { name: 'm', type: 'money', group: 'basic', label }
  assert.equal(unitOf(money, zh), '元')
  assert.equal(
    unitOf({ ...money, unit: { 'zh-Hans': '万元', 'zh-Hant': '万元', en: '10k' } }, zh),
    '万元',
  )
})

test('late until a closing state', () => {
  const ledger = { deadline: { field: 'due_on', until: ['done'] } }
  assert.equal(isLate(ledger, row({ due_on: '2021-05-30', state: 'open' }), '2021-05-31'), true)
  assert.equal(isLate(ledger, row({ due_on: '2021-05-30', state: 'done' }), '2021-05-31'), false)
  assert.equal(isLate(ledger, row({ due_on: null, state: 'open' }), '2021-05-31'), false)
  assert.equal(isLate({}, row({}), '2021-05-31'), false)
})

test('only what changed is sent, references by id, a kept seal not at all', () => {
  const fields: FieldDef[] = [
    { name: 'a', type: 'text', group: 'basic', label },
    { name: 'p', type: 'person', group: 'basic', label },
    { name: 's', type: 'sealed', group: 'basic', label },
    { name: 'e', type: 'text', group: 'basic', label },
  ]
  const before = { a: 'x', p: { id: '1', label: '甲' }, s: { sealed: true as const }, e: null }
  assert.deepEqual(changed(fields, before, { ...before, e: '' }), {})
  assert.deepEqual(changed(fields, before, { ...before, a: 'y', p: { id: '2', label: '乙' } }), {
    a: 'y',
    p: '2',
  })
  assert.deepEqual(changed(fields, before, { ...before, s: 'new', p: null }), { s: 'new', p: null })
})
