import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { District, LegalDate } from '../../api/districts'
import { articleNumber, calendar, daysTo, lateOf, placeOf, rowsOf, stateOfDate } from './districts'

const date = (part: Partial<LegalDate>): LegalDate => ({
  date: 'voter_list',
  label: '选民名单公布',
  latest: '2021-11-18',
  on: null,
  late: false,
  article: 'art. 28',
  ...part,
})
const view: District = {
  district: {
    id: '7',
    ver: 1,
    region: { id: '990124100', label: '镇' },
    state: null,
    is_signed: false,
    created_at: '',
    updated_at: '',
  },
  voters: { registered: 29, suspended: 0, removed: 1 },
  proxies: { asked: 1, agreed: 3, broken: 0 },
  boxes: { count: 1, voters_due: 4 },
  objections: { count: 2, open: 1, late: 1, until: '2021-11-15' },
  dates: [
    date({ on: '2021-11-10' }),
    date({ date: 'first_list', label: '初步候选人公布', late: true }),
  ],
  congress: { id: '9', label: '选举' },
  candidates: { count: 0, least: 4, most: 6 },
  polls: { count: 0, signed: 0 },
  gates: [],
}
const gate = (name: string) => ({ gate: name, label: '', ok: false, message: '' })

test('a legal date is kept, missed, or still to come', () => {
  const dates = [
    date({ on: '2021-11-18' }),
    date({ on: '2021-11-19', late: true }),
    date({ late: true }),
    date({}),
    date({ latest: null }),
    date({ latest: null, on: '2021-11-01' }),
  ]
  assert.deepEqual(dates.map(stateOfDate), [
    'in_time',
    'was_late',
    'overdue',
    'waiting',
    'unset',
    'in_time',
  ])
})

test('objections stand after the voter list, the election day last', () => {
  const lines = calendar(view)
  assert.deepEqual(
    lines.map((x) => x.key),
    ['voter_list', 'objections', 'first_list', 'day'],
  )
  assert.deepEqual(
    lines.map((x) => x.state),
    ['in_time', 'end', 'overdue', 'unset'],
  )
  const held = calendar({
    ...view,
    district: { ...view.district, election_day: '2021-12-08' },
    objections: { ...view.objections, until: null },
  })
  assert.deepEqual([held[1]?.state, held[3]?.state, held[3]?.on], ['unset', 'end', '2021-12-08'])
})

test('days are counted across a month and backwards', () => {
  assert.equal(daysTo('2021-12-01', '2021-11-29'), 2)
  assert.equal(daysTo('2021-11-18', '2021-11-18'), 0)
  assert.equal(daysTo('2021-11-18', '2021-11-20'), -2)
})

test('only a plain article is spelled out', () => {
  assert.equal(articleNumber('art. 32'), '32')
  assert.equal(articleNumber('art. 32(2)'), null)
  assert.equal(articleNumber('第十七条'), null)
})

test('a ledger is filtered by the district, in its region', () => {
  assert.deepEqual(rowsOf('voter', view, { state: 'registered' }), {
    path: '/l/voter',
    query: { district: '7', state: 'registered', region: '990124100' },
  })
})

test('a gate leads to where it is opened', () => {
  assert.equal(placeOf(gate('objections'), view, [])?.query.state, 'received')
  assert.equal(
    placeOf(gate('objections'), { ...view, objections: { ...view.objections, open: 0 } }, [])?.query
      .state,
    undefined,
  )
  assert.equal(placeOf(gate('proxies'), view, [])?.query.state, 'asked')
  assert.equal(
    placeOf(gate('proxies'), { ...view, proxies: { asked: 1, agreed: 0, broken: 2 } }, [])?.query
      .state,
    undefined,
  )
  assert.equal(placeOf(gate('candidates'), view, [{ id: '5' }])?.path, '/polls/5')
  assert.equal(placeOf(gate('candidates'), view, [{ id: '5' }, { id: '6' }])?.path, '/congress/9')
  assert.equal(placeOf(gate('candidates'), { ...view, congress: null }, []), undefined)
  assert.equal(placeOf(gate('first_list'), view, []), undefined)
})

test('what is late is named', () => {
  assert.deepEqual(lateOf(view), { dates: ['初步候选人公布'], objections: 1 })
})
