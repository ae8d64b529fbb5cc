// Figures of docs/performance.md: each measured beside its reference, in one run.
//   node bench/run.mjs [--quick] [--writes]      prints a table in Markdown; --writes: of durable writes alone
// Everything happens in a temporary folder and on a free port; what was started is stopped by pid.
import { cpus, totalmem } from 'node:os'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { LIST, bare, leave, median, processor, quick, readScript, rssMiB, run, say, serve, signIn, slowDisk, sql, start, stop, timed, widen, work, workbook, wrk, writeScript } from './tools.mjs'

const rows = quick ? 100000 : 1000000
const exe = process.env.HUANJIE ?? 'build/huanjie'
const table = []
const report = (what, ours, reference, ratio, reach) => {
  table.push(`| ${what} | ${ours} | ${reference} | ${ratio} | ${reach} |`)
  say(`${what}: ${ours} · ${reference} · ${ratio} (reach ${reach})`)
}

// ---- start, memory, size ------------------------------------------------------------------------------
async function small() {
  const dir = join(work, 'county')
  run(exe, ['demo', dir, '--seed', '7'])
  const times = []
  let memory = 0
  for (let i = 0; i < 5; i++) {
    const s = await serve(exe, dir)
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
  const s = await serve(exe, dir)
  const cookie = await signIn(s.line, 'cadre')
  const lua = readScript(dir)
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
  const total = widen(dir, rows)
  const s = await serve(exe, dir)
  const cookie = await signIn(s.line, 'cadre')
  const where = "WHERE 1 = 1 AND t.sex IN ('2') AND t.birth IS NOT NULL ORDER BY t.birth DESC, t.region DESC, t.id DESC LIMIT 51"
  const ours = [], theirs = []
  for (let i = 0; i < 5; i++) {
    ours.push(wrk(s.line + LIST, { connections: 1, seconds: quick ? 1 : 3, cookie }).p50 * 1000)
    theirs.push(Number(run(bare, ['list', db, 'person', where, '2000']).split(' ')[0]))
  }
  report(`list of 50 rows, filtered and sorted, from ${total}`, `${median(ours).toFixed(0)} µs a request`, `bare loop ${median(theirs).toFixed(0)} µs`, (median(ours) / median(theirs)).toFixed(2), '≤ 1.5')
  await stop(s.child)
}

// ---- writing --------------------------------------------------------------------------------------------------
async function writing(dir, label, env) {
  const s = await serve(exe, dir, env)
  const cookie = await signIn(s.line, 'discipline')
  const lua = await writeScript(s.line, cookie)
  const ours = [], theirs = []
  let p99 = 0, used = 0, written = 0
  for (let i = 0; i < 3; i++) {
    const before = processor(s.child.pid)
    const w = wrk(s.line + '/api/rows/pledge', { script: lua, cookie, seconds: quick ? 2 : 4 })
    used += processor(s.child.pid) - before
    written += w.requests
    ours.push(w.perSecond)
    p99 = Math.max(p99, w.p99)
    const db = join(work, `bare-${label.length}-${i}.db`)
    theirs.push(Number(run(bare, ['writes', db, '2'], { env: { ...process.env, ...env } }).split(' ')[0]))
  }
  report(`durable single-row writes, 64 clients (${label})`, `${median(ours).toFixed(0)} rows/s, p99 ${p99.toFixed(1)} ms`, `one fsync a write ${median(theirs).toFixed(0)}`, (median(ours) / median(theirs)).toFixed(1), '≥ 8, p99 ≤ 50 ms')
  await stop(s.child)
  return (used / written) * 1e6
}

/** What a durable write costs, beside SQLite storing the same; 64 rows to a commit in both. */
function cost(dir, overHttp) {
  const many = ['20000', '64'], ours = [], theirs = []
  const sample = join(work, 'sample'), copy = join(work, 'copy')
  run('cp', ['-r', dir, sample])
  run('build/bench/rows', [sample, '1', '1'])
  for (let i = 0; i < 7; i++) {
    run('cp', ['-r', sample, copy])
    theirs.push(parseFloat(run(bare, ['rows', join(copy, 'huanjie.db'), 'pledge', ...many])))
    run('rm', ['-r', copy])
    run('cp', ['-r', sample, copy])
    ours.push(parseFloat(run('build/bench/rows', [copy, ...many])))
    run('rm', ['-r', copy])
  }
  const of = median(ours.map((v, i) => v / theirs[i]))
  const bareRow = `bare SQLite, the same rows, index entries, trace, search, figures: ${median(theirs).toFixed(1)} µs`
  report('processor for a durable write, through the gate, without HTTP', `${median(ours).toFixed(1)} µs`, bareRow, of.toFixed(2), '≤ 3')
  report('the same over HTTP, the whole server', `${overHttp.toFixed(1)} µs`, bareRow, (overHttp / median(theirs)).toFixed(2), '≤ 3')
}

// ---- import -----------------------------------------------------------------------------------------------------
function importing() {
  const n = quick ? 10000 : 50000
  const file = workbook(n)
  const dir = join(work, 'import')
  run(exe, ['demo', dir, '--seed', '9'])
  const ours = [], theirs = []
  let memory = 0
  for (let i = 0; i < 3; i++) {
    theirs.push(Number(run(bare, ['import', join(work, `bare-import-${i}.db`), file]).split(' ')[0]))
    const copy = join(work, `import-${i}`)
    run('cp', ['-r', dir, copy])
    const done = timed(exe, ['import', 'person', file, '--data', copy])
    ours.push(done.seconds)
    memory = Math.max(memory, done.memory)
  }
  report(`import of ${n} people from XLSX, all checks, trace and figures`, `${median(ours).toFixed(2)} s, ${memory.toFixed(0)} MiB`, `unzip + expat + insert ${median(theirs).toFixed(2)} s`, (median(ours) / median(theirs)).toFixed(2), '≤ 3, ≤ 100 MiB')
}

async function rest() {
  importing()
  const province = join(work, 'province')
  say('making a province')
  const begin = performance.now()
  run(exe, ['demo', province, '--province', '--seed', '5', '--rows', String(rows)])
  report('a province of 117 counties made', `${((performance.now() - begin) / 1000).toFixed(0)} s`, '–', '–', '–')
  await reading(province)
  await list(province)
}

try {
  const county = await small()
  cost(county, await writing(county, 'this disk'))
  await writing(county, 'a disk with 3 ms more for each fsync', slowDisk)
  if (!process.argv.includes('--writes')) await rest()
} finally {
  leave()
}
const cpu = cpus()
console.log(`Machine: ${cpu.length} × ${cpu[0].model}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB.\n`)
console.log('| work | huanjie | reference in the same run | ratio | reach |\n| --- | --- | --- | --- | --- |')
console.log(table.join('\n'))
