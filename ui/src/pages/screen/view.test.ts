import assert from 'node:assert/strict'
import { test } from 'node:test'
import { autoView, columnsFor, currentItem, ended, percent, toldOf } from './view'

const agenda = (...states: string[]): { state: string; kind: string }[] =>
  states.map((s) => {
    const [kind, state] = s.split('/')
    return { kind: kind ?? '', state: state ?? '' }
  })

test('the screen follows the polls', () => {
  assert.equal(autoView([]), 'attendance')
  assert.equal(autoView([{ state: 'frozen' }]), 'attendance')
  assert.equal(autoView([{ state: 'open' }, { state: 'signed' }]), 'ballot')
  assert.equal(autoView([{ state: 'open' }, { state: 'counted' }]), 'ballot')
  assert.equal(autoView([{ state: 'counted' }]), 'turnout', 'no result before the signature')
  assert.equal(autoView([{ state: 'signed' }, { state: 'signed' }]), 'result')
  assert.equal(autoView([{ state: 'signed' }, { state: 'preparing' }]), 'attendance')
})

test('between the polls it follows the agenda', () => {
  const begun = agenda('report/done', 'hands/planned', 'election/planned')
  assert.equal(autoView([], agenda('report/planned')), 'attendance', 'people are coming in')
  assert.equal(autoView([{ state: 'preparing' }], begun), 'agenda')
  assert.equal(currentItem(begun)?.kind, 'hands')
  assert.equal(autoView([{ state: 'open' }], begun), 'ballot', 'voting goes before')
  const voted = agenda('hands/passed', 'election/planned', 'speech/planned')
  assert.equal(autoView([{ state: 'signed' }], voted), 'result')
  assert.equal(autoView([{ state: 'signed' }], agenda('election/done', 'speech/planned')), 'agenda')
  assert.equal(autoView([{ state: 'signed' }], agenda('election/done', 'hands/passed')), 'result')
  assert.equal(autoView([], agenda('report/done')), 'attendance', 'all is done')
})

test('nobody is elected by a pre-election or a void ballot', () => {
  assert.equal(toldOf('signed', 'valid', false), 'elected')
  assert.equal(toldOf('signed', 'valid', true), 'formal')
  assert.equal(toldOf('signed', 'void', false), 'void', 'by the count')
  assert.equal(toldOf('void', 'valid', false), 'void', 'by decision')
  assert.equal(toldOf('void', undefined, true), 'pre_void', 'before the count')
})

test('a void ballot is told of after the pre-election before it', () => {
  const polls = [{ state: 'signed' }, { state: 'void' }, { state: 'counted' }] as const
  assert.deepEqual(
    ended([...polls]).map((p) => p.state),
    ['signed', 'void'],
  )
})

test('columns and shares', () => {
  assert.deepEqual([1, 12, 13, 36, 71].map(columnsFor), [1, 1, 2, 3, 5])
  assert.deepEqual([percent(199, 248), percent(3, 0), percent(248, 248)], [80, 0, 100])
})
