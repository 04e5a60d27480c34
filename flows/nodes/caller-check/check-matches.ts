import { canonicalJson } from '../../language/canonical-json.ts'
import type { CheckAround, ConfigIssue } from '../../language/node.ts'
import type { Match } from '../match-fields.ts'

/** What is wrong with a list of matches, beyond each by itself. */
export function checkMatches(matches: readonly Match[], { tags = null }: CheckAround): readonly ConfigIssue[] {
  return matches.flatMap(({ id, name, who }, at): readonly ConfigIssue[] => {
    const earlier = matches.slice(0, at)
    const same = earlier.find((other) => canonicalJson(other.who) === canonicalJson(who))
    const issues: (ConfigIssue | false | null)[] = [
      earlier.some((other) => other.id === id) && {
        field: `matches[${at}]`,
        severity: 'error',
        message: 'Another match has this id: each needs its own.',
      },
      earlier.some((other) => other.name === name) && {
        field: `matches[${at}].name`,
        severity: 'warning',
        message: 'Another match has this name: nobody can tell the two apart in a call’s story.',
      },
      same !== undefined && {
        field: `matches[${at}].who`,
        severity: 'warning',
        message: `No caller goes this way: “${same.name}” asks for the same and stands above. Change or remove one of them.`,
      },
      who.is === 'tagged' &&
        tags !== null &&
        !tags.has(who.tag) && {
          field: `matches[${at}].who.tag`,
          severity: 'error',
          message: 'This tag no longer exists. Choose another, or remove the match.',
        },
    ]
    return issues.filter((issue) => issue !== false && issue !== null)
  })
}
