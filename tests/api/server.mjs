// What the tests of the interface share: a demo site, a server of their own on a free port,
// and a browser that keeps its cookie.  Node 18 or later, no other dependency.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ask as askFailing, failures } from './failing.mjs'
import { conforms } from './openapi.mjs'

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
export const huanjie = resolve(root, process.env.HUANJIE ?? 'build/huanjie')
/** What makes demo sites: the program itself, or a faster build of it. */
const maker = resolve(root, process.env.HUANJIE_MAKER ?? huanjie)
export const PASSWORD = 'Huanjie-2026'
export const RECORD_ROLES = ['office', 'cadre', 'inspector', 'reviewer', 'discipline', 'congress', 'leader']
export const ADMINS = ['system', 'security', 'audit']
export const ACCOUNTS = [...RECORD_ROLES, ...ADMINS, 'town1', 'secretary', 'minister', 'party01', 'party02']
export const COUNTY = '990124'
export const TOWN = '990124100' // of town1

const folders = []
const running = new Set()

export const temporary = (name) => {
  const folder = mkdtempSync(join(tmpdir(), `huanjie-${name}-`))
  folders.push(folder)
  return folder
}

/** Run a command; its exit code and what it wrote. */
export const run = (args, { input, env } = {}) => {
  const done = spawnSync(huanjie, args, { input, env: { ...process.env, ...env }, maxBuffer: 1 << 28 })
  return { code: done.status, out: done.stdout.toString(), err: done.stderr.toString(), bytes: done.stdout }
}

const makeDemo = (data, ...more) => execFileSync(maker, ['demo', data, '--seed', '7', ...more], { stdio: ['ignore', 'ignore', 'pipe'] })
const psql = (url, text) => execFileSync('psql', ['-q', url, '-c', text])

let made, count = 0
const databases = []
/**
 * On PostgreSQL (HUANJIE_API_PG, a URL): a database of its own for each site, copied from one that script/test made
 * (HUANJIE_DEMO_PG, its folder; the database is called demo), or made here.
 */
const onPostgres = (data, url) => {
  const name = `api_${process.pid}_${++count}`
  const template = process.env.HUANJIE_DEMO_PG
  psql(url, `CREATE DATABASE ${name}${template ? ' TEMPLATE demo' : ''}`)
  databases.push(name)
  const own = (to) => url.replace('@/huanjie?', `@/${to}?`)
  if (!template) makeDemo(data, '--db', own(name))
  else {
    cpSync(template, data, { recursive: true })
    const file = join(data, 'site.json')
    writeFileSync(file, readFileSync(file, 'utf8').replace(own('demo'), own(name)))
  }
  return data
}

/** A demo site: a copy of the one that script/test made (HUANJIE_DEMO), or of the first that is made here. */
export const demoSite = (name = 'api') => {
  const data = join(temporary(name), 'site')
  if (process.env.HUANJIE_API_PG) return onPostgres(data, process.env.HUANJIE_API_PG)
  if (!made && process.env.HUANJIE_DEMO) made = process.env.HUANJIE_DEMO
  if (!made) {
    made = join(temporary(`${name}-first`), 'site')
    makeDemo(made)
  }
  cpSync(made, data, { recursive: true })
  return data
}

const firstLine = (child) =>
  new Promise((found, failed) => {
    let text = ''
    child.stdout.on('data', (bytes) => {
      text += bytes
      if (text.includes('\n')) found(text.trim())
    })
    child.once('exit', (code, signal) => failed(new Error(`the server ended: ${code ?? signal}`)))
    child.once('error', failed)
  })

/** A server of `data` on a free port: {url, pid, stop(), kill()}. */
export const serve = (data, ...more) => serveWith(data, process.env.HUANJIE_LOG ? 'inherit' : 'ignore', undefined, more)

/** The same, with what it logs: log(). */
export const serveLogged = async (data) => {
  let text = ''
  const server = await serveWith(data, 'pipe', (bytes) => (text += bytes))
  return { ...server, log: () => text }
}

const serveWith = async (data, log, hear, more = []) => {
  const { env, failing } = failures(`${data}.failing`)
  const child = spawn(huanjie, ['serve', '--data', data, '--listen', '127.0.0.1:0', ...more], { stdio: ['ignore', 'pipe', log], env: { ...process.env, ...env } })
  if (hear) child.stderr.on('data', hear)
  const ended = new Promise((done) => child.once('exit', (code, signal) => done({ code, signal })))
  const end = async (signal) => {
    process.kill(child.pid, signal)
    running.delete(child.pid)
    return ended
  }
  running.add(child.pid)
  const url = await firstLine(child)
  return { url, pid: child.pid, data, failing, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') }
}

const decode = async (answer) => {
  const bytes = Buffer.from(await answer.arrayBuffer())
  const isJson = (answer.headers.get('content-type') ?? '').startsWith('application/json')
  return {
    status: answer.status,
    headers: answer.headers,
    bytes,
    text: bytes.toString(),
    body: isJson && bytes.length ? JSON.parse(bytes.toString()) : null,
  }
}

const query = (path, pairs) => {
  const text = new URLSearchParams(pairs ?? {}).toString()
  return text ? `${path}${path.includes('?') ? '&' : '?'}${text}` : path
}

/** A browser: nobody until login().  Every reply must be what the route says of it. */
export class Browser {
  constructor(server, headers = {}) {
    this.url = server.url
    this.failing = server.failing
    this.headers = headers
    this.cookie = ''
  }

  ask(method, path, more) {
    return askFailing(this.failing, `${method} ${path}`, () => this.send(method, path, more))
  }

  async send(method, path, { body, bytes, headers, header = true } = {}) {
    const answer = await fetch(this.url + path, {
      method,
      headers: {
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...(method === 'POST' && header ? { 'X-Huanjie': '1' } : {}),
        ...this.headers,
        ...headers,
      },
      body: method === 'POST' ? (bytes ?? JSON.stringify(body ?? {})) : undefined,
    })
    const set = answer.headers.get('set-cookie')
    if (set) this.cookie = set.split(';')[0]
    const decoded = await decode(answer)
    conforms(method, path, decoded)
    return decoded
  }

  get(path, pairs, more) {
    return this.ask('GET', query(path, pairs), more)
  }

  post(path, body, more) {
    return this.ask('POST', path, { body, ...more })
  }

  upload(path, bytes, pairs) {
    return this.ask('POST', query(path, pairs), { bytes })
  }

  login(account, password = PASSWORD, code) {
    return this.post('/api/session', { account, password, ...(code ? { code } : {}) })
  }
}

/** A browser that is signed in, or an error. */
export const signIn = async (server, account, password) => {
  const browser = new Browser(server)
  const answer = await browser.login(account, password)
  if (answer.status !== 200) throw new Error(`${account}: ${answer.status} ${answer.text}`)
  return browser
}

export const signInAll = async (server, accounts) => {
  const pairs = []
  for (const name of accounts) pairs.push([name, await signIn(server, name)])
  return Object.fromEntries(pairs)
}

/** Every row of a list, page after page. */
export const allRows = async (browser, ledger, pairs = {}) => {
  const rows = []
  for (let after; ; ) {
    const page = await browser.get(`/api/rows/${ledger}`, { limit: '200', ...pairs, ...(after ? { after } : {}) })
    if (page.status !== 200) throw new Error(`${ledger}: ${page.status} ${page.text}`)
    rows.push(...page.body.rows)
    after = page.body.next
    if (!after) return rows
  }
}

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms))

/** The day of an instant, as China has it. */
export const dayOf = (at) => new Date(Date.parse(at) + 8 * 3600_000).toISOString().slice(0, 10)

/** Wait until nobody listens at `url`.  A connection that is cut off says only that a server is about to end. */
export const nobodyAt = async (url) => {
  for (let i = 0; i < 400; i++) {
    const answer = await fetch(url).catch((e) => e)
    if (answer.cause?.code === 'ECONNREFUSED') return
    await sleep(50)
  }
  throw new Error(`somebody still listens at ${url}`)
}

const isAlive = (pid) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** To be called when the file is done: stops what runs (kindly where a sanitizer shall still speak), removes what was made. */
export const cleanUp = async () => {
  for (const pid of running) {
    if (isAlive(pid)) process.kill(pid, process.env.HUANJIE_KIND_STOP ? 'SIGTERM' : 'SIGKILL')
    for (let waited = 0; process.env.HUANJIE_KIND_STOP && isAlive(pid) && waited < 60_000; waited += 50) await sleep(50)
  }
  const stuck = process.env.HUANJIE_KIND_STOP ? [...running].filter(isAlive) : []
  for (const pid of stuck) process.kill(pid, 'SIGKILL')
  for (const name of databases.splice(0)) psql(process.env.HUANJIE_API_PG, `DROP DATABASE ${name} WITH (FORCE)`)
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  if (stuck.length) throw new Error(`asked kindly, ${stuck.length} of the servers did not stop within a minute; what they leaked is unknown`)
}
