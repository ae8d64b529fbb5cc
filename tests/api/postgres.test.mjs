// PostgreSQL is restarted under a running server while people write: every acknowledged row is there, none is half there, and
// the server goes on by itself.  A private cluster.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { Browser, cleanUp, huanjie, root, run, serve, signIn, sleep, temporary, TOWN } from './server.mjs'

const cluster = temporary('cluster')
const postgres = (act) => execFileSync(join(root, 'script/postgres'), [act, join(cluster, 'pg')], { stdio: ['ignore', 'pipe', 'inherit'] }).toString().trim()
const ROUNDS = Number(process.env.RESTART_ROUNDS ?? 3)

describe('PostgreSQL', { timeout: 300_000 }, () => {
  let url, data
  const psql = (sql) => execFileSync('psql', ['-qAt', url, '-c', sql]).toString().trim()
  before(() => {
    chmodSync(cluster, 0o755)
    url = postgres('start')
    data = join(temporary('pg'), 'site')
    execFileSync(huanjie, ['demo', data, '--seed', '7', '--db', url], { stdio: ['ignore', 'ignore', 'ignore'] })
  })
  after(() => {
    postgres('stop')
    cleanUp()
  })

  const health = (server) => new Browser(server).get('/api/health')
  const becomes = async (server, ok) => {
    for (let i = 0, last; i < 80; i++, await sleep(100)) {
      last = await health(server)
      if (last.body.ok === ok) return last
      if (i === 79) assert.fail(`health stays ${last.text}`)
    }
  }

  /** Writes until told to stop; every name it began to write, and what was answered to it. */
  const write = async (browser, state, told) => {
    while (!state.over) {
      const signer = `重启${++state.serial}`
      const answer = await browser.post('/api/rows/pledge', { region: TOWN, fields: { signer, kind: 'leader', signed_on: '2021-05-30' } })
      told.set(signer, answer)
      if (answer.status === 201) continue
      assert.ok(['db.lost', 'db.unknown'].includes(answer.body.error.code), answer.text)
      await sleep(20)
    }
  }

  const restarts = async (server, office, state) => {
    for (let round = 0; round < ROUNDS; round++) {
      await sleep(700)
      postgres('stop')
      const unwell = await becomes(server, false)
      assert.equal(unwell.status, 503)
      assert.equal(unwell.body.database, 'lost')
      await sleep(round * 1500) // shorter and longer than the writer waits
      const list = await office.get('/api/rows/pledge')
      assert.equal(list.status, 503, 'who is signed in stays so')
      assert.equal(list.body.error.code, 'db.lost')
      postgres('start')
      await becomes(server, true)
      const before = state.serial
      for (let i = 0; i < 100 && state.serial === before; i++) await sleep(100)
      assert.ok(state.serial > before, 'writing goes on by itself')
    }
  }

  test('a rehearsal is refused, and how to have one is said', async () => {
    const server = await serve(data)
    const congress = await signIn(server, 'congress')
    const [{ id }] = (await congress.get('/api/congresses')).body.congresses
    const asked = await congress.post(`/api/congresses/${id}/rehearse`)
    assert.deepEqual([asked.status, asked.body.error.code], [422, 'rehearsal.postgres'])
    assert.match(asked.body.error.message, /PostgreSQL.*备份/)
    await server.stop()
    const dir = join(temporary('no-rehearsal'), 'r')
    const made = run(['rehearse', '--to', dir, '--data', data])
    assert.deepEqual([made.code, existsSync(dir)], [1, false])
  })

  test('restarts under writers', async () => {
    const server = await serve(data)
    const told = new Map(), state = { over: false, serial: 0 }
    const office = await signIn(server, 'office')
    const writers = Array.from({ length: 8 }, () => write(office, state, told))
    try {
      await restarts(server, office, state)
    } finally {
      state.over = true
    }
    await Promise.all(writers)
    const { error } = (await office.get('/api/rows/pledge', { limit: '1' })).body
    assert.equal(error, undefined)
    let acknowledged = 0, unknown = 0
    const stored = psql("SELECT signer FROM pledge WHERE signer LIKE '重启%'").split('\n')
    for (const [signer, answer] of told) {
      const rows = stored.filter((name) => name === signer).length
      if (answer.status === 201) acknowledged++
      if (answer.body.error?.code === 'db.unknown') unknown++
      else assert.equal(rows, answer.status === 201 ? 1 : 0, `${signer}: ${answer.text}`)
    }
    assert.ok(acknowledged > 20 * ROUNDS, `${acknowledged} acknowledged`)
    assert.equal(unknown, 0, 'what became of a batch is found out')
    await server.stop()
    const verified = run(['verify', '--data', data])
    assert.equal(verified.code, 0, verified.err)
  })

  test('who lost the lease writes no more', async () => {
    const server = await serve(data)
    const office = await signIn(server, 'office')
    const write = () => office.post('/api/rows/pledge', { region: TOWN, fields: { signer: '失租', kind: 'leader', signed_on: '2021-05-30' } })
    assert.equal((await write()).status, 201)
    psql("UPDATE hj_lease SET token = 'another'")
    const refused = await write()
    assert.equal(refused.status, 409)
    assert.equal(refused.body.error.code, 'site.lease_lost')
    const unwell = await becomes(server, false)
    assert.equal(unwell.body.writer, 'refused')
    assert.equal((await office.get('/api/rows/pledge')).status, 200, 'reading goes on')
    await server.kill()
    const next = await serve(data) // of the same place: at once
    assert.equal(psql("SELECT count(*) FROM pledge WHERE signer = '失租'"), '1')
    await next.stop()
    assert.equal(psql('SELECT count(*) FROM hj_lease'), '0', 'given back')
  })
})
