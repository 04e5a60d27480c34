import pg from 'pg'
import { z } from 'zod'
import { watchStatements, type Statement } from '../measure/statements.ts'
import type { Asker } from './askers.ts'

/** How PostgreSQL finds the rows of a view's statements. */
export interface Plans {
  readonly statements: number
  /** Indexes that are read, without repetitions. */
  readonly indexes: readonly string[]
  /** Large tables that are read from one end to the other. */
  readonly wholeTables: readonly string[]
}

interface ExplainedNode {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string | undefined
  readonly 'Index Name'?: string | undefined
  readonly Plans?: readonly ExplainedNode[] | undefined
}

const nodeForm: z.ZodType<ExplainedNode> = z.lazy(() =>
  z.object({
    'Node Type': z.string(),
    'Relation Name': z.string().optional(),
    'Index Name': z.string().optional(),
    Plans: z.array(nodeForm).optional(),
  }),
)
const answerForm = z.array(z.object({ 'QUERY PLAN': z.array(z.object({ Plan: nodeForm })) }))

/** All others have at most a few thousand rows. */
const LARGE = new Set([
  'conversation',
  'conversation_person',
  'conversation_item',
  'call',
  'call_event',
  'leg',
  'recording',
  'recording_view',
  'contact',
  'customer_search',
])

/** Explains whatever this process sends to the database, as the role that sends it. */
export class Explainer {
  readonly #client: pg.Client
  #sent: Statement[] = []

  private constructor(client: pg.Client) {
    this.#client = client
    watchStatements((statement) => {
      // a message of several statements has no values beside it
      for (const text of statement.text.split(';\n'))
        if (/^\s*(select|with|insert|update|delete)\b/i.test(text) && !text.includes('set_config'))
          this.#sent.push({ ...statement, text })
    })
  }

  static async open(appUrl: string): Promise<Explainer> {
    const client = new pg.Client({ connectionString: appUrl })
    await client.connect()
    return new Explainer(client)
  }

  /** Runs `work` for each asker and explains each statement that it sends. */
  async explain(askers: readonly Asker[], work: (asker: Asker) => Promise<unknown>): Promise<Plans> {
    const indexes = new Set<string>()
    const wholeTables = new Set<string>()
    let statements = 0
    for (const asker of askers) {
      this.#sent = []
      await work(asker)
      const sent = this.#sent
      statements = Math.max(statements, sent.length)
      await this.#client.query(
        `begin; set local max_parallel_workers_per_gather = 0; set local app.organisation = '${asker.session.organisation.id}'`,
      )
      for (const { text, values } of sent) {
        const { rows } = await this.#client.query(`explain (format json) ${text}`, [...values])
        for (const { 'QUERY PLAN': plans } of answerForm.parse(rows)) for (const { Plan } of plans) collect(Plan)
      }
      await this.#client.query('commit')
    }
    return { statements, indexes: [...indexes].toSorted(), wholeTables: [...wholeTables].toSorted() }

    function collect(node: ExplainedNode): void {
      const { 'Node Type': type, 'Relation Name': table = '', 'Index Name': index } = node
      if (type === 'Seq Scan' && LARGE.has(table)) wholeTables.add(table)
      if (index !== undefined) indexes.add(index)
      for (const below of node.Plans ?? []) collect(below)
    }
  }

  close(): Promise<void> {
    return this.#client.end()
  }
}
