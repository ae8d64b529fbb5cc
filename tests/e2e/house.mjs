// What the tour stands on: a server of its own with a fresh demo county in a temporary folder, and a browser.
import { lay, meetingsOf, NEXT_TERM } from '../api/congress.mjs'
import assert from 'node:assert/strict'
import { execFile, spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { chromium } from 'playwright-core'

export const PASSWORD = 'Huanjie-2026'
const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const huanjie = resolve(root, process.env.HUANJIE ?? 'build/huanjie')
const pictures = join(root, 'build/e2e')
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const exec = promisify(execFile)
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync']
/** Debian's wrapper reads an environment that a bare machine does not have; its complaints are of no interest. */
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium'

function serve(data) {
  return new Promise((found, refuse) => {
    const server = spawn(huanjie, ['serve', '--data', data, '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    const hear = (part) => {
      said += part
      const base = said.match(/http:\/\/[\d.]+:\d+/)?.[0]
      if (base) found({ server, base })
    }
    server.stdout.on('data', hear)
    server.stderr.on('data', hear)
    server.on('exit', (code) => refuse(new Error(`huanjie serve ended with ${code}: ${said}`)))
  })
}

/** Starts everything; what it gives has close(). */
export async function house() {
  const folder = mkdtempSync(join(tmpdir(), 'huanjie-tour-'))
  mkdirSync(pictures, { recursive: true })
  const data = join(folder, 'county')
  const launch = chromium.launch({ executablePath: CHROMIUM, args: FLAGS })
  if (process.env.HUANJIE_DEMO) cpSync(process.env.HUANJIE_DEMO, data, { recursive: true })
  else await exec(huanjie, ['demo', data, '--seed', '7'])
  const { server, base } = await serve(data)
  const browser = await launch
  const wrong = []
  return {
    base, browser, folder, wrong,
    async close() {
      await browser.close()
      server.kill('SIGTERM')
      await new Promise((done) => (server.exitCode === null ? server.once('exit', done) : done()))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A browser window of its own; what its console complains of is gathered in h.wrong. */
export async function windowOf(h, { account, lang, ...options } = {}) {
  const context = await h.browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN', reducedMotion: 'reduce', ...options })
  context.setDefaultTimeout(12_000)
  if (lang) await context.addInitScript((x) => localStorage.setItem('huanjie.lang', x), lang)
  const page = await context.newPage()
  let going = 0
  page.on('request', () => { going++ })
  page.on('requestfinished', () => { going-- })
  page.on('requestfailed', () => { going-- })
  asking.set(page, () => going)
  page.on('pageerror', (e) => h.wrong.push(`${account}: ${e.message}`))
  page.on('console', (m) => {
    // The browser itself reports refused requests; whether one was due is for the test to say.
    if (m.type() === 'error' && !/Failed to load resource.*(401|403|404|409)/.test(m.text())) h.wrong.push(`${account}: ${m.text()}`)
  })
  const api = async (method, path, body) => {
    const answer = await context.request.fetch(`${h.base}/api/${path}`, { method, headers: { 'X-Huanjie': '1' }, ...(body === undefined ? {} : { data: body }) })
    const text = await answer.text()
    return { status: answer.status(), body: text.startsWith('{') ? JSON.parse(text) : text }
  }
  if (account) assert.equal((await api('POST', 'session', { account, password: PASSWORD })).status, 200, `${account} logs in`)
  return {
    context, page, api,
    async go(path) {
      await page.goto(`${h.base}/#${path}`)
      await still(page)
    },
    close: () => context.close(),
  }
}

/** Requests under way, by page. */
const asking = new Map()

/** Waits until the page has asked for all it wants and drawn it. */
export async function still(page) {
  await page.waitForSelector('html[data-ready="1"]', { state: 'attached' })
  for (let quiet = 0, tries = 0; quiet < 3 && tries < 300; tries++) {
    await new Promise((done) => setTimeout(done, 30))
    const busy = asking.get(page)() > 0 || await page.locator('.el-skeleton, [aria-busy="true"]').count() > 0
    quiet = busy ? 0 : quiet + 1
  }
}

export async function picture(page, name) {
  await page.screenshot({ path: join(pictures, `${name}.png`) })
}

/** No serious or critical finding of axe on what is shown. */
export async function accessible(page, name) {
  await page.evaluate(() => Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {})))) // colours at rest
  await page.evaluate(axe)
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }).then((r) => r.violations
    .filter((v) => ['serious', 'critical'].includes(v.impact))
    .map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(' ') + ' ' + n.any.map((a) => a.message).join('; ')).join(' | ')}`)))
  assert.deepEqual(found, [], `axe on ${name}`)
}

/** Nothing wider than the window. */
export async function fits(page, name) {
  const [whole, window_] = await page.evaluate(() => [Math.max(document.documentElement.scrollWidth, document.querySelector('#page')?.scrollWidth ?? 0), window.innerWidth])
  assert.ok(whole <= window_, `${name}: ${whole} px in a window of ${window_}`)
}

const CSV = 'CSV:44,34,76,1,,2052,true,true'

/** What a county office does in its spreadsheet program: LibreOffice turns one file into another kind. */
export async function office(folder, file, kind) {
  await exec('soffice', [`-env:UserInstallation=file://${folder}/office`, '--headless', ...(file.endsWith('.csv') ? [`--infilter=${CSV}`] : []),
    '--convert-to', kind === 'csv' ? 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false' : kind, '--outdir', folder, file], { timeout: 60_000 })
  return file.replace(/\.\w+$/, `.${kind}`)
}

/** The preparatory meeting is held, and a sitting of all passed what an election rests on: no ballot is frozen before.
 * `lay`: the candidates as they stand then come before presidium and delegations. */
export const settle = async (w, congress, sitting, approve) => {
  const { sittings } = (await w.api('GET', `congresses/${congress.id}`)).body
  const first = sittings.find((s) => s.kind === 'preparatory' && s.state === 'planned')
  if (first) { // all come to it
    assert.equal((await w.api('POST', `sittings/${first.id}/open`, {})).status, 200)
    const at = new Date(Date.now() - 60_000).toISOString()
    const events = (await w.api('GET', `sittings/${first.id}/roll`)).body.attendees.filter((a) => a.votes)
      .map((a) => ({ key: `first${a.id}`, attendee: a.id, kind: 'in', at, way: 'list' }))
    assert.equal((await w.api('POST', `sittings/${first.id}/check-in`, { door: '东门', events })).status, 200)
    assert.equal((await w.api('POST', `sittings/${first.id}/close`, {})).status, 200)
  }
  for (const [i, matter] of ['credentials', 'election_rules'].entries()) {
    const made = await w.api('POST', 'rows/agenda_item', { region: congress.region?.id ?? '990124', state: 'passed', fields: {
      sitting, place: 90 + i, title: i ? '通过选举办法' : '通过代表资格审查报告', kind: 'hands', matter, approve, oppose: 0, abstain: 0 } })
    assert.equal(made.status, 201, JSON.stringify(made.body))
  }
  const { officers } = (await w.api('GET', `congresses/${congress.id}`)).body
  const post = (path, body) => w.api('POST', path.slice('/api/'.length), body ?? {})
  const meetings = await meetingsOf({ congress: { post } }, congress.id, officers.filter((o) => o.duty === 'presidium').map((o) => o.attendee.id), congress.region?.id)
  return { lay: () => lay({ congress: { post } }, meetings, congress.region?.id) }
}

/** The congress that the demo prepares, as the first of another term, with a sitting that elects: that of its own elects nobody. */
export const nextTerm = async (w) => {
  const { id } = (await w.api('GET', 'congresses')).body.congresses.find((c) => c.state === 'preparing' && c.kind === 'party')
  const row = (await w.api('GET', `rows/congress/${id}`)).body
  const answer = await w.api('POST', `rows/congress/${id}`, { ver: row.ver, fields: NEXT_TERM })
  assert.equal(answer.status, 200, answer.text)
  const { due } = (await w.api('GET', `congresses/${id}`)).body.roster // the register's are of the term before
  const said = await w.api('POST', `congresses/${id}/due`, { due, paper: '代表资格审查报告〔2026〕1号', second: { name: 'leader', password: PASSWORD } })
  assert.equal(said.status, 200, said.text)
  const sitting = { congress: id, title: '第二次全体会议（选举）', kind: 'plenary', place: '县会议中心礼堂', chair: '大会执行主席' }
  assert.equal((await w.api('POST', 'rows/sitting', { region: row.region.id, fields: sitting })).status, 201)
  return (await w.api('GET', 'congresses')).body.congresses.find((c) => c.id === id)
}

/** What tests of the API ask with (tests/api/congress.mjs), through the session of a window. */
export const callerOf = (w) => {
  const ask = (method) => async (path, body) => {
    const { status, body: said } = await w.api(method, path.replace('/api/', ''), body)
    return { status, body: said, text: JSON.stringify(said) }
  }
  return { get: ask('GET'), post: ask('POST') }
}
