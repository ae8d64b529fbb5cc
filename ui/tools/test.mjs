// Bundles every src/**/*.test.ts with esbuild and runs the result with Node's own test runner.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { spawnSync } from 'node:child_process'
import { build } from 'esbuild'

const walk = (dir) =>
  readdirSync(dir, { withFileTypes: true }).flatMap((e) =>
    e.isDirectory() ? walk(join(dir, e.name)) : [join(dir, e.name)],
  )
const tests = walk('src').filter((f) => f.endsWith('.test.ts'))
const out = mkdtempSync(join(tmpdir(), 'huanjie-ui-'))
await build({
  entryPoints: tests,
  outdir: out,
  bundle: true,
  platform: 'node',
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  entryNames: '[name]',
  logLevel: 'error',
  external: ['virtual:*'], // texts, made by Vite; a test sees their keys
})
const files = readdirSync(out).map((f) => join(out, f))
const run = spawnSync(process.execPath, ['--test', ...files], { stdio: 'inherit' })
rmSync(out, { recursive: true })
process.exit(run.status ?? 1)
