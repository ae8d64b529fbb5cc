// Senders that mean harm, through raw sockets: requests that two readers cut apart differently,
// bodies that never end.  The limits are those of src/net/limits.h.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { Browser, cleanUp, demoSite, PASSWORD, root, serve, signIn } from './server.mjs'

let server, office
const open = new Set()
before(async () => {
  server = await serve(demoSite('hostile'))
  office = await signIn(server, 'office')
})
after(() => {
  for (const socket of open) socket.destroy()
  return cleanUp()
})

const limit = (name) => {
  const found = readFileSync(`${root}/src/net/limits.h`, 'utf8').match(new RegExp(`${name} = (\\d+)(?: << (\\d+))?`))
  return Number(found[1]) * 2 ** Number(found[2] ?? 0)
}

/** A socket: all it heard, and when it was closed. */
const dial = () => {
  const { hostname, port } = new URL(server.url)
  const socket = connect(Number(port), hostname)
  const line = { socket, text: '', begun: Date.now() }
  open.add(socket)
  socket.on('data', (bytes) => (line.text += bytes))
  socket.on('error', () => {})
  line.closed = new Promise((done) => socket.on('close', () => {
    open.delete(socket)
    done(Date.now() - line.begun)
  }))
  return line
}
const pause = (ms) => new Promise((done) => setTimeout(done, ms))
const head = (more, path = '/api/session') => `POST ${path} HTTP/1.1\r\nHost: x\r\nX-Huanjie: 1\r\n${more}\r\n`
const answers = (text) => text.match(/HTTP\/1\.1 \d+/g) ?? []

describe('framing', () => {
  const HIDDEN = 'GET /api/health HTTP/1.1\r\nHost: x\r\n\r\n'
  const WRONG = {
    'two lengths': head('Content-Length: 2\r\nContent-Length: 40\r\n') + '{}' + HIDDEN,
    'two equal lengths': head('Content-Length: 2\r\nContent-Length: 2\r\n') + '{}' + HIDDEN,
    'a length beside chunks': head('Content-Length: 4\r\nTransfer-Encoding: chunked\r\n') + '0\r\n\r\n' + HIDDEN,
    'chunks beside a length': head('Transfer-Encoding: chunked\r\nContent-Length: 4\r\n') + '0\r\n\r\n' + HIDDEN,
    'two codings': head('Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n') + '0\r\n\r\n' + HIDDEN,
    'a coding hidden by another': head('Transfer-Encoding: xchunked\r\n') + '0\r\n\r\n' + HIDDEN,
    'a list of codings': head('Transfer-Encoding: identity, chunked\r\n') + '0\r\n\r\n' + HIDDEN,
    'a length with a sign': head('Content-Length: +2\r\n') + '{}' + HIDDEN,
    'a length in hex': head('Content-Length: 0x2\r\n') + '{}' + HIDDEN,
    'a list of lengths': head('Content-Length: 2, 2\r\n') + '{}' + HIDDEN,
    'a negative length': head('Content-Length: -1\r\n') + '{}' + HIDDEN,
    'a length beyond 64 bits': head('Content-Length: 99999999999999999999\r\n') + '{}' + HIDDEN,
    'a blank before the colon': head('Content-Length : 2\r\n') + '{}' + HIDDEN,
    'a folded length': head(`Content-Length:\r\n ${HIDDEN.length}\r\n`) + HIDDEN,
    'a length that goes on': head('Content-Length: 2\r\n 0\r\n') + '{}' + HIDDEN,
    'a length folded twice, by a tab': head(`Content-Length:\r\n\t\r\n\t${HIDDEN.length}\r\n`) + HIDDEN,
    'a folded coding': head('Transfer-Encoding:\r\n chunked\r\n') + '0\r\n\r\n' + HIDDEN,
    'a fold of nothing': head('Content-Length: 2\r\n \r\n') + '{}' + HIDDEN,
    'a fold of another header': head('A: b\r\n c\r\nContent-Length: 2\r\n') + '{}' + HIDDEN,
    'a fold by a line feed alone': head('A: b\n Content-Length: 2\r\n') + HIDDEN,
    'a fold before the first header': `POST /api/session HTTP/1.1\r\n Content-Length: 2\r\nHost: x\r\n\r\n{}${HIDDEN}`,
    'too many headers': head('A: b\r\n'.repeat(limit('HEADERS_MOST') + 1) + 'Content-Length: 2\r\n') + '{}' + HIDDEN,
  }
  for (const [what, bytes] of Object.entries(WRONG))
    test(`${what}: refused, the connection ends, nothing behind it is read`, async () => {
      const line = dial()
      line.socket.write(bytes)
      await Promise.race([line.closed, pause(4000).then(() => assert.fail(`open: ${line.text}`))])
      // The library's own refusal of a length begins twice, which does no harm.
      assert.ok(answers(line.text).length > 0, 'no answer')
      for (const one of answers(line.text)) assert.match(one, / (400|413)$/, line.text)
    })

  test('headers beyond the limit of bytes', async () => {
    const line = dial()
    line.socket.write(head(`A: ${'b'.repeat(limit('CONNECTION_BYTES'))}\r\n`))
    await line.closed
    assert.match(line.text, /^HTTP\/1\.1 4(31|13|00|14)/)
  })

  const LONG = {
    'zh-Hans': /地址超过 16 KiB，请减少筛选条件/, 'zh-Hant': /地址超過 16 KiB，請減少篩選條件/, en: /longer than 16 KiB. Use fewer conditions/,
  }
  for (const [locale, message] of Object.entries(LONG))
    test(`a request line beyond the limit is refused like anything else: ${locale}`, async () => {
      const path = `/api/rows/task?title=${'x'.repeat(limit('LINE_BYTES'))}`
      const answer = await fetch(server.url + path, { headers: { 'Accept-Language': locale } })
      const { error } = await answer.json()
      assert.equal(answer.status, 413)
      assert.equal(error.code, 'request.line_long')
      assert.equal(error.kind, 'too_big')
      assert.match(error.message, message)
    })

  test('a line within the limit is read, one beyond the memory of a connection is refused too', async () => {
    const status = async (bytes) => (await fetch(`${server.url}/api/rows/task?title=${'x'.repeat(bytes)}`)).status
    assert.equal(await status(limit('LINE_BYTES') - 100), 401)
    assert.ok([414, 431].includes(await status(limit('CONNECTION_BYTES'))))
  })

  test('honest requests behind one another, with a length and in chunks', async () => {
    const line = dial()
    line.socket.write(`${head('Content-Length: 2\r\n')}{}${head('Transfer-Encoding: chunked\r\n')}2\r\n{}\r\n0\r\n\r\n`
      + 'GET /api/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')
    await line.closed
    assert.equal(answers(line.text).length, 3, line.text)
  })
})

const memory = () => Number(readFileSync(`/proc/${server.pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)[1]) * 1024

describe('bodies', () => {
  test('a stranger may send a small one', async () => {
    const stranger = new Browser(server)
    const answer = await stranger.post('/api/session', { account: 'x', password: 'y'.repeat(limit('BODY_STRANGER')) })
    assert.equal(answer.status, 413)
    assert.match(answer.body.error.message, /64 KiB/)
    const allowed = await office.post('/api/rows/task', { region: '990124', fields: { title: 'y'.repeat(2 * limit('BODY_STRANGER')) } })
    assert.equal(allowed.status, 400, 'read whole, and refused by the field')
  })

  test('sixty half-sent bodies of 4 MiB hold no memory, and others are served', async () => {
    const was = memory(), lines = []
    const bytes = Buffer.alloc(4 << 20, 'x')
    for (let i = 0; i < 60; i++) {
      const line = dial()
      line.socket.write(head(`Content-Length: ${bytes.length + 1}\r\n`))
      line.socket.write(bytes)
      lines.push(line)
    }
    for (let i = 0; i < 100 && lines.some((l) => l.socket.bytesWritten < bytes.length || l.socket.writableLength); i++) await pause(100)
    assert.ok(lines.every((l) => !l.socket.writableLength), 'all of it was read')
    assert.ok(memory() - was < 24 << 20, `${(memory() - was) >> 20} MiB more`)
    assert.equal((await office.get('/api/rows/task', { limit: '1' })).status, 200)
    for (const line of lines) line.socket.destroy()
  })

  test('all of strangers together are bounded: 503 and when to come again', async () => {
    const most = limit('BODIES_STRANGERS') / limit('BODY_STRANGER'), lines = []
    const was = memory(), half = Buffer.alloc(limit('BODY_STRANGER') - 1000, ' ')
    for (let i = 0; i < most + 40; i++) {
      const line = dial()
      line.socket.write(head(`Content-Length: ${half.length + 2}\r\n`))
      line.socket.write(half)
      lines.push(line)
    }
    for (let i = 0; i < 100 && lines.some((l) => l.socket.writableLength || l.socket.connecting); i++) await pause(50)
    await pause(300)
    const grown = memory() - was
    assert.ok(grown < limit('BODIES_STRANGERS') + (48 << 20), `${grown >> 20} MiB more`)
    for (const line of lines) line.socket.write('{}')
    const late = await new Browser(server).post('/api/session', { account: 'x', password: 'y'.repeat(20000) })
    await pause(1500)
    const crowded = lines.filter((l) => l.text.startsWith('HTTP/1.1 503'))
    assert.ok(crowded.length >= 30, `${crowded.length} of ${lines.length} were sent away`)
    assert.match(crowded[0].text, /Retry-After: \d+/i)
    assert.match(crowded[0].text, /request\.crowded/)
    assert.ok([401, 503, 400, 422, 403].includes(late.status))
    assert.equal((await new Browser(server).login('office', PASSWORD)).status, 200, 'a login has room')
    for (const line of lines) line.socket.destroy()
    await pause(300)
    const after = await new Browser(server).post('/api/session', { account: 'x', password: 'y'.repeat(20000) })
    assert.notEqual(after.status, 503, 'given back')
  })
})

test('who drips is cut off: in the headers and in the body', { timeout: 60000 }, async () => {
  const body = dial(), headers = dial(), most = (limit('HEAD_SECONDS') + 8) * 1000
  body.socket.write(head('Content-Length: 1000\r\n'))
  headers.socket.write('GET /api/health HTTP/1.1\r\nHost: x\r\nA: ')
  const drip = setInterval(() => {
    for (const l of [body, headers]) if (l.socket.writable) l.socket.write('x')
  }, 1000)
  const times = await Promise.all([body.closed, headers.closed])
  clearInterval(drip)
  for (const time of times) assert.ok(time > 5000 && time < most, `${time} ms`)
  assert.equal((await office.get('/api/rows/task', { limit: '1' })).status, 200)
})
