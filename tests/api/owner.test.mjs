// One program owns a site: a second server is refused, commands beside a running server are done by it or only read.
import assert from 'node:assert/strict'
import { execFile, execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, linkSync, renameSync, statSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { Browser, cleanUp, demoSite, huanjie, run, serve, signIn, sleep, temporary, TOWN } from './server.mjs'
import { makeCsv } from './sheet.mjs'

after(cleanUp)
const onPostgres = !!process.env.HUANJIE_API_PG
const folder = temporary('owner')
const HEAD = ['签订人', '承诺类别', '签订日期', '单位及职务']
const sheet = (name, many) => {
  const file = join(folder, `${name}.csv`)
  writeFileSync(file, makeCsv([HEAD, ...Array.from({ length: many }, (_, i) => [`${name}${i}`, '组工干部', '2021-11-10', `单位${i}`])]))
  return file
}
const later = (args) => new Promise((done) => execFile(huanjie, args, { maxBuffer: 1 << 26 }, (error, out, err) => done({ code: error?.code ?? 0, out, err })))
const pledge = (browser, n) => browser.post('/api/rows/pledge', { region: TOWN, fields: { signer: `并行${n}`, kind: 'leader', signed_on: '2021-05-30' } })

test('a second server on one folder is refused and told whose it is', async () => {
  const server = await serve(demoSite('owner'))
  for (const lang of ['zh-Hans', 'zh-Hant', 'en']) {
    const second = run(['serve', '--data', server.data, '--listen', '127.0.0.1:0', '--lang', lang])
    assert.equal(second.code, 2)
    assert.match(second.err, new RegExp(`${server.pid}.*serve.*\\d{4}-\\d\\d-\\d\\d.*kill ${server.pid}`, 's'))
  }
  assert.equal((await (await signIn(server, 'office')).get('/api/rows/pledge')).status, 200)
  await server.kill()
  const next = await serve(server.data) // the kernel let go of the lock
  await next.stop()
})

test('a server and commands write at the same time', { timeout: 120_000 }, async () => {
  const server = await serve(demoSite('beside'))
  const office = await signIn(server, 'office')
  const socket = statSync(join(server.data, 'control'))
  assert.equal(socket.mode & 0o777, 0o600)
  const writes = (async () => {
    for (let n = 0; n < 150; n++) assert.equal((await pledge(office, n)).status, 201)
  })()
  const imports = ['甲', '乙', '丙', '丁'].map((name) => later(['import', 'pledge', sheet(name, 200), '--data', server.data]))
  const reads = [later(['export', 'pledge', join(folder, 'out.csv'), '--data', server.data]), later(['figures', '--ledger', 'pledge', '--data', server.data]),
    later(['verify', '--data', server.data])]
  for (const done of await Promise.all([...imports, ...reads])) assert.equal(done.code, 0, done.err)
  await writes
  assert.deepEqual(JSON.parse((await imports[0]).out), { ledger: 'pledge', rows: 200, imported: true })
  const again = await later(['import', 'pledge', sheet('甲', 3), '--data', server.data])
  assert.equal(again.code, 2, 'mistakes are told as without a server')
  assert.equal(again.err.split('\n').filter((line) => /^\d+\t/.test(line)).length, 3)
  assert.equal((await later(['import', 'pledge', join(folder, 'none.csv'), '--data', server.data])).code, 3)
  assert.equal((await later(['export', 'nothing', '-', '--data', server.data])).code, 2)
  if (!process.env.HUANJIE_API_PG) {
    const backup = spawnSync(huanjie, ['backup', 'copy.hjb', '--data', server.data], { cwd: folder })
    assert.equal(backup.status, 0, backup.stderr.toString())
    assert.ok(existsSync(join(folder, 'copy.hjb')), 'where the command was run, not the server')
  }
  await server.stop()
  assert.ok(!existsSync(join(server.data, 'control')))
  const verified = run(['verify', '--data', server.data])
  assert.equal(verified.code, 0, verified.err)
})

test('a password set beside a server ends the sessions of that account', async () => {
  const server = await serve(demoSite('password'))
  const office = await signIn(server, 'office'), leader = await signIn(server, 'leader')
  const set = await later(['password', 'office', '--data', server.data])
  assert.equal(set.code, 0, set.err)
  assert.match(set.out, /^\S{4}-\S{4}-\S{4}\n$/)
  assert.equal((await office.get('/api/session')).status, 401)
  assert.equal((await leader.get('/api/session')).status, 200)
  const anew = await signIn(server, 'office', set.out.trim())
  assert.equal((await anew.get('/api/session')).body.must_change, true)
  await server.stop()
})

test('two folders with one database', async () => {
  const first = demoSite('one')
  const copy = join(temporary('two'), 'site')
  cpSync(first, copy, { recursive: true })
  const db = process.env.HUANJIE_API_PG ? [] : ['--db', join(first, 'huanjie.db')]
  const holder = process.env.HUANJIE_API_PG ? await serve(first) : null
  if (holder) {
    const second = run(['serve', '--data', copy, '--listen', '127.0.0.1:0', ...db])
    assert.notEqual(second.code, 0)
    assert.match(second.err, /serve/)
    assert.notEqual(run(['password', 'office', '--data', copy]).code, 0)
    await holder.stop()
    await (await serve(copy)).stop()
  } else {
    const server = await serve(first)
    assert.notEqual(run(['serve', '--data', copy, '--listen', '127.0.0.1:0', ...db]).code, 0)
    await server.stop()
  }
})

test('each installation draws ids with a node of its own', () => {
  const node = (name) => {
    const site = join(folder, name)
    execFileSync(huanjie, ['init', site, '--region', '441624', '--name', '某县'], { stdio: 'ignore' })
    const csv = run(['import', 'pledge', sheet(`编号${name}`, 1), '--data', site])
    assert.equal(csv.code, 0, csv.err)
    const ids = execFileSync('python3', ['-c', `import sqlite3; print(*(r[0] for r in sqlite3.connect('${join(site, 'huanjie.db')}').execute('select id from pledge union select id from hj_change')))`])
    return new Set(ids.toString().trim().split(' ').map((id) => Number((BigInt(id) >> 6n) & 0xffffn)))
  }
  const one = node('一'), two = node('二')
  assert.equal(one.size, 1)
  assert.notDeepEqual([...one], [...two])
})

test('a site whose database is gone or empty is no empty site', { skip: onPostgres }, async () => {
  const site = demoSite('gone'), kept = join(folder, 'kept.db'), database = join(site, 'huanjie.db')
  assert.equal(run(['backup', join(folder, 'good.hjb'), '--data', site]).code, 0)
  assert.equal(run(['backup', join(folder, 'good.hjb'), '--data', site]).code, 2, 'a backup is never overwritten')
  renameSync(database, kept)
  for (const empty of [false, true]) {
    if (empty) writeFileSync(database, '')
    for (const args of [['serve', '--listen', '127.0.0.1:0'], ['verify'], ['backup', join(folder, 'empty.hjb')], ['figures'], ['export', 'pledge', '-']]) {
      const done = run([...args, '--data', site])
      assert.equal(done.code, 1, `${args[0]} ${done.out}${done.err}`)
      assert.match(done.err, /huanjie\.db.*restore/)
    }
    assert.equal(existsSync(database), empty, 'nothing was made')
  }
  renameSync(kept, database)
  assert.equal(run(['verify', '--data', site]).code, 0)
})

test('a database or lock that is moved under the running server: nothing is written, and health says so', { skip: onPostgres }, async () => {
  for (const name of ['huanjie.db', 'huanjie.db.lock', 'owner.lock']) {
    const server = await serve(demoSite('moved'))
    const office = await signIn(server, 'office')
    const path = join(server.data, name)
    renameSync(path, `${path}.away`)
    const answer = await pledge(office, 1)
    assert.equal(answer.status, 503, answer.text)
    assert.equal(answer.body.error.code, 'site.moved')
    await sleep(1100) // health is looked at once a second
    const { status, body } = await new Browser(server).get('/api/health')
    assert.deepEqual([status, body.ok, body.database, body.writer], [503, false, 'lost', 'refused'])
    renameSync(`${path}.away`, path)
    assert.equal((await pledge(office, 2)).status, 201, 'back in its place')
    await server.stop()
    assert.equal(run(['verify', '--data', server.data]).code, 0)
  }
})

test('a database with a second name is not opened; by a link it is locked as itself', { skip: onPostgres }, async () => {
  const site = demoSite('linked'), second = join(folder, 'second.db')
  linkSync(join(site, 'huanjie.db'), second)
  const refused = run(['serve', '--data', site, '--listen', '127.0.0.1:0'])
  assert.equal(refused.code, 1, refused.err)
  assert.match(refused.err, /huanjie\.db/)
  unlinkSync(second)
  symlinkSync(join(site, 'huanjie.db'), second)
  const other = temporary('link'), copy = join(other, 'site')
  cpSync(site, copy, { recursive: true })
  const server = await serve(site)
  const beside = run(['serve', '--data', copy, '--db', second, '--listen', '127.0.0.1:0'])
  assert.equal(beside.code, 2, beside.err)
  await server.stop()
})
