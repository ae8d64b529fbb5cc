// A database that fails once in whatever is asked of the server (script/failing): before a request is believed it is sent
// with one of its steps failing.  Either that is told, as an error of the server, and nothing has changed, so that the same
// request does what it should; or the step was never met and the answer stands.
import { openSync, readSync, writeSync, ftruncateSync } from 'node:fs'

const SEED = process.env.HUANJIE_FAILING // a number; nothing fails without it
const BYTES = 32 // struct failing of tests/api/failing.c: left, met, read_back, stored
const MOST_STEPS = 60
const OFTEN = 2 // one request in two

let state = BigInt(SEED || 0)
const draw = (below) => {
  state = (state * 6364136223846793005n + 1442695040888963407n) & ((1n << 64n) - 1n)
  return Number(state >> 33n) % below
}
/** Few more often than many: most acts take some ten steps, the longest thousands. */
const drawStep = () => Math.ceil(MOST_STEPS ** (draw(1000) / 1000))

/** For a server that is about to start in `folder`: what it needs in its environment, and the hand on its failures. */
export const failures = (path) => {
  if (!SEED) return { env: {}, failing: null }
  const fd = openSync(path, 'w+')
  ftruncateSync(fd, BYTES)
  const set = (step, readBack = false) => {
    const bytes = Buffer.alloc(BYTES)
    bytes.writeBigInt64LE(BigInt(step), 0)
    bytes.writeBigInt64LE(BigInt(readBack), 16)
    writeSync(fd, bytes, 0, BYTES, 0)
  }
  const isMet = () => {
    const bytes = Buffer.alloc(BYTES)
    readSync(fd, bytes, 0, BYTES, 0)
    return bytes.readBigInt64LE(8) > 0n
  }
  return { env: { HUANJIE_FAILING_AT: path }, failing: { set, isMet } }
}

const counted = { met: 0, unmet: 0 }
if (SEED) process.on('exit', () => console.log(`# seed ${SEED}: ${counted.met} requests met a failing step, ${counted.unmet} had none left to fail`))

const askFirst = async (failing, what, send) => {
  const step = drawStep()
  failing.set(step)
  const answer = await send().catch((error) => ({ status: 599, text: String(error) })) // a file that broke off
  const isMet = failing.isMet()
  failing.set(0)
  counted[isMet ? 'met' : 'unmet']++
  if (!isMet) return answer
  if (answer.status < 500) throw new Error(`seed ${SEED}: ${what} answered ${answer.status} although step ${step} of the database failed: ${answer.text.slice(0, 300)}`)
  return send()
}

let before = Promise.resolve() // one after the other, or another request meets the step
/** `send()` a request, first with a failing step where there is one to fail. */
export const ask = (failing, what, send) => {
  if (!failing || / \/api\/imports/.test(what)) return send() // what is read in the background fails in tests/service
  const answer = before.then(() => (draw(OFTEN) ? send() : askFirst(failing, what, send)))
  before = answer.catch(() => {})
  return answer
}
