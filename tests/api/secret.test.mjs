// Somebody with every file of the machine, at every moment, tries to tell who voted how.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { act, hallOf, HOLDERS, ok, pollOf } from './congress.mjs'
import { Browser, cleanUp, demoSite, run, serveLogged, signInAll, temporary } from './server.mjs'

const VOTERS = 16
let server, as, poll, slips
const snapshots = [], cast = []

/** Every file below a folder: {path: bytes}. */
const files = (folder, at = '') =>
  readdirSync(join(folder, at)).flatMap((name) => {
    const path = join(at, name)
    return statSync(join(folder, path)).isDirectory() ? files(folder, path) : [[path, readFileSync(join(folder, path))]]
  })
const copy = () => {
  const to = join(temporary('seen'), 'site')
  cpSync(server.data, to, { recursive: true, filter: (from) => !from.endsWith('/control') }) // a socket holds nothing
  return to
}
/** Rows of a copied database, as the sqlite3 command prints them. */
const query = (site, sql) =>
  execFileSync('sqlite3', ['-separator', '|', join(site, 'huanjie.db'), sql], { maxBuffer: 1 << 28 }).toString().trim().split('\n').filter(Boolean)
const boxes = (site) => query(site, `select key, hex(sealed) from hj_urn_ballot where congress = ${poll.congress.id}`)
const marksOf = (i) => (i % 2 ? 'N' : 'Y') + [1, 2, 3].map((k) => (i >> k & 1 ? 'N' : 'A')).join('') // who writes a name in opposes
const nameFor = (i) => `独特人${'甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳'[i]}`

before(async () => {
  server = await serveLogged(demoSite('secret'))
  as = await signInAll(server, ['congress', 'teller1', 'scrutineer', 'audit'])
  const hall = await hallOf(as, VOTERS, VOTERS)
  poll = await pollOf(as, hall, { way: 'electronic' })
  await act(as.congress, poll, 'freeze', { sitting: hall.sitting })
  slips = (await act(as.congress, poll, 'slips', { count: VOTERS, format: 'json' })).slips
  await act(as.congress, poll, 'open', { holders: HOLDERS.slice(0, 2) })
  snapshots.push(copy())
  for (let i = 0; i < VOTERS; i++) {
    // one at a time, with all the time in the world: the worst case for secrecy
    const answers = [{ marks: marksOf(i), ...(i % 2 ? { write_in: [nameFor(i)] } : {}) }]
    ok(await new Browser(server).post('/api/vote/cast', { slip: slips[i], ballots: [{ poll: poll.id, answers }] }))
    cast.push(answers[0])
    snapshots.push(copy())
  }
  run(['backup', join(server.data, '..', 'voting.hjb'), '--data', server.data])
})
after(cleanUp)

describe('while the urn is closed', () => {
  test('no file holds a mark, a name written in or a slip in the clear', () => {
    const wanted = [...slips, ...slips.map((s) => s.match(/.{4}/g).join('-')), ...cast.flatMap((b) => b.write_in ?? []),
      ...cast.map((b) => `"marks":"${b.marks}"`)] // the demo's own ballots, which were counted, are longer
    for (const site of snapshots)
      for (const [path, bytes] of files(site))
        for (const text of wanted) assert.ok(!bytes.includes(text), `${path} holds ${text}`)
    const backup = readFileSync(join(server.data, '..', 'voting.hjb'))
    for (const text of wanted) assert.ok(!backup.includes(text))
  })

  test('boxes differ in nothing but random bytes: one length, random keys, no time', () => {
    const last = boxes(snapshots.at(-1))
    assert.equal(last.length, VOTERS)
    const sizes = new Set(last.map((line) => line.split('|')[1].length))
    assert.equal(sizes.size, 1, 'a write-in makes no box longer')
    const columns = query(snapshots[0], "select group_concat(name) from pragma_table_info('hj_urn_ballot')")
    assert.deepEqual(columns, ['key,congress,round,sealed'])
    assert.deepEqual(query(snapshots[0], "select group_concat(name) from pragma_table_info('hj_slip')"), ['hash,congress,round,is_used'])
    // the order of voting, seen from outside, is not the order of the table
    const order = snapshots.slice(1).map((site, i) => boxes(site).find((b) => !boxes(snapshots[i]).includes(b)))
    assert.equal(new Set(order).size, VOTERS)
    assert.notDeepEqual(order, last)
  })

  test('the keys of the site open nothing: the urn is locked with passphrases alone', () => {
    const [locked] = query(snapshots[0], `select locked from hj_urn where congress = ${poll.congress.id}`)
    const { holders, pairs } = JSON.parse(locked)
    assert.deepEqual(holders.map((h) => Object.keys(h).sort()), [['name', 'salt'], ['name', 'salt']])
    assert.equal(pairs.length, 1)
    assert.equal(Buffer.from(pairs[0], 'base64').length, 32 + 40, 'a sealed key, not a key')
    for (const [path, bytes] of files(snapshots.at(-1)))
      for (const h of HOLDERS) assert.ok(!bytes.includes(h.passphrase), `${path} holds a passphrase`)
  })

  test('voting leaves nothing in the trace, the events, the figures or the log', () => {
    for (const table of ['hj_change', 'hj_event', 'hj_view', 'hj_session']) {
      const sql = table === 'hj_session' ? `select count(*) from ${table}` : `select count(*), max(id) from ${table}`
      assert.deepEqual(query(snapshots.at(-1), sql), query(snapshots[0], sql), table)
    }
    const log = server.log()
    for (const s of slips) assert.ok(!log.includes(s))
    assert.ok(!log.includes('/api/vote'), log)
    assert.deepEqual(query(snapshots.at(-1), 'select count(*) from hj_urn_ballot where sealed is null'), ['0'])
  })
})

describe('after the urn was opened', () => {
  let site
  before(async () => {
    await act(as.congress, poll, 'close')
    await act(as.congress, poll, 'unseal', { holders: HOLDERS.slice(0, 2) })
    await act(as.congress, poll, 'count')
    site = copy()
    run(['backup', join(server.data, '..', 'counted.hjb'), '--data', server.data])
  })

  test('the count is right, and ballots lie in the order of their content with a random key', () => {
    const rows = query(site, `select ballot, times from hj_ballot where poll = ${poll.id} order by ballot`)
    const wanted = new Map()
    for (const b of cast) wanted.set(JSON.stringify(b), (wanted.get(JSON.stringify(b)) ?? 0) + 1)
    assert.deepEqual(new Map(rows.map((r) => [r.split('|')[0], Number(r.split('|')[1])])), new Map([...wanted].sort()))
    assert.deepEqual(query(site, "select group_concat(name) from pragma_table_info('hj_ballot')"), ['key,poll,source,ballot,times'])
  })

  test('no box that was ever seen is left in the database, its log or a backup', () => {
    const seen = boxes(snapshots.at(-1)).map((line) => Buffer.from(line.split('|')[1], 'hex'))
    const backup = readFileSync(join(server.data, '..', 'counted.hjb'))
    for (const [path, bytes] of [...files(site), ['backup', backup]])
      for (const box of seen)
        for (let from = 0; from + 48 <= box.length; from += 512)
          assert.ok(!bytes.includes(box.subarray(from, from + 48)), `${path} still holds a part of a box`)
    assert.deepEqual(boxes(site), [])
    assert.deepEqual(query(site, `select public is null, locked not like '%pairs%' from hj_urn where congress = ${poll.congress.id}`), ['1|1'])
  })

  test('what is left joins no slip to a ballot: used slips are all alike', () => {
    const used = query(site, `select distinct congress, round, is_used from hj_slip where congress = ${poll.congress.id}`)
    assert.equal(used.length, 1)
    const evidence = query(site, `select body from hj_poll_part where poll = ${poll.id} and part = 'result'`).join('')
    for (const s of slips) assert.ok(!evidence.includes(s))
  })

  test('even with both passphrases nothing more comes out', async () => {
    const again = await as.congress.post(`/api/polls/${poll.id}/unseal`, { holders: HOLDERS.slice(0, 2) })
    assert.equal(again.status, 422)
    assert.equal(again.body.error.code, 'poll.state')
  })
})
