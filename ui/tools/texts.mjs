// texts.json of the application and of each folder of pages, whose lines are key: [zh-Hans, en, zh-Hant?]; zh-Hant is derived where it is not given.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Converter } from 'opencc-js'

// Below the folder of this package.
const TEXTS = 'src/i18n/texts.json'
const PAGES = 'src/pages'
export const VOTE = 'shell/vote.js'

/** The texts of the voter's page, which is no part of the application. */
export const VOTE_PREFIX = 'vote_page.'

const convert = Converter({ from: 'cn', to: 'tw' })
/** With the character that everybody writes where OpenCC has that of the dictionaries: 核對, 審核. */
export const hant = (text) => convert(text).replaceAll('覈', '核')
const pick = {
  'zh-Hans': (line) => line[0] ?? '',
  'zh-Hant': (line) => line[2] ?? hant(line[0] ?? ''),
  en: (line) => line[1] ?? '',
}
export const LANGS = Object.keys(pick)

/** Every file of texts: the application's, then those of the rooms. */
export const filesOf = (root) => [
  TEXTS,
  ...readdirSync(join(root, PAGES))
    .sort()
    .map((room) => join(PAGES, room, 'texts.json'))
    .filter((file) => existsSync(join(root, file))),
]

const read = (root) => {
  const texts = {}
  for (const file of filesOf(root))
    for (const [key, line] of Object.entries(JSON.parse(readFileSync(join(root, file), 'utf8')))) {
      if (key in texts) throw new Error(`${file}: ${key} stands in another file too`)
      texts[key] = line
    }
  return Object.entries(texts)
}

/** The application's texts in one language. */
export const textsOf = (lang, root) =>
  Object.fromEntries(
    read(root)
      .filter(([key]) => !key.startsWith(VOTE_PREFIX))
      .map(([key, line]) => [key, pick[lang](line)]),
  )

/** The script of the voter's page with its texts, each [zh-Hans, zh-Hant, en]. */
export const votePage = (root) => {
  const texts = Object.fromEntries(
    read(root)
      .filter(([key]) => key.startsWith(VOTE_PREFIX))
      .map(([key, line]) => [key.slice(VOTE_PREFIX.length), LANGS.map((lang) => pick[lang](line))]),
  )
  return readFileSync(join(root, VOTE), 'utf8').replace('__TEXTS__', () => JSON.stringify(texts))
}
