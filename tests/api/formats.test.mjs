// What docs/formats.md says, held against the program: a second reader of the backup, and the layout of a ballot.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { cleanUp, demoSite, root, run, serve, signIn, temporary } from './server.mjs'

let server, office, congress
before(async () => {
  server = await serve(demoSite('formats'))
  office = await signIn(server, 'office')
  congress = await signIn(server, 'congress')
})
after(cleanUp)

test('a backup is read from the page alone', async () => {
  const kept = await office.upload('/api/files', Buffer.from('一份'), { name: '一份.txt' })
  const path = join(temporary('formats'), 'b.hjb')
  assert.equal(run(['backup', path, '--data', server.data]).code, 0)
  const found = JSON.parse(execFileSync('python3', [`${root}/tests/data/read_backup.py`, path]))
  assert.ok(found.held && found.changes > 1000 && found.people.length === 3)
  assert.deepEqual(found.files.filter((f) => f[0] === kept.body.name).map((f) => f[1]), [6])
  assert.ok(found.people.every(([, birth]) => birth > 19000000 && birth < 21991231), 'dates as yyyymmdd')
})

/** Writes OUT from the backup IN with one thing bent, hashes and sizes as they then are. */
const BEND = `
import hashlib, json, sys, zipfile
source, out, how = sys.argv[1:]
pack = zipfile.ZipFile(source)
entries = {name: pack.read(name) for name in pack.namelist()}
manifest = json.loads(entries.pop("MANIFEST.json"))
upload = next(name for name in entries if name.startswith("files/"))
settings = json.loads(entries["site.json"])
late = {}
if how == "no file": entries = {n: b for n, b in entries.items() if not n.startswith("files/")}
if how == "other bytes": entries[upload] += b"!"
if how == "unlisted": late["files/" + hashlib.blake2b(b"q", digest_size=32).hexdigest()] = b"q"
if how == "stranger": late["evil.txt"] = b"q"
if how == "ledger": entries["ledgers/zz.json"] = b"{}"
if how == "other database": entries["site.json"] = json.dumps({**settings, "db": "postgres://elsewhere"}).encode()
if how == "no database": entries["site.json"] = json.dumps({k: v for k, v in settings.items() if k != "db"}).encode()
if how == "settings": entries["site.json"] = b"{"
manifest["files"] = [{"name": n, "bytes": len(b), "hash": hashlib.blake2b(b, digest_size=32).hexdigest()} for n, b in entries.items()]
written = [("MANIFEST.json", json.dumps(manifest).encode()), *entries.items(), *late.items()]
if how == "manifest last": written = written[1:] + written[:1]
if how == "twice": written.append(("site.json", entries["site.json"]))
with zipfile.ZipFile(out, "w") as pack:
    for name, data in written: pack.writestr(name, data)
`

test('what a reader refuses, restore refuses, and leaves nothing', async () => {
  const folder = temporary('bent')
  const path = join(folder, 'b.hjb'), bent = join(folder, 'bent.hjb')
  await office.upload('/api/files', Buffer.from('附件'), { name: '附件.txt' })
  assert.equal(run(['backup', path, '--data', server.data]).code, 0)
  const restored = (how) => {
    execFileSync('python3', ['-W', 'ignore', '-c', BEND, path, bent, how])
    return run(['restore', bent, join(folder, 'site'), '--keys', `${path}.keys`])
  }
  for (const [how, names] of [['no file', /附件\.txt|一份\.txt/], ['other bytes', /files\//], ['unlisted', /files\//], ['stranger', /evil\.txt/],
    ['ledger', /ledgers\/zz\.json/], ['other database', /site\.json/], ['no database', /site\.json/], ['settings', /site\.json/],
    ['manifest last', /已损坏/], ['twice', /已损坏|换届备份文件/]]) {
    const { code, err } = restored(how)
    assert.equal(code, 2, `${how}: ${err}`)
    assert.match(err, names, how)
    assert.deepEqual(readdirSync(folder).filter((name) => name.startsWith('site')), [], how)
  }
  assert.equal(restored('nothing').code, 0)
})

test('a backup without an uploaded file does not pass its test', async () => {
  const site = demoSite('lost')
  const house = await serve(site)
  const [who, keeper] = [await signIn(house, 'office'), await signIn(house, 'system')]
  assert.equal((await who.upload('/api/files', Buffer.from('附件'), { name: '附件.txt' })).status, 201)
  for (const name of readdirSync(join(site, 'files'))) rmSync(join(site, 'files', name))
  const { job } = (await keeper.post('/api/backups')).body
  let done = { state: 'running' }
  for (let i = 0; i < 600 && ['running', 'waiting'].includes(done.state); i++) {
    await new Promise((soon) => setTimeout(soon, 100))
    done = (await keeper.get(`/api/jobs/${job}`)).body
  }
  assert.equal(done.state, 'failed')
  assert.match(done.result.message, /附件\.txt/)
  assert.ok((await keeper.get('/api/backups')).body.backups.every((b) => !b.tested))
})

test('the layout of a ballot is as the page says', async () => {
  const [{ id }] = (await congress.get('/api/rows/congress', { kind: 'party', limit: '1' })).body.rows
  const poll = (await congress.post('/api/polls', {
    congress: id, title: '选票', cast: 7, way: 'paper', colour: 'white', style: 'boxes',
    elections: [{ title: '选举', office: 'committee', seats: 1, rules: 'county-party-2020', candidates: [{ name: '李四' }, { name: '张三' }] }] })).body
  const layout = (await congress.get(`/api/polls/${poll.id}/layout.json`)).body
  assert.equal(layout.unit, 'mm')
  for (const page of layout.pages) {
    const right = page.width - 18, low = page.height - 18
    const corners = [[12, 12], [right, 12], [right, low], [12, low]]
    assert.deepEqual(page.squares.slice(0, 4).map((s) => [s.x, s.y]), corners)
    assert.equal(page.squares.length, page.width === 420 ? 6 : 4)
    assert.ok(page.squares.every((s) => s.w === 6 && s.h === 6))
    assert.equal(page.qr.text, `HJ1:${layout.kind}:${layout.revision}:${page.page}`)
    assert.match(page.qr.text, /^HJ1:p[0-9a-f]{7}:0:\d+$/, 'not frozen: a proof')
    assert.deepEqual([page.qr.w, page.qr.h, page.qr.modules, page.ruler], [17.5, 17.5, 25, undefined])
    for (const question of page.questions)
      for (const candidate of question.candidates)
        assert.deepEqual(candidate.boxes.map((b) => b.mark).sort(), ['abstain', 'approve', 'oppose'])
  }
})
