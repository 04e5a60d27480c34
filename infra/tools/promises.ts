import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../env.ts'

/** The promises of the two product pages, by the ids under which tests name them. */
const promises = [...ids('S', 31), ...ids('W', 28)]

/** The promises that neither a scenario nor a test of the pages names in its title. */
export function unkeptPromises(): readonly string[] {
  const sources = globSync(['test/scenarios/*.scenario.ts', 'test/browser/*.test.ts', 'apps/web/app/**/*.test.ts'], {
    cwd: projectRoot,
  }).map((file) => readFileSync(join(projectRoot, file), 'utf8'))
  const named = new Set(sources.flatMap(promisesIn))
  return promises.filter((id) => !named.has(id))
}

/** The ids in the brackets with which titles, or the rows of a table of titles, begin: "[S3, W12] The first to answer …" names two. */
export function promisesIn(source: string): readonly string[] {
  const titles = [...source.matchAll(/['"`]((?:\[[^\]\n]+\] ?)+)/g)]
  return titles.flatMap(([, brackets = '']) => brackets.match(/\b[SW]\d+\b/g) ?? [])
}

function ids(letter: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${letter}${index + 1}`)
}
