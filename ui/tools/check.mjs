// House rules that a compiler does not know: texts complete in every language and all used, components small.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { filesOf } from './texts.mjs'

const wrong = []
const walk = (dir) =>
  readdirSync(dir, { withFileTypes: true }).flatMap((e) =>
    e.isDirectory() ? walk(join(dir, e.name)) : [join(dir, e.name)],
  )
const files = walk('src').filter((f) => /\.(vue|ts)$/.test(f) && !f.endsWith('.d.ts'))
const source = new Map(files.map((f) => [f, readFileSync(f, 'utf8')]))

const texts = {}
for (const file of filesOf('.'))
  for (const [key, line] of Object.entries(JSON.parse(readFileSync(file, 'utf8')))) {
    if (key in texts) wrong.push(`${file}: ${key} stands in another file too`)
    texts[key] = line
  }
const slots = (s) => (s.match(/\{\w+\}/g) ?? []).sort().join()
for (const [key, line] of Object.entries(texts)) {
  if (!Array.isArray(line) || line.length < 2 || line.length > 3 || line.some((s) => !s))
    wrong.push(`texts.json: ${key}: needs [zh-Hans, en, zh-Hant?]`)
  else if (line.some((s) => slots(s) !== slots(line[0])))
    wrong.push(`texts.json: ${key}: {slots} differ between languages`)
  else if (/[\u4e00-\u9fff]/.test(line[1]) && !key.startsWith('lang.'))
    wrong.push(`texts.json: ${key}: Chinese in the English text`)
}
const all = [...source.values()].join('\n')
const voter = readFileSync('shell/vote.js', 'utf8')
// Marks, colours and codes of errors are put together at run time.
const MADE = /^vote_page\.([YNA]|white|pink|yellow|green|blue|orange|vote\.\w+)$/
for (const [, key] of voter.matchAll(/\bt\('([\w.]+)'/g))
  if (!(`vote_page.${key}` in texts)) wrong.push(`shell/vote.js: no text for vote_page.${key}`)
for (const key of Object.keys(texts)) {
  if (key.startsWith('vote_page.')) {
    if (!MADE.test(key) && !voter.includes(`'${key.slice('vote_page.'.length)}'`))
      wrong.push(`texts.json: ${key}: not used`)
    continue
  }
  const families = [...key.matchAll(/\./g)].map((m) => key.slice(0, m.index + 1))
  if (!all.includes(`'${key}'`) && !families.some((f) => all.includes('`' + f + '${')))
    wrong.push(`texts.json: ${key}: not used`)
}
for (const [file, text] of source) {
  for (const [, key] of text.matchAll(/\bt\('([\w.]+)'/g))
    if (!(key in texts)) wrong.push(`${file}: no text for ${key}`)
  const lines = text.split('\n').length
  if (file.endsWith('.vue') && lines > 360) wrong.push(`${file}: ${lines} lines; at most 360`)
  if (/(:\s*any\b|\bas any\b|<any>)/.test(text)) wrong.push(`${file}: any`)
  if (/v-html|innerHTML|dangerouslyUseHTMLString/.test(text)) wrong.push(`${file}: raw HTML`)
  if (/https?:\/\/(?!www\.w3\.org)/.test(text)) wrong.push(`${file}: names another host`)
  if (file.endsWith('.vue') && /[\u4e00-\u9fff]/.test(text.replace(/<!--[\s\S]*?-->/g, '')))
    wrong.push(`${file}: text belongs in texts.json`)
}
for (const line of wrong) console.error(line)
console.log(
  `${Object.keys(texts).length} texts in 3 languages, ${files.length} files, ${wrong.length} wrong`,
)
process.exit(wrong.length ? 1 : 0)
