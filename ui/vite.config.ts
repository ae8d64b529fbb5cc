import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import ElementPlus from 'unplugin-element-plus/vite'
import { ElementPlusResolver } from 'unplugin-vue-components/resolvers'
import Components from 'unplugin-vue-components/vite'
import { defineConfig, type Plugin } from 'vite'
import { LANGS, filesOf, textsOf, votePage } from './tools/texts.mjs'

const ROOT = fileURLToPath(new URL('.', import.meta.url))
const PREFIX = '\0virtual:texts/'

/** Serves `virtual:texts/LANG`: one language out of all texts.json. */
function texts(): Plugin {
  return {
    name: 'huanjie-texts',
    resolveId: (id) => (id.startsWith(PREFIX.slice(1)) ? '\0' + id : null),
    load(id) {
      if (!id.startsWith(PREFIX)) return null
      const lang = id.slice(PREFIX.length)
      if (!LANGS.includes(lang)) throw new Error(`no such language: ${id}`)
      for (const file of filesOf(ROOT)) this.addWatchFile(join(ROOT, file))
      return `export default ${JSON.stringify(textsOf(lang, ROOT))}`
    },
  }
}

/** vote.js with its texts: a script of its own, in the language of 2015. */
function voteScript(): Plugin {
  return {
    name: 'huanjie-vote',
    configureServer(server) {
      server.middlewares.use('/vote.js', (_request, reply) => {
        reply.setHeader('Content-Type', 'text/javascript; charset=utf-8')
        reply.end(votePage(ROOT))
      })
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'vote.js', source: votePage(ROOT) })
    },
  }
}

/** sw.js with the files of this build: another build is another worker. */
function shellWorker(): Plugin {
  const START = ['/', '/boot.js', '/boot.css', '/mark.css', '/seal.svg']
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
          'public/mark.css',
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
    voteScript(),
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
