import { temporaryDatabase } from '#infra/db/testing/temporary-database.ts'
import { fill } from './fill.ts'
import { shapes } from './shape.ts'
const size = Number(process.argv[2])
const server = await temporaryDatabase('wal_level=minimal', 'max_wal_senders=0', 'max_wal_size=8GB', 'checkpoint_timeout=30min')
console.log(JSON.stringify(server))
const organisations = shapes(1e6 * size)
console.log(await fill(server.superuserUrl, { organisations, calls: 1e7 * size, say: console.error }))
console.log(JSON.stringify(organisations.slice(0, 1).map((o) => ({ id: o.id, members: o.members.slice(0, 3), numbers: o.numbers.length }))))
await new Promise((r) => process.once('SIGINT', r))
await server.remove()
