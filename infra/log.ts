import { pino, type Logger } from 'pino'
import { cutFields, cutLine } from './cut-fields.ts'
import { readSettings } from './env.ts'
import { withoutPeople } from './without-people.ts'

export type { Logger }

/**
 * A log for one part of the product ('web', 'worker', 'webhooks', …): JSON lines on stdout, which npm start keeps in
 * DATA_DIR/logs. Addresses and phone numbers are left out, whoever wrote them (an error of the database quotes rows). Say whose line it is in the fields: `log.info({ call, flow, organisation }, 'The caller has gone')`.
 * @param to where lines go instead, for tests
 */
export function createLog(part: string, to: pino.DestinationStream = pino.destination(1)): Logger {
  const options: pino.LoggerOptions = {
    name: part,
    level: readSettings().LOG_LEVEL,
    base: { part },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    redact: { paths: secrets, censor: '[secret]' },
    formatters: { log: cutFields },
    serializers: { err: (said: unknown) => said }, // pino's own would take what cutFields made of an error for another object
    hooks: { streamWrite: (line) => withoutPeople(cutLine(line)) },
  }
  return pino(options, to)
}

/** Fields that would give something away if a request or a setting were logged whole. */
const secrets = [
  'authorization',
  'headers.authorization',
  'headers.cookie',
  'token',
  'secret',
  'password',
  '*.token',
  '*.secret',
  '*.password',
]
