import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Attendee } from '../../api/hall'
import { paperGroups, turnGroup } from './paper'

const person = (id: string, more: Partial<Attendee> = {}): Attendee =>
  ({ id, name: id, delegation: '一团', seat: '', votes: true, status: null, ...more }) as Attendee

test('who is missing, by delegation; guests and those who were seen are none', () => {
  const groups = paperGroups([
    person('a'),
    person('b', { delegation: '二团' }),
    person('c', { status: 'present' }),
    person('d', { votes: false }),
    person('e'),
  ])
  assert.deepEqual(
    groups.map((g) => [g.name, g.people.map((p) => p.id)]),
    [
      ['一团', ['a', 'e']],
      ['二团', ['b']],
    ],
  )
})

test('a group is ticked whole, and then not at all', () => {
  const [group] = paperGroups([person('a'), person('e')])
  assert.ok(group)
  const some = turnGroup(new Set(['a', 'x']), group)
  assert.deepEqual([...some].sort(), ['a', 'e', 'x'])
  assert.deepEqual([...turnGroup(some, group)], ['x'])
})
