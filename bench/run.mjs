// Figures of docs/performance.md: each measured beside its reference, in one run.
//   node bench/run.mjs [--quick]      prints a table in Markdown
// Everything happens in a temporary folder and on a free port; what was started is stopped by pid.
import { spawn, spawnSync, execFileSync } from 'node:child_process'
import { cpus, totalmem, tmpdir } from 'node:os'
import { mkdtempSync, writeFileSync, statSync, rmSync, readFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'

const quick = process.argv.includes('--quick')
const rows = quick ? 100000 : 1000000
const exe = process.env.HUANJIE ?? 'build/huanjie'
const bare = 'build/bench/bare'
const work = mkdtempSync(join(tmpdir(), 'huanjie-bench-'))
const password = 'Huanjie-2026'
const table = []
const started = []

const say = (text) => process.stderr.write(text + '\n')
const report = (what, ours, reference, ratio, reach) => {
  table.push(`| ${what} | ${ours} | ${reference} | ${ratio} | ${reach} |`)
  say(`${what}: ${ours} · ${reference} · ${ratio} (reach ${reach})`)
}
const run = (file, args, options = {}) => execFileSync(file, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], ...options })
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]

async function start(file, args, wait) {
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  started.push(child)
  const begin = performance.now()
  const first = await new Promise((done, fail) => {
    let text = ''
    child.stdout.on('data', (d) => { text += d; if (wait.test(text)) done(text) })
    child.on('exit', (code) => fail(new Error(`${file} ended with ${code}`)))
  })
  return { child, line: first.trim(), ms: performance.now() - begin }
}
const stop = (child) => new Promise((done) => { child.on('exit', done); child.kill('SIGTERM') })

async function signIn(base, account) {
  const r = await fetch(base + '/api/session', { method: 'POST', headers: { 'X-Huanjie': '1' }, body: JSON.stringify({ account, password }) })
  if (!r.ok) throw new Error(await r.text())
  return r.headers.get('set-cookie').split(';')[0]
}

function wrk(url, { connections = 64, seconds = quick ? 2 : 5, script, cookie } = {}) {
  const args = ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency']
  if (cookie) args.push('-H', `Cookie: ${cookie}`)
  if (script) args.push('-s', script)
  const text = run('wrk', [...args, url])
  const ms = (label) => {
    const m = text.match(new RegExp(label + '\\s+([\\d.]+)(us|ms|s)'))
    return m ? Number(m[1]) * { us: 0.001, ms: 1, s: 1000 }[m[2]] : NaN
  }
  if (/Non-2xx/.test(text)) say(text)
  return { perSecond: Number(text.match(/Requests\/sec:\s+([\d.]+)/)[1]), p50: ms('50%'), p99: ms('99%'), mean: ms('Latency') }
}
const rssMiB = (pid) => Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)[1]) / 1024
const sql = (db, text) => run('sqlite3', [db, text]).trim()

// ---- start, memory, size ------------------------------------------------------------------------------
async function small() {
  const dir = join(work, 'county')
  run(exe, ['demo', dir, '--seed', '7'])
  const times = []
  let memory = 0
  for (let i = 0; i < 5; i++) {
    const s = await start(exe, ['serve', '--data', dir, '--listen', '127.0.0.1:0'], /http:\/\//)
    times.push(s.ms)
    await fetch(s.line + '/api/health')
    memory = rssMiB(s.child.pid)
    await stop(s.child)
  }
  report('start on the demo county', `${median(times).toFixed(0)} ms`, '–', '–', '≤ 300 ms')
  report('idle memory', `${memory.toFixed(1)} MiB`, '–', '–', '≤ 40 MiB')
  report('binary with the web application', `${(statSync(exe).size / 2 ** 20).toFixed(1)} MiB`, '–', '–', '≤ 15 MiB')
  return dir
}

// ---- reading ---------------------------------------------------------------------------------------------
async function reading(dir) {
  const db = join(dir, 'huanjie.db')
  const s = await start(exe, ['serve', '--data', dir, '--listen', '127.0.0.1:0'], /http:\/\//)
  const cookie = await signIn(s.line, 'cadre')
  const ids = sql(db, 'SELECT id FROM talk ORDER BY id LIMIT 2000').split('\n')
  const lua = join(work, 'ids.lua')
  writeFileSync(lua, `local ids = {${ids.map((i) => `"${i}"`).join(',')}}\nlocal n = 0\nrequest = function()\n  n = n % #ids + 1\n  return wrk.format("GET", wrk.path .. ids[n])\nend\n`)
  const port = 20000 + (process.pid % 20000)
  const b = await start(bare, ['http', db, String(port), 'talk'], /ready/)
  const ours = [], theirs = []
  for (let i = 0; i < 3; i++) { // side by side, in turn
    ours.push(wrk(s.line + '/api/rows/talk/', { script: lua, cookie }).perSecond)
    theirs.push(wrk(`http://127.0.0.1:${port}/`, { script: lua, cookie }).perSecond)
  }
  await stop(b.child)
  report('one record as JSON, signed in, 64 connections', `${median(ours).toFixed(0)} requests/s`, `bare libmicrohttpd ${median(theirs).toFixed(0)}`, (median(ours) / median(theirs)).toFixed(2), '≥ 0.7')

  const wall = []
  for (let i = 0; i < 200; i++) {
    const begin = performance.now()
    const r = await fetch(`${s.line}/api/wall?region=14`, { headers: { Cookie: cookie } })
    await r.arrayBuffer()
    wall.push(performance.now() - begin)
  }
  wall.sort((a, b) => a - b)
  report('wall of a province, 117 counties, one client', `p50 ${wall[100].toFixed(1)} ms, p99 ${wall[197].toFixed(1)} ms`, '–', '–', 'p99 ≤ 50 ms')
  await stop(s.child)
}

// ---- a list of one million ---------------------------------------------------------------------------------
async function list(dir) {
  const db = join(dir, 'huanjie.db')
  say('widening the ledger of people')
  const have = Number(sql(db, 'SELECT count(*) FROM person'))
  const columns = sql(db, "SELECT group_concat(name) FROM pragma_table_info('person') WHERE name NOT IN ('id','id_number_hash','birth')")
  const copies = Math.ceil(rows / have)
  const copy = (k) => `INSERT INTO person (id, birth, ${columns}) SELECT (SELECT max(id) FROM base) + ${k * 10000000} + rowid, birth + ${((k % 9) - 4) * 10000}, ${columns} FROM base;`
  sql(db, `CREATE TEMP TABLE base AS SELECT * FROM person; BEGIN; ${Array.from({ length: copies - 1 }, (_, k) => copy(k + 1)).join(' ')} COMMIT;`)
  const total = Number(sql(db, 'SELECT count(*) FROM person'))
  const s = await start(exe, ['serve', '--data', dir, '--listen', '127.0.0.1:0'], /http:\/\//)
  const cookie = await signIn(s.line, 'cadre')
  const where = "WHERE 1 = 1 AND t.sex IN ('2') AND t.birth IS NOT NULL ORDER BY t.birth DESC, t.region DESC, t.id DESC LIMIT 51"
  const ours = [], theirs = []
  for (let i = 0; i < 5; i++) {
    ours.push(wrk(s.line + '/api/rows/person?sex=2&sort=-birth&limit=50', { connections: 1, seconds: quick ? 1 : 3, cookie }).p50 * 1000)
    theirs.push(Number(run(bare, ['list', db, 'person', where, '2000']).split(' ')[0]))
  }
  report(`list of 50 rows, filtered and sorted, from ${total}`, `${median(ours).toFixed(0)} µs a request`, `bare loop ${median(theirs).toFixed(0)} µs`, (median(ours) / median(theirs)).toFixed(2), '≤ 1.5')
  await stop(s.child)
}

// ---- writing --------------------------------------------------------------------------------------------------
async function writing(dir, label, env) {
  const s = await startWith(env, exe, ['serve', '--data', dir, '--listen', '127.0.0.1:0'], /http:\/\//)
  const cookie = await signIn(s.line, 'discipline')
  const lua = join(work, 'write.lua')
  const fields = await pledgeFields(s.line, cookie)
  writeFileSync(lua, `wrk.method = "POST"\nwrk.headers["X-Huanjie"] = "1"\nwrk.body = '${JSON.stringify({ region: '441624100', fields })}'\n`)
  const ours = [], theirs = []
  let p99 = 0
  for (let i = 0; i < 3; i++) {
    const w = wrk(s.line + '/api/rows/pledge', { script: lua, cookie, seconds: quick ? 2 : 4 })
    ours.push(w.perSecond)
    p99 = Math.max(p99, w.p99)
    const db = join(work, `bare-${started.length}-${i}.db`)
    theirs.push(Number(run(bare, ['writes', db, '2'], { env: { ...process.env, ...env } }).split(' ')[0]))
  }
  report(`durable single-row writes, 64 clients (${label})`, `${median(ours).toFixed(0)} rows/s, p99 ${p99.toFixed(1)} ms`, `one fsync a write ${median(theirs).toFixed(0)}`, (median(ours) / median(theirs)).toFixed(1), '≥ 8, p99 ≤ 50 ms')
  await stop(s.child)
}
async function startWith(env, file, args, wait) {
  const before = { ...process.env }
  Object.assign(process.env, env)
  try { return await start(file, args, wait) } finally { process.env = before }
}
async function pledgeFields(base, cookie) {
  const { ledgers } = await (await fetch(base + '/api/ledgers', { headers: { Cookie: cookie } })).json()
  const { codes } = await (await fetch(base + '/api/codes', { headers: { Cookie: cookie } })).json()
  const fields = {}
  for (const f of ledgers.find((l) => l.name === 'pledge').fields.filter((f) => f.required)) {
    fields[f.name] = f.type === 'code' ? codes[f.codes].items[0].code : f.type === 'date' ? '2021-05-30' : f.type === 'integer' ? 1 : '压力测试'
  }
  return fields
}

// ---- import -----------------------------------------------------------------------------------------------------
async function importing() {
  const n = quick ? 10000 : 50000
  const file = join(work, 'people.xlsx')
  const dir = join(work, 'import')
  run(exe, ['demo', dir, '--seed', '9'])
  const csv = join(work, 'people.csv')
  const lines = ['乡镇,姓名,性别,出生年月,民族,政治面貌,参加工作时间,身份证号码,现任职务,学历,籍贯,备注']
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  for (let i = 0; i < n; i++) {
    const y = 1960 + (i % 40), m = String(1 + (i % 12)).padStart(2, '0'), d = String(1 + (i % 28)).padStart(2, '0')
    const seq = String(Math.floor(i / 840) * 2 + 1).padStart(3, '0')
    const body = `441625${y}${m}${d}${seq}`
    const check = '10X98765432'[[...body].reduce((s, c, k) => s + c * weights[k], 0) % 11]
    lines.push(`阳明镇,张${String.fromCharCode(0x4e00 + (i % 3000))}${String.fromCharCode(0x5e00 + Math.floor(i / 3000))},男,${y}-${m}-${d},汉族,中共党员,${y + 22}-07,${body}${check},科员,大学本科,和平县,第${i}行`)
  }
  writeFileSync(csv, lines.join('\n') + '\n')
  spawnSync('soffice', ['--headless', '--convert-to', 'xlsx:Calc MS Excel 2007 XML', '--infilter=CSV:44,34,76,1,1/2/2/2/3/2/4/2/5/2/6/2/7/2/8/2/9/2/10/2/11/2/12/2', '--outdir', work, csv], { stdio: 'ignore' })
  if (!existsSync(file)) throw new Error('LibreOffice made no workbook')
  const ours = [], theirs = []
  let memory = 0
  for (let i = 0; i < 3; i++) {
    theirs.push(Number(run(bare, ['import', join(work, `bare-import-${i}.db`), file]).split(' ')[0]))
    const copy = join(work, `import-${i}`)
    spawnSync('cp', ['-r', dir, copy])
    const begin = performance.now()
    const r = spawnSync('/usr/bin/time', ['-f', '%M', exe, 'import', 'person', file, '--data', copy], { encoding: 'utf8' })
    ours.push((performance.now() - begin) / 1000)
    if (r.status !== 0) throw new Error(r.stderr.slice(0, 600))
    memory = Math.max(memory, Number(r.stderr.trim().split('\n').pop()) / 1024)
  }
  report(`import of ${n} people from XLSX, all checks, trace and figures`, `${median(ours).toFixed(2)} s, ${memory.toFixed(0)} MiB`, `unzip + expat + insert ${median(theirs).toFixed(2)} s`, (median(ours) / median(theirs)).toFixed(2), '≤ 3, ≤ 100 MiB')
}

try {
  const county = await small()
  await writing(county, 'this disk', {})
  await writing(county, 'a disk with 3 ms more for each fsync', { LD_PRELOAD: join(process.cwd(), 'build/bench/libslowsync.so') })
  await importing()
  const province = join(work, 'province')
  say('making a province')
  const begin = performance.now()
  run(exe, ['demo', province, '--province', '--seed', '5', '--rows', String(rows)])
  report('a province of 117 counties made', `${((performance.now() - begin) / 1000).toFixed(0)} s`, '–', '–', '–')
  await reading(province)
  await list(province)
} finally {
  for (const c of started) if (c.exitCode === null) c.kill('SIGKILL')
  rmSync(work, { recursive: true, force: true })
}
const cpu = cpus()
console.log(`Machine: ${cpu.length} × ${cpu[0].model}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB.\n`)
console.log('| work | huanjie | reference in the same run | ratio | reach |\n| --- | --- | --- | --- | --- |')
console.log(table.join('\n'))
