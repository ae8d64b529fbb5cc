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

export default defineConfig({
  plugins: [
    texts(),
    vue(),
    Components({ dirs: [], dts: 'src/components.d.ts', resolvers: [ElementPlusResolver({ importStyle: 'css' })] }),
    ElementPlus({}),
  ],
  build: { target: 'chrome81', cssTarget: 'chrome81', chunkSizeWarningLimit: 700, assetsInlineLimit: 0, reportCompressedSize: true, modulePreload: { polyfill: false } },
  server: { port: 5173, proxy: { '/api': process.env.HUANJIE ?? 'http://127.0.0.1:8300' } },
})
