import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { z } from 'zod'

const manifestForm = z.object({
  entry: z.object({ module: z.string(), imports: z.array(z.string()) }),
  routes: z.record(
    z.string(),
    z.object({
      id: z.string(),
      parentId: z.string().optional(),
      module: z.string(),
      imports: z.array(z.string()).default([]),
    }),
  ),
})

/** The scripts of a build, by the names of their files. */
export class Scripts {
  readonly #folder: string
  readonly #manifest: z.output<typeof manifestForm>
  readonly #weights = new Map<string, number>()

  /** @param client the folder of the build that browsers are served from. */
  constructor(client: string) {
    this.#folder = join(client, 'assets')
    const file = globSync('manifest-*.js', { cwd: this.#folder })[0]
    if (file === undefined) throw new Error(`there is no manifest in ${this.#folder}: has the web been built?`)
    const text = readFileSync(join(this.#folder, file), 'utf8')
    this.#manifest = manifestForm.parse(JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1)))
  }

  /** Ids of the routes that are pages. */
  pages(): readonly string[] {
    return Object.keys(this.#manifest.routes).filter((id) => id.endsWith('.page'))
  }

  /** What the page is made of, by the route's id: its module and those of the routes around it with all that they import. */
  ofPage(page: string): ReadonlySet<string> {
    const { entry, routes } = this.#manifest
    const found = new Set([entry.module, ...entry.imports].map((path) => basename(path)))
    for (
      let route = routes[page];
      route !== undefined;
      route = route.parentId === undefined ? undefined : routes[route.parentId]
    ) {
      for (const path of [route.module, ...route.imports]) found.add(basename(path))
    }
    return found
  }

  /** What these scripts may fetch later, with all that it imports, and what that may fetch. */
  laterOf(scripts: ReadonlySet<string>): ReadonlySet<string> {
    const all = new Set(scripts)
    for (const script of all) for (const next of this.#named(script)) all.add(next) // what is added meanwhile has its turn too
    return new Set([...all].filter((script) => !scripts.has(script)))
  }

  /** Bytes of a script as the server sends it to whoever reads gzip: level 6, which `compression` uses. */
  weight(script: string): number {
    const known = this.#weights.get(script)
    if (known !== undefined) return known
    const weight = gzipSync(readFileSync(join(this.#folder, script)), { level: 6 }).length
    this.#weights.set(script, weight)
    return weight
  }

  total(scripts: Iterable<string>): number {
    return [...scripts].reduce((sum, script) => sum + this.weight(script), 0)
  }

  #named(script: string): readonly string[] {
    const text = readFileSync(join(this.#folder, script), 'utf8')
    return [...text.matchAll(/(?:from|import)\s*\(?\s*["'`]\.\/([\w.-]+\.js)["'`]/g)].flatMap(([, name]) => name ?? [])
  }
}
