import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import * as OpenCC from 'opencc-js'
import ElementPlus from 'unplugin-element-plus/vite'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import Components from 'unplugin-vue-components/vite'
import { defineConfig, type Plugin } from 'vite'

const TEXTS = fileURLToPath(new URL('src/i18n/texts.json', import.meta.url))
const PREFIX = '\0virtual:texts/'

/** Serves `virtual:texts/LANG`: one language out of texts.json, whose lines are key: [zh-Hans, en, zh-Hant?]. */
function texts(): Plugin {
  const hant = OpenCC.Converter({ from: 'cn', to: 'tw' })
  const pick: Record<string, (line: string[]) => string> = {
    'zh-Hans': (line) => line[0] ?? '',
    'zh-Hant': (line) => line[2] ?? hant(line[0] ?? ''),
    en: (line) => line[1] ?? '',
  }
  return {
    name: 'huanjie-texts',
    resolveId: (id) => (id.startsWith(PREFIX.slice(1)) ? '\0' + id : null),
    load(id) {
      if (!id.startsWith(PREFIX)) return null
      this.addWatchFile(TEXTS)
      const choose = pick[id.slice(PREFIX.length)]
      if (!choose) throw new Error(`no such language: ${id}`)
      const all = JSON.parse(readFileSync(TEXTS, 'utf8')) as Record<string, string[]>
      const one = Object.fromEntries(Object.entries(all).map(([key, line]) => [key, choose(line)]))
      return `export default ${JSON.stringify(one)}`
    },
  }
}

/** sw.js with the files of this build: another build is another worker. */
function shellWorker(): Plugin {
  const START = ['/', '/boot.js', '/boot.css', '/seal.svg']
  const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
  return {
    name: 'huanjie-shell',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const files = [
          ...START,
          ...Object.keys(bundle)
            .filter((name) => name.startsWith('assets/'))
            .sort()
            .map((name) => '/' + name),
        ]
        const made = createHash('sha256').update(files.join(' '))
        for (const name of [
          'index.html',
          'shell/sw.js',
          'public/boot.js',
          'public/boot.css',
          'public/seal.svg',
        ])
          made.update(readFileSync(here(name)))
        const source = readFileSync(here('shell/sw.js'), 'utf8')
          .replace('__VERSION__', made.digest('hex').slice(0, 16))
          .replace('__FILES__', files.join(' '))
        this.emitFile({ type: 'asset', fileName: 'sw.js', source })
      },
    },
  }
}

export default defineConfig({
  plugins: [
    texts(),
    vue(),
    Components({
      dirs: [],
      dts: 'src/components.d.ts',
      resolvers: [ElementPlusResolver({ importStyle: 'css' })],
    }),
    ElementPlus({}),
    shellWorker(),
  ],
  build: {
    target: 'chrome81',
    cssTarget: 'chrome81',
    chunkSizeWarningLimit: 700,
    assetsInlineLimit: 0,
    reportCompressedSize: true,
    modulePreload: { polyfill: false },
  },
  server: { port: 5173, proxy: { '/api': process.env.HUANJIE ?? 'http://127.0.0.1:8300' } },
})
