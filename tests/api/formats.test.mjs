// What docs/formats.md says, held against the program: a second reader of the backup, and the layout of a ballot.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
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
    assert.match(page.qr.text, /^HJ1:p[0-9a-f]{7}:1:\d+$/)
    assert.deepEqual([page.qr.w, page.qr.h, page.qr.modules, page.ruler], [17.5, 17.5, 25, undefined])
    for (const question of page.questions)
      for (const candidate of question.candidates)
        assert.deepEqual(candidate.boxes.map((b) => b.mark).sort(), ['abstain', 'approve', 'oppose'])
  }
})
