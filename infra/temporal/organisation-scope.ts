import { AsyncLocalStorage } from 'node:async_hooks'

/** Whose payloads are written by what `work` does: what reaches Temporal from inside is encrypted with that organisation's key. */
export function inOrganisation<T>(organisation: string, work: () => T): T {
  return scope.run(organisation, work)
}

/** Whose work this is; null outside of any organisation's. */
export function organisationInScope(): string | null {
  return scope.getStore() ?? null
}

const scope = new AsyncLocalStorage<string>()
