import { parseArgs } from 'node:util'
import type { Findings } from './measure/report.ts'
import type { Part } from './stage.ts'

interface Options {
  /** How much of the inbox's million conversations. */
  readonly size: number
}

/** `npm run bench`: runs all benches, or those that are named. Each ends with one line of JSON on stdout. */
const benches: Readonly<Record<string, () => Promise<(options: Options) => Promise<Findings>>>> = {
  'first-instruction': async () => (await import('./first-instruction/first-instruction.ts')).firstInstruction,
  chain: async () => (await import('./chain/chain.ts')).chain,
  memory: async () => (await import('./memory/memory.ts')).memory,
  'fan-out': async () => (await import('./fan-out/fan-out.ts')).fanOut,
  inbox: async () => (await import('./inbox/inbox.ts')).inbox,
  weight: async () => (await import('./weight/weight.ts')).weight,
  'editor-keys': async () => (await import('./editor-keys/editor-keys.ts')).editorKeys,
}

/** What runs in processes of its own. */
const parts: Readonly<Record<Part, () => Promise<unknown>>> = {
  carrier: () => import('./carrier/carrier.ts'),
  'naive-web': () => import('./naive/web.ts'),
  'naive-worker': async () => await (await import('./naive/worker.ts')).naiveWorker('naive'),
  'sharing-worker': async () => await (await import('./naive/worker.ts')).naiveWorker('sharing'),
  'bare-handler': () => import('./first-instruction/bare-handler.ts'),
  'bare-stream': () => import('./fan-out/bare-stream.ts'),
  browsers: () => import('./fan-out/browsers.ts'),
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { part: { type: 'string' }, size: { type: 'string' } },
})
if (values.part !== undefined) await parts[values.part as Part]() // given by our own stage
else await main(positionals)

async function main(named: readonly string[]): Promise<void> {
  const unknown = named.filter((name) => !(name in benches))
  if (unknown.length > 0 || process.platform !== 'linux') {
    process.stderr.write(
      unknown.length > 0
        ? `There is no bench called ${unknown.join(' or ')}; there are ${Object.keys(benches).join(', ')}.\n`
        : 'The benches read CPU time and memory from /proc, so they run on Linux only.\n',
    )
    process.exitCode = 1
    return
  }
  const { report } = await import('./measure/report.ts')
  for (const [name, load] of Object.entries(benches)) {
    if (named.length === 0 || named.includes(name)) {
      const run = await load()
      await report(name, () => run({ size: Number(values.size ?? (named.length === 0 ? 0.05 : 1)) }))
    }
  }
}
