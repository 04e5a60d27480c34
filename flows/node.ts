import type { z } from 'zod'
import type { CallFacts } from './facts.ts'
import type { LiveCall } from './live-call.ts'

/** What a node kind is: everything but what it does, which stands in its `run.ts`. */
export interface NodeDefinition<Kind extends string, Config extends z.ZodType, Exit extends string> {
  readonly kind: Kind
  readonly label: string
  /** One or two sentences for the palette and the reference pages. */
  readonly help: string
  /** Name of an icon in `@tabler/icons-react`, without the prefix `Icon`. */
  readonly icon: string
  readonly group: 'start' | 'people' | 'talk' | 'end'
  /** Each field carries `.meta({ label, help, widget })`, from which its form is made. */
  readonly config: Config
  readonly exits: readonly Exit[]
  /** What each exit is called where people read it: when a call takes it, in a few words. The exits' own names never change. */
  readonly exitWords: Readonly<Record<Exit, string>>
  /** Exits that must lead somewhere; the others end the call when they are left open. */
  readonly mustConnect?: readonly Exit[]
  /** Exits that may be taken at once, without anybody doing anything: a circle of only these is refused. */
  readonly quick?: readonly Exit[]
  /** The exit that a document takes alone when it cannot reach us; null for a kind that ends the call. */
  readonly outage: Exit | null
  /** One line for the canvas. @param nameOf a member's name; without it people are only counted. */
  summary(config: z.output<Config>, nameOf?: (member: string) => string): string
  /** Seconds for which a caller may hear ringing here before the call goes on by an exit that is not quick; 0 unless said. */
  longestWait?(config: z.output<Config>, around: CheckAround): number
  /** Trouble that the schema cannot see, pointed at a field of the config. */
  check?(config: z.output<Config>, around: CheckAround): readonly ConfigIssue[]
  /** Named steps from older shapes of the config to today's, applied when a document is read. */
  readonly migrations?: readonly ConfigMigration[]
}

/** What a definition's check may look at besides its own config. */
export interface CheckAround {
  /** Who may ring for the numbers that the flow is meant for; null when that is not known yet. */
  readonly people: Pick<CallFacts, 'roster' | 'routing' | 'inactive'> | null
}

export interface ConfigIssue {
  /** Name of the config's field; empty for the node as a whole. */
  readonly field: string
  readonly message: string
  readonly severity: 'error' | 'warning'
}

export interface ConfigMigration {
  readonly name: string
  up(config: Record<string, unknown>): Record<string, unknown>
}

/** Declares a node kind; infers config and exits, and keeps a wrong exit a compile error. */
export function defineNode<const Kind extends string, Config extends z.ZodType, const Exit extends string>(
  definition: NodeDefinition<Kind, Config, Exit>,
): NodeDefinition<Kind, Config, Exit> {
  return definition
}

/** Any kind's definition, for code that treats all kinds alike. */
export type AnyDefinition = NodeDefinition<string, z.ZodType, string>

/** The validated config of a kind. */
export type ConfigOf<Definition> = Definition extends { readonly config: infer Config extends z.ZodType } ? z.output<Config> : never

/** The exits of a kind. */
export type ExitOf<Definition> = Definition extends { readonly exits: readonly (infer Exit)[] } ? Exit : never

/**
 * What a node kind does: it acts on the call and says by which exit the call goes on.
 * A kind that ends the call returns `'end'`.
 */
export type Run<Definition> = (
  call: LiveCall,
  config: ConfigOf<Definition>,
) => Promise<[ExitOf<Definition>] extends [never] ? 'end' : NoInfer<ExitOf<Definition>>>

/** The runs of all kinds, mapped over the list of definitions: a missing kind is a compile error. */
export type RunsOf<Definitions extends Readonly<Record<string, AnyDefinition>>> = {
  readonly [Kind in keyof Definitions]: Run<Definitions[Kind]>
}
