import assert from 'node:assert/strict'
import { test } from 'node:test'
import { peopleText, readPeople, withKnown, type Tables } from './people'

const item = (code: string, zh: string, en: string) => ({
  code,
  label: { 'zh-Hans': zh, 'zh-Hant': zh, en },
})
const tables: Tables = {
  sex: [item('1', '男', 'Male'), item('2', '女', 'Female')],
  ethnicity: [item('HA', '汉族', 'Han')],
  education: [item('21', '大学本科毕业', 'Undergraduate')],
}

test('a table without headings: each cell tells what it is', () => {
  assert.deepEqual(
    readPeople('1\t王　富\t男\t1975.03\t汉族\t甲镇党委书记\n2\t李试\t女\t\t乙镇镇长', tables).list,
    [
      { name: '王富', sex: '1', birth: '1975-03', ethnicity: 'HA', post: '甲镇党委书记' },
      { name: '李试', sex: '2', post: '乙镇镇长' },
    ],
  )
  assert.deepEqual(readPeople('王富\n李试、欧阳少东', tables).list, [
    { name: '王富' },
    { name: '李试' },
    { name: '欧阳少东' },
  ])
})

test('headings in any order; what cannot be read is named', () => {
  const got = readPeople(
    '序号\t单位及职务\t姓名\t性别\t出生年月\t备注\n1\t甲镇书记\t王富\tMale\t1975年3月\t无\n2\t乙镇\t李试\t女性\t七五年\t',
    tables,
  )
  assert.deepEqual(got.list, [
    { name: '王富', post: '甲镇书记', sex: '1', birth: '1975-03' },
    { name: '李试', post: '乙镇' },
  ])
  assert.deepEqual(got.unread, ['女性', '七五年'])
})

test('what is shown is read again as it was, and the rest is kept', () => {
  const known = [
    { name: '王富', sex: '1', post: '书记', person: '77', ethnicity: 'HA' },
    { name: '李试', birth: '1980-01' },
  ]
  const text = peopleText(known, tables, 'zh-Hans', ['姓名', '性别', '出生年月', '单位及职务'])
  assert.deepEqual(withKnown(readPeople(text, tables).list, known), known)
  assert.deepEqual(
    withKnown(readPeople('王富\t女', tables).list, known),
    [{ name: '王富', sex: '2', person: '77', ethnicity: 'HA' }],
    'a post taken out is gone',
  )
  assert.equal(peopleText([{ name: '王富' }], tables, 'en', []), '王富')
})
