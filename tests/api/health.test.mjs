// What the machine lacks is told as what it is, health says so, and it is over when its cause is over.
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { Browser, cleanUp, demoSite, run, serve, signIn, sleep, TOWN } from './server.mjs'

after(cleanUp)
const onPostgres = !!process.env.HUANJIE_API_PG

const pledge = (browser, n, more) =>
  browser.post('/api/rows/pledge', { region: TOWN, fields: { signer: `健康${n}`, kind: 'leader', signed_on: '2021-05-30', note: more } })
const health = async (server) => (await new Browser(server).get('/api/health'))
/** Asked until it says so, for as long as a restart may take. */
const becomes = async (server, ok) => {
  let last
  for (let i = 0; i < 60; i++) {
    last = await health(server)
    if (last.body.ok === ok) return last
    await sleep(250)
  }
  assert.fail(`health stays ${last.text}`)
}

test('well, and nothing that helps a stranger', async () => {
  const server = await serve(demoSite('health'))
  const { status, body } = await health(server)
  assert.equal(status, 200)
  assert.ok(body.holidays_until >= 2026, 'law 2.4: the last year whose holidays are known')
  assert.deepEqual({ ...body, version: '', disk: '', holidays_until: 0 }, { ok: true, version: '', demo: true, database: 'ok', writer: 'ok', disk: '', holidays_until: 0 })
  await server.stop()
})

test('a database locked by another program', { skip: onPostgres, timeout: 60_000 }, async () => {
  const server = await serve(demoSite('locked'))
  const office = await signIn(server, 'office')
  const holder = spawn('python3', ['-c', `
import sqlite3, sys
db = sqlite3.connect(${JSON.stringify(join(server.data, 'huanjie.db'))}, isolation_level=None)
db.execute('BEGIN IMMEDIATE')
print('held', flush=True)
sys.stdin.read()
`], { stdio: ['pipe', 'pipe', 'inherit'] })
  await new Promise((held) => holder.stdout.once('data', held))
  const refused = await pledge(office, 1)
  assert.equal(refused.status, 503)
  assert.equal(refused.body.error.code, 'db.busy')
  assert.doesNotMatch(refused.body.error.message, /磁盘/)
  const login = await new Browser(server).login('office')
  assert.deepEqual([login.status, login.body.error.code], [503, 'db.busy'], 'nor does signing in say that the password is wrong')
  assert.match(login.headers.get('retry-after'), /^\d+$/)
  const unwell = await becomes(server, false)
  assert.equal(unwell.status, 503)
  assert.equal(unwell.body.writer, 'busy')
  assert.equal(unwell.body.database, 'ok', 'reading goes on')
  assert.equal((await office.get('/api/rows/pledge')).status, 200)
  holder.stdin.end()
  await new Promise((ended) => holder.once('exit', ended))
  assert.equal((await pledge(office, 2)).status, 201)
  await becomes(server, true)
  await server.stop()
})

test('a full disk', { skip: onPostgres, timeout: 60_000 }, async () => {
  const server = await serve(demoSite('full'))
  const office = await signIn(server, 'office')
  const limit = (bytes) => execFileSync('prlimit', ['--pid', String(server.pid), `--fsize=${bytes}:`])
  const wal = join(server.data, 'huanjie.db-wal')
  const kept = [], note = '满'.repeat(150)
  limit(statSync(wal).size + 2_000_000)
  let refused
  for (let i = 0; i < 2000 && !refused; i++) {
    const answer = await pledge(office, i, note)
    if (answer.status === 201) kept.push(answer.body.id)
    else refused = answer
  }
  assert.equal(refused?.body.error.code, 'db.full', refused?.text)
  assert.ok(kept.length > 3)
  limit(1) // not even a probe has room, wherever the log of the database begins anew
  const unwell = await becomes(server, false)
  assert.equal(unwell.body.writer, 'full')
  assert.equal(unwell.body.error.code, 'db.full')
  assert.equal((await office.get('/api/rows/pledge')).status, 200)
  limit('unlimited')
  kept.push((await pledge(office, 'room', note)).body.id)
  await becomes(server, true)
  for (const id of kept) assert.equal((await office.get(`/api/rows/pledge/${id}`)).status, 200)
  await server.stop()
  const verified = run(['verify', '--data', server.data])
  assert.equal(verified.code, 0, verified.err)
})
