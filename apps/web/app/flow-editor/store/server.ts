import { z } from 'zod'
import type { Flow } from '#flows/language/flow.ts'
import { flowDocument } from '#flows/language/flow.ts'
import type { Issue } from '#flows/language/issue.ts'
import { addressOf } from '../../reach/addresses.ts'
import type { Saved, Theirs } from './autosave.ts'
import { visited, type Visited } from './company.ts'

/** What the editor asks the server for while it is open. Every answer is read by a schema; trouble comes back in words. */
export interface FlowServer {
  save(flow: Flow, base: string): Promise<Saved>
  /** @param meantFor a number that answers with another flow or none, and is to answer with this one. */
  preview(meantFor: string | null): Promise<Answer<Preview>>
  publish(revision: string): Promise<Answer<z.output<typeof published>>>
  /** Says that the flow is open here. @param revision the draft that is known. */
  visit(revision: string): Promise<Answer<Visited>>
  /** Says that it is not any more; nobody waits for the answer. */
  leave(): void
  versions(): Promise<Answer<z.output<typeof versions>>>
  restore(version: number, base: string): Promise<Answer<z.output<typeof restored>>>
}

export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | {
      readonly ok: false
      readonly why: string
      readonly theirs: Theirs | null
      /** What the drawing was refused for, where it was. */
      readonly issues?: readonly Issue[]
    }
export type Preview = z.output<typeof preview>
/** A number that the carrier could not be told about. */
export type Trouble = z.output<typeof published>['troubles'][number]

const theirs = z.object({
  savedBy: z.string().nullable(),
  savedAt: z.string(),
  revision: z.string(),
  document: z.unknown(),
})
const refusal = z.object({
  problem: z.object({
    code: z.string(),
    status: z.number(),
    title: z.string(),
    fix: z.string(),
    details: z.record(z.string(), z.unknown()),
  }),
})
const issuesOfRefusal = z.array(
  z.object({
    node: z.string().nullable(),
    field: z.string(),
    severity: z.enum(['error', 'warning']),
    message: z.string(),
  }),
)
const savedDraft = z.object({ revision: z.string() })
const seat = z.object({
  member: z.string(),
  name: z.string(),
  address: z.null(),
  barred: z.enum(['inactive', 'not-joined', 'no-verified-phone', 'country-not-allowed']).nullable(),
})
const number = z.object({
  id: z.string(),
  name: z.string(),
  e164: z.string(),
  national: z.string(),
  international: z.string(),
})
const people = z.object({ roster: z.array(seat), routing: z.array(z.string()), inactive: z.array(z.string()) })
const preview = z.object({
  live: z.object({ version: z.number(), document: flowDocument, publishedAt: z.string() }).nullable(),
  numbers: z.array(number),
  around: z.array(people),
  flows: z.object({
    own: z.string(),
    all: z.array(
      z.object({ id: z.string(), name: z.string(), newest: z.number().nullable(), goesTo: z.array(z.string()) }),
    ),
  }),
  there: z.object({
    schedules: z.array(z.string()),
    secrets: z.array(z.string()),
    refused: z.record(z.string(), z.string()),
  }),
  openCalls: z.number(),
  others: z.array(number.extend({ answersWith: z.string().nullable() })),
  meant: number.extend({ people }).nullable(),
})
const published = z.object({
  version: z.number(),
  troubles: z.array(z.object({ e164: z.string(), message: z.string() })),
})
const versions = z.object({
  versions: z.array(
    z.object({ version: z.number(), publishedAt: z.string(), publishedBy: z.string(), changes: z.array(z.string()) }),
  ),
})
const restored = z.object({ revision: z.string(), document: z.unknown() })

/** The server's answers about one flow. */
export function flowServer(flow: string): FlowServer {
  return {
    async save(document, base) {
      const answer = await ask(savedDraft, addressOf.flowDraft(flow), { document, base })
      if (answer.ok) return { kind: 'saved', revision: answer.value.revision }
      return answer.theirs
        ? { kind: 'stale', theirs: answer.theirs }
        : { kind: 'failed', why: answer.why, tryAgain: answer.tryAgain }
    },
    preview: (meantFor) => ask(preview, addressOf.flowPreview(flow, meantFor === null ? {} : { for: meantFor })),
    publish: (revision) => ask(published, addressOf.flowPublish(flow), { revision }),
    visit: (revision) => ask(visited, addressOf.flowVisit(flow), { revision, leaving: false }),
    leave: () => void navigator.sendBeacon(addressOf.flowVisit(flow), JSON.stringify({ revision: '', leaving: true })),
    versions: () => ask(versions, addressOf.flowVersions(flow)),
    restore: (version, base) => ask(restored, addressOf.flowRestore(flow), { version, base }),
  }
}

type Asked<Value> =
  | { readonly ok: true; readonly value: Value }
  | {
      readonly ok: false
      readonly why: string
      readonly theirs: Theirs | null
      readonly tryAgain: boolean
      readonly issues?: readonly Issue[]
    }

async function ask<Schema extends z.ZodType>(
  schema: Schema,
  url: string,
  body?: object,
): Promise<Asked<z.output<Schema>>> {
  const failed = (why: string, tryAgain: boolean, by: Theirs | null = null) =>
    ({ ok: false, why, theirs: by, tryAgain }) as const
  let response: Response
  try {
    const given =
      body === undefined
        ? {}
        : {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
            keepalive: JSON.stringify(body).length < 60_000,
          }
    response = await fetch(url, { ...given, redirect: 'manual' })
  } catch {
    return failed('The server cannot be reached.', true)
  }
  if (response.type === 'opaqueredirect' || response.status === 401)
    return failed('You are signed out. Sign in again in another tab.', true)
  const text = await response.text()
  const json = parse(text)
  if (response.ok) {
    const value = schema.safeParse(json)
    return value.success
      ? { ok: true, value: value.data }
      : failed('The server’s answer could not be read. Reload the page.', false)
  }
  const { data } = refusal.safeParse(json)
  if (!data)
    return failed(
      text !== '' && text.length < 300 && !text.startsWith('<') ? text : `The server failed (${response.status}).`,
      response.status >= 500,
    )
  const { problem } = data
  const answer = failed(
    inWords(problem),
    problem.code === 'flow-deleted', // which can be undone
    problem.code === 'flow-draft-stale' ? (theirs.safeParse(problem.details).data ?? null) : null,
  )
  const { data: issues } = issuesOfRefusal.safeParse(problem.details['issues'])
  return issues ? { ...answer, issues } : answer
}

/** What was refused and why. If something is missing in a drawing, such as its name, only that is told. */
function inWords({ code, title, fix, details }: z.output<typeof refusal>['problem']): string {
  const first = firstOf(details)
  return first !== null && code === 'flow-unreadable' ? first : `${title} ${first ?? fix}`
}

/** Of a document that was refused, the first sentence that says why. */
function firstOf(details: Readonly<Record<string, unknown>>): string | null {
  const list = z.array(z.object({ message: z.string() })).safeParse(details['problems'])
  return list.data?.[0]?.message ?? null
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
