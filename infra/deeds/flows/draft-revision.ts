import { canonicalJson } from '#flows/language/canonical-json.ts'
import { sha256 } from '#flows/language/sha256.ts'

/** Names the state of a draft: equal drawings have equal revisions, whoever saved them. */
export function draftRevision(draft: unknown): string {
  return sha256(canonicalJson(draft))
}
