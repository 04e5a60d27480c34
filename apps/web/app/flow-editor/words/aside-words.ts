import { isolated } from '#flows/story/isolated.ts'
import type { SetAside } from '../store/company.ts'

/** What an open flow says of itself after somebody put it aside. */
export function asideWords({ as, by }: SetAside): string {
  const who = by === null ? 'Somebody' : isolated(by)
  return as === 'archived'
    ? `${who} archived this flow. No number can answer with it until it is brought back.`
    : `${who} deleted this flow. Nothing can be saved or published here until that is undone.`
}
