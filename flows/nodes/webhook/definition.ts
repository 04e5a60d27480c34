import { z } from 'zod'
import { defineNode } from '../../language/node.ts'
import { isTemplate, templateParts } from '../../language/template.ts'
import { climbs } from '../../values/climbs.ts'
import { hostOf } from '../../values/host-of.ts'
import { JSON_POINTER } from '../../values/kept-of-answer.ts'

/** A name that texts can have in their braces. */
const NAME = /^[A-Za-z][\w-]{0,39}$/
/** What a secret may be called; see `infra/deeds/secrets/set-secret.ts`. */
const SECRET = /^[A-Za-z0-9][\w.-]{0,59}$/
/** Characters that the name of a header may have (RFC 9110, 5.6.2). */
const HEADER = /^[!#$%&'*+.^_`|~\w-]+$/
/** Headers that say how a request is carried, or that we write ourselves. */
const OURS =
  /^(?:host|connection|content-length|content-type|transfer-encoding|te|trailer|upgrade|expect|keep-alive|proxy-.*|webhook-.*|idempotency-key|accept-encoding|user-agent)$/i

/** Asks a web service, and keeps parts of its answer for the rest of the call. */
export const webhook = defineNode({
  kind: 'webhook',
  label: 'Webhook',
  help: 'Asks a web service, such as your customer list, or tells it of the call. Parts of its answer can be spoken or branched on afterwards. Each request is signed: under Settings, Webhooks, is how the service checks that.',
  icon: 'Webhook',
  group: 'act',
  config: z.strictObject({
    method: z
      .enum(['POST', 'GET', 'PUT', 'PATCH', 'DELETE'], 'Choose how the service is asked.')
      .default('POST')
      .meta({
        label: 'Method',
        help: 'GET reads something and carries no body. The others may, and are mostly used to tell or change something.',
        widget: 'choice',
        choices: { POST: 'POST', GET: 'GET', PUT: 'PUT', PATCH: 'PATCH', DELETE: 'DELETE' },
      }),
    url: z
      .string('Enter the address of the service.')
      .trim()
      .min(1, 'Enter the address of the service.')
      .max(2000, 'An address can have at most 2,000 characters.')
      .superRefine((url, context) => {
        const wrong = wrongAddress(url)
        if (wrong !== null) context.addIssue(wrong)
      })
      .meta({
        label: 'Address',
        help: 'Such as https://crm.example.com/callers?number={{caller.number | unknown}}. Values can follow the host name.',
        widget: 'address',
      }),
    headers: z
      .array(header(), 'Add a header, or none.')
      .max(20, 'A request can have at most 20 headers of its own.')
      .default([])
      .meta({
        label: 'Headers',
        help: 'What the service wants to see beside the address, such as a key. Put keys in secrets: flows never show them.',
        widget: 'list',
      }),
    body: z
      .string()
      .max(8000, 'A body can have at most 8,000 characters.')
      .default('')
      .refine(
        isJson,
        'Write the body as JSON, with each value between quotation marks, as in {"from": "{{caller.number | unknown}}"}.',
      )
      .meta({
        label: 'Body',
        help: 'JSON that is sent along, as {"from": "{{caller.number | unknown}}"}. Empty: nothing is sent.',
        widget: 'json',
      }),
    seconds: z
      .number('Enter whole seconds.')
      .int('Enter whole seconds.')
      .min(1, 'Give the service at least 1 s to answer.')
      .max(20, 'A caller waits for at most 20 s.')
      .default(5)
      .meta({
        label: 'Wait for an answer',
        help: 'The caller hears nothing for a moment, then “One moment, please.” and a quiet line.',
        widget: 'seconds',
      }),
    retries: z
      .number('Enter a whole number.')
      .int('Enter a whole number.')
      .min(0, 'Enter 0 to ask once only.')
      .max(2, 'The service can be asked again at most twice.')
      .default(0)
      .meta({
        label: 'Ask again',
        help: 'How often, when the service does not answer, or says that it is busy or broken. It can tell by a header that it is the same request.',
        widget: 'count',
      }),
    keeps: z
      .array(kept(), 'Add a part of the answer, or none.')
      .max(20, 'At most 20 parts of an answer can be kept.')
      .default([])
      .refine(
        (keeps) => new Set(keeps.map(({ name }) => name)).size === keeps.length,
        'Give each part another name: of two with the same name only one would be kept.',
      )
      .meta({
        label: 'Keep of the answer',
        help: 'Parts of a JSON answer, under names by which later texts have them. An answer that lacks one is fine.',
        widget: 'list',
      }),
  }),
  exits: [
    { name: 'ok', words: 'Once answered', mustConnect: true, quick: true },
    { name: 'error', words: 'Service fails', mustConnect: true, quick: true },
    { name: 'timeout', words: 'No answer in time', mustConnect: true, quick: true },
  ],
  outage: 'error',
  gives: ({ keeps = [] }) =>
    keeps.flatMap(({ name = '', pointer = '', as = 'words' }) =>
      NAME.test(name)
        ? [
            {
              name,
              words: `“${name}” of the answer`,
              example: `what is at ${pointer || 'the whole answer'}`,
              type: as === 'digits' ? ('digits' as const) : ('words' as const),
              ...(as === 'secret' && { secret: true as const, sealed: true as const }),
              mayBeNumber: true as const,
              // an answer may lack it
              otherwise: 'unknown',
              on: ['ok' as const],
            },
          ]
        : [],
    ),
  summary: ({ method, url, keeps }) =>
    `${method} ${hostOf(url)}${keeps.length > 0 ? `, keeps ${keeps.map(({ name }) => name).join(', ')}` : ''}`,
  uses: ({ headers = [] }) => ({
    secrets: [...new Set(headers.flatMap((one) => (one.kind === 'secret' && one.secret ? [one.secret] : [])))],
  }),
  check({ method, url, headers, body, seconds, retries }) {
    const sendsSecret = headers.some(({ kind }) => kind === 'secret')
    const longest = (retries + 1) * seconds
    const isOpen = /^http:/i.test(url)
    return [
      ...(isOpen && sendsSecret
        ? [
            {
              field: 'url',
              severity: 'error' as const,
              message: 'A secret can be read on its way to an address with http. Write https, or send no secret.',
            },
          ]
        : isOpen
          ? [
              {
                field: 'url',
                severity: 'warning' as const,
                message:
                  'Anybody on the way can read what is sent to an address with http. Write https if the service has it.',
              },
            ]
          : []),
      ...(method === 'GET' && body !== ''
        ? [
            {
              field: 'body',
              severity: 'error' as const,
              message: 'A GET carries no body. Choose another method, or leave the body empty.',
            },
          ]
        : []),
      ...(longest > LONG
        ? [
            {
              field: 'seconds',
              severity: 'warning' as const,
              message: `A caller may wait for ${longest} s here. Let the service answer sooner, or ask it less often.`,
            },
          ]
        : []),
    ]
  },
})
export type Webhook = typeof webhook

/** Callers think that the line is dead. Seconds. */
const LONG = 15

function header() {
  const name = z
    .string('Enter the header’s name.')
    .trim()
    .min(1, 'Enter the header’s name.')
    .max(100, 'A header’s name can have at most 100 characters.')
    .regex(HEADER, 'A header’s name has letters, digits and hyphens, as in Authorization.')
    .refine((text) => !OURS.test(text), 'This header is written for you. Choose another one.')
    .meta({ label: 'Name', help: 'Such as Authorization or X-Api-Key.', widget: 'text' })
  return z
    .discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('text'),
        name,
        value: z
          .string('Enter what it says.')
          .max(1000, 'A header can have at most 1,000 characters.')
          .default('')
          .meta({ label: 'Says', help: 'A text, with values in it or not.', widget: 'header' }),
      }),
      z.strictObject({
        kind: z.literal('secret'),
        name,
        before: z
          .string()
          .max(100, 'At most 100 characters can stand before a secret.')
          .default('')
          .meta({ label: 'Before the secret', help: 'Such as “Bearer ”, with a space at the end.', widget: 'text' }),
        secret: z
          .string('Name the secret.')
          .trim()
          .regex(SECRET, 'Name a secret that is set under Settings, Webhooks, such as crm-key.')
          .meta({ label: 'Secret', help: 'By the name that it has under Settings, Webhooks.', widget: 'secret' }),
      }),
    ])
    .meta({
      label: 'Header',
      help: 'One line that the service sees.',
      widget: 'variant',
      choices: { text: 'A text', secret: 'A secret' },
    })
}

function kept() {
  return z
    .strictObject({
      name: z
        .string('Give it a name.')
        .trim()
        .min(1, 'Give it a name.')
        .regex(NAME, 'Begin the name with a letter, and use at most 40 letters, digits, - and _, as in “customer”.')
        .meta({ label: 'Name', help: 'Later texts have it under this name.', widget: 'text' }),
      pointer: z
        .string('Say where it is.')
        .trim()
        .max(200, 'A place can have at most 200 characters.')
        .regex(JSON_POINTER, 'Write the way to it with slashes, as in /customer/name or /orders/0/id.')
        .default('')
        .meta({
          label: 'Where',
          help: 'The way to it in the answer (a JSON pointer), as /customer/name. Empty: an answer that is a single value.',
          widget: 'text',
        }),
      as: z
        .enum(['words', 'digits', 'secret'], 'Choose what it is.')
        .default('words')
        .meta({
          label: 'What it is',
          help: 'A secret is never spoken, shown or kept: only later webhooks can send it.',
          widget: 'choice',
          choices: { words: 'Spoken as words', digits: 'Spoken digit by digit', secret: 'A secret' },
        }),
    })
    .meta({ label: 'Part', help: 'One value of the answer.', widget: 'group' })
}

/** What is wrong with an address whose values are not filled in; null when nothing is. */
function wrongAddress(url: string): string | null {
  const [, host = ''] = /^https?:\/\/([^/?#]*)/i.exec(url) ?? []
  if (host === '') return 'Begin the address with https:// and the name of a host, as in https://crm.example.com/calls.'
  if (isTemplate(host)) return 'Values can stand behind the host only, so that a call cannot lead elsewhere.'
  if (host.includes('@')) return 'Take the name and the password out of the address: put them into a secret.'
  const filled = templateParts(url)
    .map((part) => (part.kind === 'text' ? part.text : 'x'))
    .join('')
  if (climbs(filled)) return 'Write the address without “.” and “..” between its slashes: they lead to another one.'
  return URL.canParse(filled) ? null : 'This is no web address. Write one such as https://crm.example.com/calls.'
}

function isJson(body: string): boolean {
  if (body.trim() === '') return true
  try {
    JSON.parse(body)
    return true
  } catch {
    return false
  }
}
