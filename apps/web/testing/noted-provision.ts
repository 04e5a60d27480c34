import type { Provision, ProvisionRequest } from '#infra/db/number/provision-numbers.ts'

/** A carrier that sets every number up as it is asked, and what it was asked. */
export function notedProvision(): { readonly asked: readonly ProvisionRequest[]; readonly provision: Provision } {
  const asked: ProvisionRequest[] = []
  const provision: Provision = async (request) => {
    asked.push(request)
    return { carrierNumber: `number ${request.e164}`, webhookResource: 'webhook', fallbackScript: 'script' }
  }
  return { asked, provision }
}
