import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fieldFrom, lineOf } from './starter'

const draft = {
  name: ' a ',
  type: 'text',
  hans: '甲',
  en: 'A',
  required: true,
  list: false,
  search: true,
  codes: 'sex',
  to: 'person',
}

test('only what belongs to the type is sent', () => {
  assert.deepEqual(fieldFrom(draft), {
    name: 'a',
    type: 'text',
    label: { 'zh-Hans': '甲', en: 'A' },
    required: true,
    search: true,
  })
  assert.deepEqual(fieldFrom({ ...draft, type: 'code', required: false }), {
    name: 'a',
    type: 'code',
    label: { 'zh-Hans': '甲', en: 'A' },
    codes: 'sex',
  })
})

test('the line of a mistake', () => {
  assert.equal(lineOf('第 3 行 visit：…'), 3)
  assert.equal(lineOf('JSON, line 12 column 7: …'), 12)
  assert.equal(lineOf('no idea'), 0)
})
