import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './env.ts'

/** The promises of the two product pages, by the ids under which scenarios name them. */
const promises = [...ids('S', 31), ...ids('W', 28)]

/** The promises that no scenario names in its title. */
export function unkeptPromises(): readonly string[] {
  const titles = globSync('test/scenarios/**/*.scenario.ts', { cwd: projectRoot }).map((file) => readFileSync(join(projectRoot, file), 'utf8'))
  const named = new Set(titles.flatMap(promisesIn))
  return promises.filter((id) => !named.has(id))
}

/** The ids in the brackets of a text: "[S3, W12] The first to answer …" names two. */
export function promisesIn(text: string): readonly string[] {
  return [...text.matchAll(/\[([SW]\d+(?:, ?[SW]\d+)*)\]/g)].flatMap(([, list = '']) => list.split(/, ?/))
}

function ids(letter: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${letter}${index + 1}`)
}
