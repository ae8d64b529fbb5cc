// How tests read what is printed: a PDF as its pages, as its text, or as its text without blanks.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporary } from './server.mjs'

/** The pages of a PDF, each as lines laid out as they are printed. */
export const pagesOf = (bytes) => {
  const file = join(temporary('paper'), 'paper.pdf')
  writeFileSync(file, bytes)
  return execFileSync('pdftotext', ['-layout', file, '-']).toString().split('\f').slice(0, -1)
}
/** All of it. */
export const textOf = (bytes) => pagesOf(bytes).join('\f')
/** Without blanks and numbers of pages: a sentence is found wherever its lines end. */
export const bare = (text) => text.replace(/—\s*\d+\s*—/g, '').replace(/[\s　]+/g, '')

/** A paper of the program as PDF. */
export const paperOf = async (who, name, scope, id) => {
  const answer = await who.get(`/api/forms/${name}`, { scope, id, format: 'pdf' })
  assert.equal(answer.status, 200, `${name}: ${answer.text.slice(0, 300)}`)
  return answer.bytes
}
/** Its text, bare. */
export const printed = async (who, name, scope, id) => bare(textOf(await paperOf(who, name, scope, id)))
