import type { z } from 'zod'
import type { CallFacts } from '../call/facts.ts'
import type { LiveCall } from '../live-call.ts'
import type { DecideAround } from './decide.ts'
import type { NodeId } from './plan.ts'
import type { GivenValue } from '../values/value.ts'
import type { FlowsAround } from './known-flows.ts'
import type { ThingsThere } from './missing-things.ts'
import type { Unfinished } from './unfinished.ts'
import type { Uses } from './uses.ts'

/** A way out of a node. */
export interface Exit<Name extends string = string> {
  /** What drawings, plans and runs call it; it never changes. */
  readonly name: Name
  /** What people call it: when a call takes it, in a few words. */
  readonly words: string
  /** It must lead somewhere; any other ends the call when it is left open. */
  readonly mustConnect?: boolean
  /** It may be taken at once, without anybody doing anything: a circle of only these is refused. */
  readonly quick?: boolean
}

/** Exits that follow from a node's settings, finished or not. Names of one sort share a pattern, as in `key-${Key}`. */
type DecidedExits<Config extends z.ZodType, Name extends string> = {
  // a method, so that a definition of one config is a definition of any
  decide(config: Unfinished<z.output<Config>>): readonly Exit<Name>[]
}['decide']

/** Values that follow from a node's settings, finished or not. */
type DecidedValues<Config extends z.ZodType, Name extends string, Given extends string> = {
  // a method, as for exits
  decide(config: Unfinished<z.output<Config>>): readonly GivenValue<Name, Given>[]
}['decide']

/** What a node kind is: everything but what it does, which is in its `run.ts`. */
export interface NodeDefinition<
  Kind extends string,
  Config extends z.ZodType,
  Name extends string,
  Given extends string = string,
> {
  readonly kind: Kind
  readonly label: string
  /** One or two sentences for the palette and the reference pages. */
  readonly help: string
  /** Name of an icon in `@tabler/icons-react`, without the prefix `Icon`. */
  readonly icon: string
  readonly group: 'start' | 'ways' | 'people' | 'talk' | 'act' | 'end'
  /** Each field, at any depth, carries `.meta({ label, help, widget })`, from which its form is made. */
  readonly config: Config
  /** In their order, the same for every node of the kind or decided by each node's settings. Ask `exitsOf` for those of a node. */
  readonly exits: readonly Exit<Name>[] | DecidedExits<Config, Name>
  /** The exit that a document takes alone when it cannot reach us; null for a kind that ends the call. */
  readonly outage: NoInfer<Name> | null
  /** What it tells calls that go on from it, for texts behind it to say: always the same, or decided by its settings. Ask `givenBy`. */
  readonly gives?: readonly GivenValue<NoInfer<Name>, Given>[] | DecidedValues<Config, NoInfer<Name>, Given>
  /** One line for the canvas, of settings whose texts are as they are read: `readable`. @param nameOf the name of a member, or of another thing that is named by its id, and what to say where nobody knows it; without it people are only counted. */
  summary(config: z.output<Config>, nameOf?: (id: string, otherwise?: string) => string): string
  /** What its settings, finished or not, refer to outside of the flow. Ask `usesOf` for what a node uses. */
  uses?(config: Unfinished<z.output<Config>>): Partial<Uses>
  /** Callers answer or decide here: whoever comes round to it again is not led on by the flow alone. */
  readonly callerDecides?: true
  /** Seconds that a caller may hear ringing here before the call goes on by an exit that is not quick; 0 by default. */
  longestWait?(config: z.output<Config>, around: CheckAround): number
  /**
   * Whatever of it needs a clock, a time zone, chance or something to look up: decided once, when a call comes in, and frozen
   * with it. The run gets the word as `here.decided`, most often the name of the exit to take.
   */
  decide?(config: z.output<Config>, around: DecideAround): string
  /** Whether it knows a caller whom it has had before and does something else then, so that leading the call back to it is no loop by mistake. */
  readonly takesBack?: true
  /** Whether it goes by how many calls have come in to the number: then `facts.turn` counts them. */
  rotates?(config: z.output<Config>): boolean
  /** Whether it decides by what the address book and earlier calls tell of the caller, which is then looked up as the call comes in. */
  knowsCaller?(config: z.output<Config>): boolean
  /** Problems that the schema cannot see, each pointing at a place in the config. */
  check?(config: z.output<Config>, around: CheckAround): readonly ConfigIssue[]
  /** Valid settings for the kind's reference page, where a form that is filled in by the first thing that fits would not say much. */
  readonly example?: z.input<Config>
  /** Named steps from older shapes of the config to today's, applied when a document is read. */
  readonly migrations?: readonly ConfigMigration[]
}

/** What a definition's check may look at besides its own config. */
export interface CheckAround {
  /** Who may ring for the numbers that the flow is meant for; null when that is not known yet. */
  readonly people: Pick<CallFacts, 'roster' | 'routing' | 'inactive'> | null
  /** Ids of the tags that contacts can have; null or absent when that is not known. */
  readonly tags?: ReadonlySet<string> | null | undefined
  /** The flows of the organisation; absent when they are not known. */
  readonly flows?: FlowsAround | undefined
  /** What else it may name; absent when that is not known. Whatever names what is not there is told by `check`. */
  readonly there?: ThingsThere | undefined
}

export interface ConfigIssue {
  /** Where in the config, as in `keys[2].prompt`; empty for the node as a whole. */
  readonly field: string
  readonly message: string
  readonly severity: 'error' | 'warning'
}

export interface ConfigMigration {
  readonly name: string
  up(config: Record<string, unknown>): Record<string, unknown>
}

/** Declares a node kind; infers config, exits and values, and keeps a wrong exit a compile error. */
export function defineNode<const Kind extends string, Config extends z.ZodType>(
  definition: NodeDefinition<Kind, Config, never, never>, // of a kind that ends the call
): NodeDefinition<Kind, Config, never, never>
export function defineNode<
  const Kind extends string,
  Config extends z.ZodType,
  const Name extends string,
  const Given extends string = never,
>(definition: NodeDefinition<Kind, Config, Name, Given>): NodeDefinition<Kind, Config, Name, Given>
export function defineNode<Definition>(definition: Definition): Definition {
  return definition
}

/** Any kind's definition, for code that treats all kinds alike. */
export type AnyDefinition = NodeDefinition<string, z.ZodType, string>

/** The validated config of a kind. */
export type ConfigOf<Definition> = Definition extends { readonly config: infer Config extends z.ZodType }
  ? z.output<Config>
  : never

/** The names of a kind's exits. */
export type ExitOf<Definition> = Definition extends { readonly outage: (infer Name extends string) | null }
  ? Name
  : never

/** The names of the values that a kind gives. */
export type GivenOf<Definition> = Definition extends { readonly gives?: infer Gives } ? NameOfGiven<Gives> : never

type NameOfGiven<Gives> = Gives extends readonly GivenValue<string, infer Given>[]
  ? Given
  : Gives extends (...all: never[]) => readonly GivenValue<string, infer Given>[]
    ? Given
    : never

/** By which exit a call goes on, and what the node has found out on the way there. */
export interface Leaving<Exit extends string, Given extends string> {
  readonly exit: Exit
  /** Foreign text is fine: whatever speaks it makes it harmless. */
  readonly gives: Readonly<Partial<Record<Given, string>>>
}

/** Where a run is, and what was decided there. */
export interface Here {
  readonly node: NodeId
  /**
   * What the kind's `decide` said when the call came in. Null where nobody decided, as in calls of earlier releases and in
   * the document that the carrier keeps for when we are away: the run then takes the exit that its definition names for an outage.
   */
  readonly decided: string | null
}

/**
 * What a node kind does: it acts on the call and says by which exit the call goes on, and with which values.
 * A kind that ends the call returns `'end'`.
 */
export type Run<Definition> = (
  call: LiveCall,
  config: ConfigOf<Definition>,
  here: Here,
) => Promise<
  [ExitOf<Definition>] extends [never]
    ? 'end'
    : NoInfer<ExitOf<Definition>> | Leaving<NoInfer<ExitOf<Definition>>, GivenOf<Definition>>
>

/** The runs of all kinds, mapped over the list of definitions: a missing kind is a compile error. */
export type RunsOf<Definitions extends Readonly<Record<string, AnyDefinition>>> = {
  readonly [Kind in keyof Definitions]: Run<Definitions[Kind]>
}
