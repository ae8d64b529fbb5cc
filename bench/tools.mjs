// What run.mjs and compare.mjs measure with.  Everything happens in a temporary folder and on a free
// port; what was started is stopped by pid.
import { spawn, spawnSync, execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export const quick = process.argv.includes('--quick')
export const bare = 'build/bench/bare'
export const work = mkdtempSync(join(tmpdir(), 'huanjie-bench-'))
export const slowDisk = { LD_PRELOAD: join(process.cwd(), 'build/bench/libslowsync.so') }
export const password = 'Huanjie-2026'
const started = []

export const say = (text) => process.stderr.write(text + '\n')
export const run = (file, args, options = {}) => execFileSync(file, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], ...options })
export const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)]
export const sql = (db, text) => run('sqlite3', [db, text]).trim()
export const rssMiB = (pid) => Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)[1]) / 1024

export async function start(file, args, wait, env = {}) {
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } })
  started.push(child)
  const begin = performance.now()
  const first = await new Promise((done, fail) => {
    let text = ''
    child.stdout.on('data', (d) => { text += d; if (wait.test(text)) done(text) })
    child.on('exit', (code) => fail(new Error(`${file} ended with ${code}`)))
  })
  return { child, line: first.trim(), ms: performance.now() - begin }
}
export const serve = (exe, dir, env) => start(exe, ['serve', '--data', dir, '--listen', '127.0.0.1:0'], /http:\/\//, env)
export const stop = (child) => new Promise((done) => { child.on('exit', done); child.kill('SIGTERM') })
export const leave = () => {
  for (const c of started) if (c.exitCode === null) c.kill('SIGKILL')
  rmSync(work, { recursive: true, force: true })
}

export async function signIn(base, account) {
  const r = await fetch(base + '/api/session', { method: 'POST', headers: { 'X-Huanjie': '1' }, body: JSON.stringify({ account, password }) })
  if (!r.ok) throw new Error(await r.text())
  return r.headers.get('set-cookie').split(';')[0]
}

/** Requests for so many seconds. */
export function wrk(url, { connections = 64, seconds = quick ? 2 : 5, script, cookie } = {}) {
  const args = ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency']
  if (cookie) args.push('-H', `Cookie: ${cookie}`)
  if (script) args.push('-s', script)
  const text = run('wrk', [...args, url])
  const ms = (label) => {
    const m = text.match(new RegExp(label + '\\s+([\\d.]+)(us|ms|s)'))
    return m ? Number(m[1]) * { us: 0.001, ms: 1, s: 1000 }[m[2]] : NaN
  }
  if (/Non-2xx/.test(text)) throw new Error(text)
  return { perSecond: Number(text.match(/Requests\/sec:\s+([\d.]+)/)[1]), requests: Number(text.match(/(\d+) requests in/)[1]), p50: ms('50%'), p99: ms('99%') }
}

/** Seconds of processor that a running program has used. */
export function processor(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop().split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** A command from begin to end: seconds, seconds of processor, MiB at most. */
export function timed(file, args) {
  const begin = performance.now()
  const r = spawnSync('/usr/bin/time', ['-f', '%U %S %M', file, ...args], { encoding: 'utf8' })
  const seconds = (performance.now() - begin) / 1000
  if (r.status !== 0) throw new Error(r.stderr.slice(0, 600))
  const [user, system, memory] = r.stderr.trim().split('\n').pop().split(' ').map(Number)
  return { seconds, processor: user + system, memory: memory / 1024 }
}

// ---- what is measured ------------------------------------------------------------------------------------------

/** A script of wrk that asks for 2,000 talks of a site in turn. */
export function readScript(dir) {
  const ids = sql(join(dir, 'huanjie.db'), 'SELECT id FROM talk ORDER BY id LIMIT 2000').split('\n')
  const lua = join(work, `ids-${ids[0]}.lua`)
  writeFileSync(lua, `local ids = {${ids.map((i) => `"${i}"`).join(',')}}\nlocal n = 0\nrequest = function()\n  n = n % #ids + 1\n  return wrk.format("GET", wrk.path .. ids[n])\nend\n`)
  return lua
}

/** A script of wrk that sends a pledge again and again. */
export async function writeScript(base, cookie) {
  const { ledgers } = await (await fetch(base + '/api/ledgers', { headers: { Cookie: cookie } })).json()
  const { codes } = await (await fetch(base + '/api/codes', { headers: { Cookie: cookie } })).json()
  const fields = {}
  for (const f of ledgers.find((l) => l.name === 'pledge').fields.filter((f) => f.required))
    fields[f.name] = f.type === 'code' ? codes[f.codes].items[0].code : f.type === 'date' ? '2021-05-30' : f.type === 'integer' ? 1 : '压力测试'
  const lua = join(work, 'write.lua')
  writeFileSync(lua, `wrk.method = "POST"\nwrk.headers["X-Huanjie"] = "1"\nwrk.body = '${JSON.stringify({ region: '990124100', fields })}'\n`)
  return lua
}

/** The ledger of people copied until it has so many rows. */
export function widen(dir, rows) {
  const db = join(dir, 'huanjie.db')
  const have = Number(sql(db, 'SELECT count(*) FROM person'))
  const columns = sql(db, "SELECT group_concat(name) FROM pragma_table_info('person') WHERE name NOT IN ('id','id_number_hash','birth')")
  const copies = Math.ceil(rows / have)
  const copy = (k) => `INSERT INTO person (id, birth, ${columns}) SELECT (SELECT max(id) FROM base) + ${k * 10000000} + rowid, birth + ${((k % 9) - 4) * 10000}, ${columns} FROM base;`
  sql(db, `CREATE TEMP TABLE base AS SELECT * FROM person; BEGIN; ${Array.from({ length: copies - 1 }, (_, k) => copy(k + 1)).join(' ')} COMMIT;`)
  return Number(sql(db, 'SELECT count(*) FROM person'))
}
export const LIST = '/api/rows/person?sex=2&sort=-birth&limit=50'

/** A workbook of so many people, made by LibreOffice. */
export function workbook(n) {
  const file = join(work, 'people.xlsx'), csv = join(work, 'people.csv')
  const lines = ['乡镇,姓名,性别,出生年月,民族,政治面貌,参加工作时间,身份证号码,现任职务,学历,籍贯,备注']
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  for (let i = 0; i < n; i++) {
    const y = 1960 + (i % 40), m = String(1 + (i % 12)).padStart(2, '0'), d = String(1 + (i % 28)).padStart(2, '0')
    const seq = String(Math.floor(i / 840) * 2 + 1).padStart(3, '0')
    const body = `990125${y}${m}${d}${seq}`
    const check = '10X98765432'[[...body].reduce((s, c, k) => s + c * weights[k], 0) % 11]
    lines.push(`岚桥镇,张${String.fromCharCode(0x4e00 + (i % 3000))}${String.fromCharCode(0x5e00 + Math.floor(i / 3000))},男,${y}-${m}-${d},汉族,中共党员,${y + 22}-07,${body}${check},科员,大学本科,青岚县,第${i}行`)
  }
  writeFileSync(csv, lines.join('\n') + '\n')
  spawnSync('soffice', ['--headless', '--convert-to', 'xlsx:Calc MS Excel 2007 XML', '--infilter=CSV:44,34,76,1,1/2/2/2/3/2/4/2/5/2/6/2/7/2/8/2/9/2/10/2/11/2/12/2', '--outdir', work, csv], { stdio: 'ignore' })
  if (!existsSync(file)) throw new Error('LibreOffice made no workbook')
  return file
}

export const names = (count) => Array.from({ length: count }, (_, i) => ({ name: '王李张刘陈杨黄赵吴周'[i % 10] + '文武建国'[Math.floor(i / 10) % 4] + '安平志明海'[i % 5] }))

/** An election of 40 candidates and so many ballots: the arguments of `huanjie count`. */
export function ballots(count) {
  const election = join(work, 'election.json'), file = join(work, 'ballots.jsonl')
  writeFileSync(election, JSON.stringify({ rules: 'county-party-2020', office: 'committee', seats: 35, due: count, present: count, candidates: names(40).map((n) => n.name) }))
  const lines = Array.from({ length: 1000 }, (_, i) => `{"marks":"${Array.from({ length: 40 }, (_, k) => ((i * 31 + k * 17) % 9 > 1 && k < 36 ? 'Y' : 'NA'[(i + k) % 2])).join('')}"}\n`).join('')
  writeFileSync(file, '')
  for (let i = 0; i < count / 1000; i += 100) writeFileSync(file, lines.repeat(Math.min(100, count / 1000 - i)), { flag: 'a' })
  return [election, file]
}
