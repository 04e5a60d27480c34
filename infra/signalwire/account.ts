import { z } from 'zod'
import {
  carrierNumber,
  scriptResource,
  webhookResource,
  type CarrierNumber,
  type ScriptResource,
  type WebhookResource,
} from './answers.ts'
import type { Swml } from './documents/swml.ts'
import { everyPage } from './every-page.ts'
import type { CarrierRequest, Http } from './http.ts'
import { refuseUnreachable } from './reachable.ts'

/** What we keep at the carrier between calls: numbers, and the resources that answer calls to them. */
export interface Account {
  /** The account's entry of a number; null when it is not the account's. */
  number(e164: string): Promise<CarrierNumber | null>
  /** Every number of the account. */
  numbers(): Promise<CarrierNumber[]>
  buyNumber(e164: string): Promise<CarrierNumber>
  nameNumber(id: string, name: string): Promise<CarrierNumber>
  /** Gives a number back to the carrier, by its id there: for good, and it may be somebody else's at once. `gone` when the account has no such number. */
  releaseNumber(id: string): Promise<void>
  swmlWebhooks(): Promise<WebhookResource[]>
  saveSwmlWebhook(webhook: SwmlWebhook): Promise<WebhookResource>
  swmlScripts(): Promise<ScriptResource[]>
  saveSwmlScript(script: {
    readonly id: string | null
    readonly name: string
    readonly contents: Swml
  }): Promise<ScriptResource>
  /** Removes a document or a handler that no number uses any more. `gone` when the account has none with this id. */
  removeResource(kind: 'swml_webhooks' | 'swml_scripts', id: string): Promise<void>
  /** Lets a resource answer the calls to a number (by the number's id at the carrier). */
  routeNumber(route: { readonly resource: string; readonly number: string }): Promise<void>
}

/** `id` null makes a new one. */
export interface SwmlWebhook {
  readonly id: string | null
  readonly name: string
  readonly primaryUrl: string
  readonly fallbackUrl: string
  readonly statusUrl: string
}

export interface AccountSettings {
  readonly baseUrl: string
  /** Milliseconds to the full answer, where something is looked up and where it is changed. */
  readonly within: { readonly read: number; readonly configure: number }
}

/** The part of the carrier's interface that no call waits for. */
export function account(wire: Http, { baseUrl, within }: AccountSettings): Account {
  const all = <T>(what: string, path: string, item: z.ZodType<T>, query: Readonly<Record<string, string>> = {}) =>
    everyPage(wire, { what, path, query, within: within.read, item })
  const configure = <T>(
    what: string,
    method: CarrierRequest<T>['method'],
    path: string,
    body: unknown,
    answer: z.ZodType<T>,
  ) => wire.send({ what, method, path, body, within: within.configure, answer })

  return {
    async number(e164) {
      const found = await all('number', '/api/relay/rest/phone_numbers', carrierNumber, { filter_number: e164 })
      return found.find((entry) => entry.number === e164) ?? null
    },
    numbers: () => all('numbers', '/api/relay/rest/phone_numbers', carrierNumber),
    buyNumber: (e164) =>
      configure('buy number', 'POST', '/api/relay/rest/phone_numbers', { number: e164 }, carrierNumber),
    nameNumber: (id, name) =>
      configure(
        'name number',
        'PUT',
        `/api/relay/rest/phone_numbers/${encodeURIComponent(id)}`,
        { name },
        carrierNumber,
      ),

    async releaseNumber(id) {
      await configure(
        'release number',
        'DELETE',
        `/api/relay/rest/phone_numbers/${encodeURIComponent(id)}`,
        undefined,
        anything,
      )
    },

    swmlWebhooks: () => all('webhooks', '/api/fabric/resources/swml_webhooks', webhookResource),
    async saveSwmlWebhook({ id, name, primaryUrl, fallbackUrl, statusUrl }) {
      for (const url of [primaryUrl, statusUrl]) refuseUnreachable({ baseUrl, url })
      const body = {
        name,
        used_for: 'calling',
        primary_request_url: primaryUrl,
        fallback_request_url: fallbackUrl,
        status_callback_url: statusUrl,
      }
      const path = '/api/fabric/resources/swml_webhooks'
      return id === null
        ? configure('make webhook', 'POST', path, body, webhookResource)
        : configure('change webhook', 'PATCH', `${path}/${encodeURIComponent(id)}`, body, webhookResource)
    },
    swmlScripts: () => all('scripts', '/api/fabric/resources/swml_scripts', scriptResource),
    async saveSwmlScript({ id, name, contents }) {
      const path = '/api/fabric/resources/swml_scripts'
      // A new script is named by `name`, a changed one by `display_name`: so says the public specification.
      return id === null
        ? configure('make script', 'POST', path, { name, contents }, scriptResource)
        : configure(
            'change script',
            'PUT',
            `${path}/${encodeURIComponent(id)}`,
            { display_name: name, contents },
            scriptResource,
          )
    },
    async removeResource(kind, id) {
      await configure(
        'remove resource',
        'DELETE',
        `/api/fabric/resources/${kind}/${encodeURIComponent(id)}`,
        undefined,
        anything,
      )
    },
    async routeNumber({ resource, number }) {
      await configure(
        'route number',
        'POST',
        `/api/fabric/resources/${encodeURIComponent(resource)}/phone_routes`,
        { phone_route_id: number, handler: 'calling' },
        anything,
      )
    },
  }
}

const anything = z.unknown()
