import { Client, Connection } from '@temporalio/client'
import type { DataConverter } from '@temporalio/common'
import { EncryptingCodec } from './codec.ts'
import type { PayloadKey } from '../settings.ts'

/** Where a Temporal server is and how to talk to it; `readEnv()` has all of these. */
export interface TemporalSettings {
  readonly TEMPORAL_ADDRESS: string
  readonly TEMPORAL_NAMESPACE: string
  readonly TEMPORAL_API_KEY?: string | undefined
  readonly TEMPORAL_TLS: boolean
  readonly PAYLOAD_KEYS: readonly PayloadKey[]
}

/** How payloads are written: JSON, compressed, encrypted. Client and worker must use the same. */
export function dataConverter(keys: readonly PayloadKey[]): DataConverter {
  return { payloadCodecs: [new EncryptingCodec(keys)] }
}

/** The options that client and worker connections share. */
export function connectionOptions(settings: TemporalSettings): { address: string; apiKey?: string; tls: boolean } {
  return {
    address: settings.TEMPORAL_ADDRESS,
    ...(settings.TEMPORAL_API_KEY === undefined ? {} : { apiKey: settings.TEMPORAL_API_KEY }),
    tls: settings.TEMPORAL_TLS,
  }
}

/** A client that connects at its first use, so that a process starts although Temporal is down. */
export function temporalClient(settings: TemporalSettings): Client {
  return new Client({
    connection: Connection.lazy(connectionOptions(settings)),
    namespace: settings.TEMPORAL_NAMESPACE,
    dataConverter: dataConverter(settings.PAYLOAD_KEYS),
  })
}
