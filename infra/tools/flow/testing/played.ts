import { rehearse } from '../rehearse.ts'
import type { Came } from '../run-command.ts'

/** What `rehearse` says of a scenario on a flow, each as a file's text or as what stands in it. */
export function played(
  flow: unknown,
  scenario: unknown,
  { json = false }: { readonly json?: boolean } = {},
): Promise<Came> {
  return rehearse(['rehearse', 'flow', '--scenario', 'scenario', ...(json ? ['--json'] : [])], (file) => {
    const content = file === 'flow' ? flow : scenario
    return typeof content === 'string' ? content : JSON.stringify(content)
  })
}
