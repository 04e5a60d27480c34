import type { ScriptResource, WebhookResource } from './answers.ts'

/** What the handler and the fallback document of a number are called at the carrier: by it they are found again. */
export function resourceName(e164: string): string {
  return `Ringdown ${e164}`
}

export function isScriptOf(e164: string, resource: ScriptResource): boolean {
  return resource.display_name === resourceName(e164)
}

export function isWebhookOf(e164: string, resource: WebhookResource): boolean {
  return (resource.display_name ?? resource.swml_webhook.name) === resourceName(e164)
}
