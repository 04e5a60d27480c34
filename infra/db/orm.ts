import { z } from 'zod'
import { MikroORM, type EntityManager } from '@mikro-orm/postgresql'
import { inOneMessage, inTwoMessages, type Mapper, type Statement } from './few-messages.ts'
import { migrations } from './migrations.ts'
import { ormOptions } from './options.ts'
import { ORGANISATION_SETTING } from './tenant.ts'
import { rowsAs } from './rows-as.ts'
import { within } from './within.ts'

export type { EntityManager, Statement }

/** The product's database as the application's role sees it. */
export interface Database {
  /**
   * Runs `work` in one transaction that sees and writes the rows of one organisation, and flushes what it changed.
   * @param limits.timeout milliseconds until a database that does not answer makes this reject; what was begun is rolled
   *   back then, unless the database had already been told to commit.
   * @throws TooSlow, or what `work` and the database throw.
   */
  withOrganisation<T>(organisation: string, work: (em: EntityManager) => Promise<T>, limits?: Limits): Promise<T>
  /** As `withOrganisation`, for a question of one statement that only reads: one message to the server and back. */
  read<Row = unknown>(
    organisation: string,
    sql: string,
    parameters: readonly unknown[],
    limits?: Asked,
  ): Promise<readonly NoInfer<Row>[]>
  /** The same for one statement that writes: two messages, so that it can be taken back until the second. */
  write<Row = unknown>(
    organisation: string,
    sql: string,
    parameters: readonly unknown[],
    limits?: Asked,
  ): Promise<readonly NoInfer<Row>[]>
  /**
   * As `withOrganisation`, for what a call waits for: two messages to the server and back, however many statements.
   * @param first statements that go with the beginning; `then` gets the rows of the last.
   * @param then what comes of it, and the statements that go with the commit, if any.
   */
  transact<Row, T>(
    organisation: string,
    first: readonly Statement[],
    then: (rows: readonly Row[]) => { readonly result: T; readonly last?: readonly Statement[] },
    limits?: Limits,
  ): Promise<T>
  /** Runs `work` for no organisation: it sees no tenant's row, only the two functions of `live-numbers.ts` and `arrivals-to-sweep.ts`. */
  withoutOrganisation<T>(work: (em: EntityManager) => Promise<T>, limits?: Limits): Promise<T>
  /** A single statement, which names its organisation itself: see `keep_arrival`. */
  ask(sql: string, parameters: readonly unknown[], limits?: Limits): Promise<readonly unknown[]>
  /** @throws whatever keeps the database from answering, after `timeout` milliseconds at the latest. */
  ping(limits?: Limits): Promise<void>
  /** Names of migrations that this code has and the database lacks. */
  migrationsPending(limits?: Limits): Promise<readonly string[]>
  close(): Promise<void>
}

/** A page reads few rows: bringing up helpers for it takes longer than reading them, and the planner does not know that. */
const UNSHARED = { max_parallel_workers_per_gather: '0' } as const

const IN_THE = [ORGANISATION_SETTING, ...Object.keys(UNSHARED)].map((name) => `set local ${name} = ?`).join(';\n')

/** How long a connection that nobody uses stays open, in milliseconds: a new one has everything to learn and to prepare, which costs as much as a call. */
const KEPT_OPEN = 5 * 60_000

export interface Limits {
  /** Milliseconds; 10 000 by default. */
  readonly timeout?: number
}

/** How one statement is asked. */
export interface Asked extends Limits {
  /** Whether it is a prepared one (`prepared` in `few-messages.ts`). */
  readonly isPrepared?: boolean
}

export interface DatabaseOptions {
  /** The address with the application's role. */
  readonly url: string
  /** Connections at most; 10 by default. */
  readonly poolSize?: number
  /** Told of lost connections; silent by default. */
  readonly onTrouble?: (message: string) => void
}

/** Opens the database. It need not be up yet: each use connects when it must. */
export async function openDatabase({
  url,
  poolSize = 10,
  onTrouble = () => undefined,
}: DatabaseOptions): Promise<Database> {
  const orm = await MikroORM.init({
    ...ormOptions(url),
    pool: { min: 0, max: poolSize, idleTimeoutMillis: KEPT_OPEN },
    // a frozen server must not hold a connection for ever: what waits for one or for an answer gives up
    driverOptions: {
      connectionTimeoutMillis: 5_000,
      query_timeout: 15_000,
      keepAlive: true,
      // what is idle for minutes must not be forgotten by whatever lies between
      keepAliveInitialDelayMillis: 60_000,
      application_name: 'ringdown',
    },
    logger: onTrouble,
    colors: false,
  })

  function inTransaction<T>(
    em: EntityManager,
    work: (em: EntityManager) => Promise<T>,
    { timeout = 10_000 }: Limits = {},
  ): Promise<T> {
    return within(timeout, (stillWanted) =>
      em.transactional(async (own) => {
        stillWanted() // it may have taken long to get a connection
        const result = await work(own)
        stillWanted()
        return result
      }),
    )
  }

  // oxlint-disable-next-line eslint/no-restricted-properties -- each message names its organisation, see `inThe`
  const connection = orm.em.getConnection()
  const mapper: Mapper = {
    pool: () => connection.getNativeClient(),
    spelled: ({ sql, parameters }) => orm.em.getPlatform().formatQuery(sql, parameters),
    meant: (error) => orm.em.getDriver().convertException(error),
  }
  const inThe = (organisation: string): Statement => ({
    sql: IN_THE,
    parameters: [organisation, ...Object.values(UNSHARED)],
  })

  const database: Database = {
    read: (organisation, sql, parameters, { timeout = 10_000, isPrepared = false } = {}) =>
      within(timeout, (stillWanted) =>
        inOneMessage(mapper, [inThe(organisation), { sql, parameters, isPrepared }], stillWanted),
      ),
    write: <Row>(
      organisation: string,
      sql: string,
      parameters: readonly unknown[],
      { isPrepared = false, ...limits }: Asked = {},
    ) =>
      database.transact<Row, readonly Row[]>(
        organisation,
        [{ sql, parameters, isPrepared }],
        (rows) => ({ result: rows }),
        limits,
      ),
    transact: (organisation, first, then, { timeout = 10_000 } = {}) =>
      within(timeout, (stillWanted) => inTwoMessages(mapper, [inThe(organisation), ...first], then, stillWanted)),
    withOrganisation: (organisation, work, limits) =>
      inTransaction(
        orm.em.fork({ session: { variables: { [ORGANISATION_SETTING]: organisation, ...UNSHARED } } }),
        work,
        limits,
      ),
    withoutOrganisation: (work, limits) => inTransaction(orm.em.fork(), work, limits),
    ask: (sql, parameters, { timeout = 10_000 } = {}) =>
      within(timeout, () => orm.em.fork().execute(sql, [...parameters])),
    ping: ({ timeout = 10_000 } = {}) => within(timeout, async () => void (await orm.em.fork().execute('select 1'))),
    async migrationsPending({ timeout = 10_000 } = {}) {
      const asked = within(timeout, () => orm.em.fork().execute('select name from mikro_orm_migrations'))
      const rows = await rowsAs(z.object({ name: z.string() }), asked)
      const applied = new Set(rows.map(({ name }) => name))
      return migrations.map(({ name }) => name).filter((name) => !applied.has(name))
    },
    close: () => orm.close(true),
  }
  return database
}
