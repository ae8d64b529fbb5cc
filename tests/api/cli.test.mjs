// The commands: what they print, and the exit codes 0 done, 1 no (a rule or a finding), 2 wrong use or input, 3 fault.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { cleanUp, demoSite, huanjie, root, run, serve, signIn, temporary, TOWN } from './server.mjs'
import { makeCsv, readCsv, readXlsx } from './sheet.mjs'

const data = demoSite('cli')
const folder = temporary('cli-work')
const file = (name) => join(folder, name)
const HEAD = ['签订人', '承诺类别', '签订日期', '单位及职务']
after(cleanUp)

const exits = (args, code, pattern, input) => {
  const done = run(args, { input })
  assert.equal(done.code, code, `${args.join(' ')}: ${done.code}\n${done.err}${done.out}`.slice(0, 600))
  if (pattern) assert.match(code ? done.err : done.out + done.err, pattern)
  return done
}
const counted = (ledger, where = []) => {
  exits(['export', ledger, file('count.csv'), '--data', data, ...where.flatMap((w) => ['--where', w])], 0)
  return readCsv(readFileSync(file('count.csv'), 'utf8')).length - 1
}

describe('use', () => {
  test('help and version are 0, all else that is no command is 2 and shows the use', () => {
    for (const args of [['help'], ['--help']]) assert.match(exits(args, 0).out, /huanjie serve/)
    assert.match(exits(['--version'], 0).out, /^huanjie \d+\.\d+/)
    for (const args of [[], ['nothing'], ['demo', '-h'], ['init', '--help'], ['init'], ['init', file('x'), 'more', '--region', '44'], ['export', 'pledge'], ['verify', 'x', 'y'],
      ['verify', '--data'], ['init', file('x'), '--region', '430211', '--seed', '5'], ['verify', '--nothing', 'x'], ['demo', file('x'), '--seed', 'x'], ['demo', file('x'), '--seed', '-1'],
      ['serve', '--rows', 'many'], ['verify', '--data', file('x'), '--key', 'y'], ['count'], ['restore', 'x']]) exits(args, 2, /huanjie serve/)
  })

  test('options stand before the command as well', () => {
    const behind = exits(['export', 'nothing', '-', '--data', data, '--lang', 'en'], 2)
    assert.deepEqual(exits(['--lang', 'en', '--data', data, 'export', 'nothing', '-'], 2), behind)
    assert.deepEqual(exits(['--lang', 'en', 'export', '--data', data, 'nothing', '-'], 2), behind)
    for (const args of [['--lang', 'en'], ['--lang'], ['--nothing', 'count'], ['--lang', 'en', 'nothing'], ['--seed', '5', 'verify']]) exits(args, 2, /--lang zh-Hans/)
    assert.equal(exits(['--lang', 'en', 'names'], 0, undefined, '丁一\n').out, '丁一\n')
  })

  test('messages come in the language asked for', () => {
    const texts = ['zh-Hans', 'zh-Hant', 'en'].map((lang) => exits(['export', 'nothing', '-', '--data', data, '--lang', lang], 2).err)
    assert.equal(new Set(texts).size, 3)
    assert.match(texts[2], /[a-z]{4,}/)
  })

  test('a folder that is no site', () => {
    for (const command of [['verify'], ['figures'], ['export', 'pledge', '-'], ['backup', file('b.zip')]])
      assert.notEqual(run([...command, '--data', file('no-such')]).code, 0)
    assert.notEqual(run(['serve', '--data', file('no-such'), '--listen', '127.0.0.1:0']).code, 0)
    assert.equal(run(['serve', '--data', data, '--listen', 'nonsense']).code, 2)
  })
})

const REAL = '430211' // an office's own region: no demonstration

describe('init', () => {
  test('makes a site with three administrators, once', () => {
    const site = file('fresh')
    const made = exits(['init', site, '--region', REAL, '--name', '某县'], 0)
    for (const name of ['system', 'security', 'audit']) assert.match(made.err, new RegExp(`${name} +\\S{4}-\\S{4}-\\S{4}`))
    assert.equal(statSync(join(site, 'keys')).mode & 0o77, 0, 'keys are for the owner only')
    assert.notEqual(run(['init', site, '--region', REAL]).code, 0)
    exits(['verify', '--data', site], 0)
  })

  test('a description of its own that is wrong is named by its file', () => {
    const dir = file('own')
    exits(['init', dir, '--region', '441624'], 0)
    mkdirSync(join(dir, 'ledgers'), { recursive: true })
    for (const [name, text, says] of [['nosuch+x.json', '{"name":"x","type":"text","label":{"zh-Hans":"某","en":"X"}}', /nosuch\+x\.json[^]*nosuch/],
      ['broken.json', '{', /broken\.json/]]) {
      writeFileSync(join(dir, 'ledgers', name), text)
      exits(['export', 'task', '-', '--data', dir], 2, says)
      rmSync(join(dir, 'ledgers', name))
    }
    exits(['export', 'task', '-', '--data', dir], 0)
  })

  test('wrong regions and folders', () => {
    for (const region of ['', 'x', '4', '44162', '000000', '4416241000']) exits(['init', file('wrong'), '--region', region], 2)
    exits(['init', file('wrong')], 2)
    assert.notEqual(run(['init', file('wrong'), '--region', '439999']).code, 0)
    writeFileSync(file('a-file'), 'x')
    assert.notEqual(run(['init', file('a-file'), '--region', REAL]).code, 0)
    assert.equal(readFileSync(file('a-file'), 'utf8'), 'x')
  })

  test('a real site knows no invented place: it is not one, lists none, finds none, keeps no row there', async () => {
    for (const region of ['99', '9901', '990124', '990124100']) assert.notEqual(run(['init', file('invented'), '--region', region]).code, 0)
    const site = file('whole')
    const password = exits(['init', site, '--region', '0', '--name', '全国'], 0).err.match(/system +(\S+)/)[1]
    writeFileSync(file('there.csv'), makeCsv([[...HEAD, '地区'], ['命令行甲', '组工干部', '2021-11-10', '单位', '990124']]))
    assert.match(exits(['import', 'pledge', file('there.csv'), '--data', site], 2).err, /990124/)
    const server = await serve(site)
    const browser = await signIn(server, 'system', password)
    const changed = await browser.post('/api/account/password', { old: password, new: 'Huanjie-2026-anew' })
    assert.ok(changed.status < 300, changed.text)
    const listed = await browser.get('/api/regions', { parent: '0' })
    assert.equal(listed.body.regions.length, 31)
    for (const q of ['青岚县', '星河省', '岚桥镇']) assert.deepEqual((await browser.get('/api/regions/find', { q })).body.regions, [], q)
    assert.equal((await browser.get('/api/regions/990124')).status, 400)
    await server.stop()
  })

  test('a demonstration lies in the invented province, and only that of a province has a size of choice', async () => {
    for (const wrong of [['--region', '441624'], ['--region', '14', '--province'], ['--rows', '50000'], ['--province', '--rows', '10000001'], ['--province', '--rows', '0']])
      exits(['demo', file('nowhere'), ...wrong], 2)
    const system = await signIn(await serve(data), 'system')
    const found = (await system.get('/api/regions/find', { q: '岚桥' })).body.regions
    assert.deepEqual(found.map((one) => one.id), ['990124100'])
  })

  test('a demonstration that fails leaves nothing of its own, and all that was there', () => {
    const fails = (dir) => {
      const all = `trap "" XFSZ; ulimit -f 1000; exec "$0" demo "$1" --seed 7` // no room for the database
      assert.throws(() => execFileSync('sh', ['-c', all, huanjie, dir], { stdio: 'pipe' }), (e) => e.status > 0)
    }
    fails(file('half'))
    assert.equal(existsSync(file('half')), false)
    mkdirSync(join(file('kept'), 'files'), { recursive: true })
    writeFileSync(join(file('kept'), 'files', 'mine.txt'), '我的')
    writeFileSync(join(file('kept'), 'owner.lock'), '')
    fails(file('kept'))
    assert.deepEqual(readdirSync(file('kept'), { recursive: true }).sort(), ['files', 'files/mine.txt', 'owner.lock'])
  })

  test('a started site asks for a new password', async () => {
    const made = run(['init', file('start'), '--region', REAL])
    const server = await serve(file('start'))
    const password = made.err.match(/system +(\S+)/)[1]
    const browser = await signIn(server, 'system', password)
    assert.equal((await browser.get('/api/session')).body.must_change, true)
    assert.equal((await browser.get('/api/health')).body.demo, false)
    assert.deepEqual(await server.stop(), { code: 0, signal: null })
  })
})

describe('import and export', () => {
  const rows = (many) => Array.from({ length: many }, (_, i) => [`命令行${i}`, '组工干部', '2021-11-10', `单位${i}`])

  test('dry, then for good', () => {
    writeFileSync(file('good.csv'), makeCsv([HEAD, ...rows(5)]))
    const before = counted('pledge')
    assert.deepEqual(JSON.parse(exits(['import', 'pledge', file('good.csv'), '--data', data, '--dry-run'], 0).out), { ledger: 'pledge', rows: 5, imported: false })
    assert.equal(counted('pledge'), before)
    assert.deepEqual(JSON.parse(exits(['import', 'pledge', file('good.csv'), '--data', data], 0).out), { ledger: 'pledge', rows: 5, imported: true })
    assert.equal(counted('pledge'), before + 5)
    assert.equal(exits(['import', 'pledge', file('good.csv'), '--data', data], 2).err.split('\n').filter((l) => /^\d+\t/.test(l)).length, 5)
  })

  test('mistakes: a table on standard error, 2, and nothing is written', () => {
    writeFileSync(file('bad.csv'), makeCsv([HEAD, ...rows(2).map((r) => [...r.slice(0, 3), '另一处']), ['甲', '皇帝', '2021-11-10', 'x'], ['', '组工干部', '2021.13', 'x']]))
    const before = counted('pledge')
    const { err, out } = exits(['import', 'pledge', file('bad.csv'), '--data', data], 2)
    const table = err.split('\n').filter((line) => /^\d+\t/.test(line)).map((line) => line.split('\t')).sort((a, b) => (a[0] + a[1] < b[0] + b[1] ? -1 : 1))
    assert.deepEqual(table.map((cells) => cells.slice(0, 4)), [['4', 'B', '承诺类别', '皇帝'], ['5', 'A', '签订人', ''], ['5', 'C', '签订日期', '2021.13']])
    for (const cells of table) assert.ok(cells.length === 6 && cells[4].length > 3 && cells[5].length > 3, cells.join('|'))
    assert.equal(out, '')
    assert.equal(counted('pledge'), before)
  })

  test('wrong files, ledgers, regions, conditions', () => {
    writeFileSync(file('odd.csv'), '血型,身高\nA,180\n')
    exits(['import', 'pledge', file('odd.csv'), '--data', data], 2)
    exits(['import', 'pledge', file('good.csv'), '--data', data, '--region', 'x'], 2)
    exits(['import', 'nothing', file('good.csv'), '--data', data], 2)
    assert.notEqual(run(['import', 'pledge', file('not-there.csv'), '--data', data]).code, 0)
    for (const where of ['nothing=1', 'signer', 'kind=皇帝', 'hj_account=1'])
      exits(['export', 'pledge', '-', '--data', data, '--where', where], 2)
    assert.equal(run(['export', 'pledge', file('no/such/folder.csv'), '--data', data]).code, 3)
  })

  test('to a file by its ending, or to standard output; by condition and region', () => {
    exits(['export', 'pledge', file('all.xlsx'), '--data', data], 0)
    const xlsx = readXlsx(readFileSync(file('all.xlsx')))
    const out = readCsv(exits(['export', 'pledge', '-', '--data', data], 0).out)
    assert.deepEqual(xlsx.map((row) => row[0]), out.map((row) => row[0]))
    const all = counted('pledge')
    const kinds = ['leader', 'cadre', 'secretary'].map((kind) => counted('pledge', [`kind=${kind}`]))
    assert.ok(kinds.every((n) => n > 0 && n < all))
    const town = readCsv(exits(['export', 'pledge', '-', '--data', data, '--region', TOWN], 0).out)
    assert.ok(town.length > 1 && town.length < all)
  })
})

describe('figures', () => {
  test('by fields agree with the exported rows', () => {
    const printed = JSON.parse(exits(['figures', '--data', data, '--ledger', 'pledge', '--by', 'kind'], 0).out)
    const rows = printed.rows ?? printed
    const total = rows.reduce((sum, row) => sum + Number(row.count), 0)
    assert.equal(total, counted('pledge'))
    for (const row of rows) assert.equal(Number(row.count), counted('pledge', [`kind=${row.kind}`]))
  })

  test('wrong ledgers, fields, files', () => {
    exits(['figures', '--data', data, '--ledger', 'nothing'], 2)
    exits(['figures', '--data', data, '--ledger', 'pledge', '--by', 'nothing'], 2)
    assert.notEqual(run(['figures', '--data', data, '--facts', file('no.json')]).code, 0)
    writeFileSync(file('bad.json'), '{')
    exits(['figures', '--data', data, '--facts', file('bad.json')], 2)
  })

  test('all of a region, as JSON', () => {
    const { out } = exits(['figures', '--data', data], 0)
    assert.ok(Object.keys(JSON.parse(out)).length > 0)
  })
})

describe('the page for those who count again', () => {
  const blocks = [...readFileSync(new URL('../../docs/evidence.md', import.meta.url), 'utf8')
    .matchAll(/```election\n(.*?)```\n```ballots\n(.*?)```\n```result\n(.*?)```/gs)]

  test('its examples count to what it says', () => {
    assert.equal(blocks.length, 2)
    for (const [, election, ballots, lines] of blocks) {
      writeFileSync(file('election.json'), election)
      const { code, out, err } = run(['count', file('election.json'), '-'], { input: ballots })
      assert.equal(code, 0, err)
      for (const line of lines.trim().split('\n')) assert.ok(out.includes(line), `${line}\nmisses in ${out}`)
    }
  })
})

describe('verify, backup, restore', () => {
  const backup = file('site.zip')

  test('a good site is 0', () => {
    const result = JSON.parse(exits(['verify', '--data', data], 0).out)
    assert.equal(result.wrong, 0)
    assert.ok(result.changes > 10000 && result.rows > 10000 && result.figures > 100, JSON.stringify(result))
  })

  test('a changed row, a changed figure, a changed trace are found: 1', () => {
    const site = demoSite('cli-broken')
    const sql = (text) => execFileSync('sqlite3', [join(site, 'huanjie.db'), text])
    for (const [what, back] of [
      ["UPDATE pledge SET signer = signer || 'x' WHERE id = (SELECT min(id) FROM pledge)", "UPDATE pledge SET signer = substr(signer, 1, length(signer) - 1) WHERE id = (SELECT min(id) FROM pledge)"],
      ["UPDATE hj_tally SET n = n + 1 WHERE ledger = 'pledge' AND figure = 'total' AND region = (SELECT max(region) FROM hj_tally WHERE ledger = 'pledge')",
        "UPDATE hj_tally SET n = n - 1 WHERE ledger = 'pledge' AND figure = 'total' AND region = (SELECT max(region) FROM hj_tally WHERE ledger = 'pledge')"],
      ['UPDATE hj_change SET at = at + 1 WHERE id = (SELECT min(id) FROM hj_change)', 'UPDATE hj_change SET at = at - 1 WHERE id = (SELECT min(id) FROM hj_change)'],
      ['UPDATE hj_change SET who = who + 1 WHERE id = (SELECT max(id) FROM hj_change)', 'UPDATE hj_change SET who = who - 1 WHERE id = (SELECT max(id) FROM hj_change)'],
    ]) {
      sql(what)
      const { out, err } = exits(['verify', '--data', site], 1)
      assert.ok(JSON.parse(out).wrong >= 1, what)
      assert.ok(err.length > 10)
      sql(back)
      exits(['verify', '--data', site], 0)
    }
    sql('DELETE FROM pledge WHERE id = (SELECT min(id) FROM pledge)')
    exits(['verify', '--data', site], 1)
  })

  test('backup and restore: the same rows, sealed values still open', async () => {
    exits(['backup', backup, '--data', data], 0)
    assert.ok(existsSync(backup) && existsSync(`${backup}.keys`))
    const site = file('restored')
    exits(['restore', backup, site, '--keys', `${backup}.keys`], 0)
    for (const ledger of ['pledge', 'person', 'complaint']) {
      const rows = (from) => exits(['export', ledger, '-', '--data', from], 0).out
      assert.equal(rows(site), rows(data), ledger)
    }
    exits(['verify', '--data', site], 0)
    const server = await serve(site)
    const browser = await signIn(server, 'discipline')
    const [row] = (await browser.get('/api/rows/complaint', { limit: '1' })).body.rows
    const opened = await browser.post(`/api/rows/complaint/${row.id}/unseal`, { field: 'content', purpose: '核对恢复' })
    assert.equal(opened.status, 200, opened.text)
    assert.ok(opened.body.value.length > 2)
    await server.stop()
  })

  test('a broken backup, a folder in use, no backup at all: refused, nothing made', () => {
    const bytes = readFileSync(backup)
    bytes[Math.floor(bytes.length / 2)] ^= 255
    writeFileSync(file('broken.zip'), bytes)
    for (const from of ['broken.zip', 'not-there.zip', 'good.csv']) {
      assert.notEqual(run(['restore', file(from), file('nowhere'), '--keys', `${backup}.keys`]).code, 0, from)
      assert.ok(!existsSync(join(file('nowhere'), 'huanjie.db')), from)
    }
    mkdirSync(file('used'))
    writeFileSync(file('used/site.json'), '{}')
    assert.notEqual(run(['restore', backup, file('used'), '--keys', `${backup}.keys`]).code, 0)
    assert.equal(readFileSync(file('used/site.json'), 'utf8'), '{}')
  })
})

describe('without a site', () => {
  test('verify: a file of evidence that is not whole is 1, what is none is 2; from a file or standard input', () => {
    const whole = readFileSync(join(root, 'tests/fuzz/corpus/evidence/file'), 'utf8')
    const without = (part) => whole.split('\n').filter((line) => !line.startsWith(`{"part":"${part}"`)).join('\n')
    assert.equal(exits(['verify', '-'], run(['verify', join(root, 'tests/fuzz/corpus/evidence/file')]).code, undefined, whole).out.length > 100, true)
    exits(['verify', '-', '--lang', 'en'], 1, /lacks the part "seal"/, without('seal'))
    for (const part of ['election', 'result']) {
      const { out } = exits(['verify', '-'], 1, undefined, without(part))
      assert.equal(JSON.parse(out).form, false, part)
      assert.equal(JSON.parse(out).recounted, false, part)
    }
    for (const text of ['', '{}\n', '[]\n', whole.split('\n').slice(1).join('\n')]) exits(['verify', '-', '--lang', 'en'], 2, /Line [01]: "(huanjie_evidence|JSON)"/, text)
  })

  test('names in stroke order, from a file or standard input', () => {
    const done = run(['names', '-'], { input: '王五\n丁一\n张三\n' })
    assert.equal(done.code, 0, done.err)
    assert.deepEqual(done.out.trim().split('\n'), ['丁一', '王五', '张三'])
    writeFileSync(file('names.txt'), '王五\n丁一\n')
    assert.deepEqual(exits(['names', file('names.txt'), '--order', 'fullname'], 0).out.trim().split('\n'), ['丁一', '王五'])
    exits(['names', file('names.txt'), '--order', 'height'], 2)
    assert.notEqual(run(['names', file('no-such.txt')]).code, 0)
    assert.notEqual(run(['names', '-'], { input: Buffer.from([0xff, 0xfe]) }).code, 0)
  })

  test('count: an election and its ballots, and what is wrong with them', () => {
    const [election] = readFileSync(join(root, 'tests/fuzz/corpus/election/county'), 'utf8').split('\n')
    const ballots = readFileSync(join(root, 'tests/fuzz/corpus/election/county'), 'utf8').split('\n').slice(1).join('\n')
    writeFileSync(file('election.json'), election)
    const done = run(['count', file('election.json'), '-'], { input: ballots })
    assert.ok([0, 1].includes(done.code), done.err)
    assert.equal(typeof JSON.parse(done.out), 'object')
    writeFileSync(file('ballots.jsonl'), ballots)
    assert.equal(run(['count', file('election.json'), file('ballots.jsonl')]).out, done.out)
    writeFileSync(file('wrong.json'), '{"seats":')
    assert.equal(run(['count', file('wrong.json'), '-'], { input: '' }).code, 2)
    assert.notEqual(run(['count', file('election.json'), '-'], { input: '{"ballot":' }).code, 0)

    assert.equal(run(['count', '-', file('ballots.jsonl')], { input: election }).out, done.out)
    for (const args of [['count', '-'], ['count', '-', '-']]) exits([...args, '--lang', 'en'], 2, /cannot both come from standard input/)
    exits(['count', file('nowhere.json'), '-'], 2)
    for (const [was, is, said] of [
      ['"seats":', '"seats":"1","x":', /unknown key “x”. There are: questions, rules/],
      ['"seats":', '"seats":"1","name":', /“seats” in the election file must be a whole number from 1 to 100000000, without quotes, not "1"/],
      ['"seats":', '"name":', /“seats” is missing in the election file\. Add it: a whole number from 1/],
    ]) {
      assert.ok(election.includes(was))
      writeFileSync(file('wrong.json'), election.replace(was, is))
      exits(['count', file('wrong.json'), '-', '--lang', 'en'], 2, said)
    }
    writeFileSync(file('wrong.json'), '[]')
    exits(['count', file('wrong.json'), '-', '--lang', 'en'], 2, /must be an object {…}, not \[\]/)
    exits(['count', file('election.json'), '-', '--lang', 'en'], 2, /Line 2 of the ballots is void and has “marks”, too/, '{"void":"a"}\n{"void":"a","marks":"Y"}\n')
    exits(['count', file('election.json'), '-', '--lang', 'en'], 2, /Line 1 of the ballots is void without a cause/, '{"void":""}\n')
  })
})
