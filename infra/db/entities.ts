import { ArrivalSchema } from './call/arrival.ts'
import { CallSchema } from './call/call.ts'
import { CallEventSchema } from './call/call-event.ts'
import { HistoryExportSchema } from './call/history-export.ts'
import { KeptWordSchema } from './call/kept-word.ts'
import { LegSchema } from './call/leg.ts'
import { RecordingSchema } from './call/recording.ts'
import { ContactSchema } from './contact/contact.ts'
import { FlowSchema } from './flow/flow.ts'
import { FlowVersionSchema } from './flow/flow-version.ts'
import { DeviceSchema } from './member/device.ts'
import { MemberSchema } from './member/member.ts'
import { NumberAccessSchema } from './number/number-access.ts'
import { NumberSchema } from './number/number.ts'
import { RoutingSeatSchema } from './number/routing-seat.ts'
import { OrganisationSchema } from './organisation/organisation.ts'

/** Every table of the product. */
export const entities = [
  OrganisationSchema,
  MemberSchema,
  DeviceSchema,
  FlowSchema,
  FlowVersionSchema,
  NumberSchema,
  NumberAccessSchema,
  RoutingSeatSchema,
  ContactSchema,
  ArrivalSchema,
  CallSchema,
  LegSchema,
  CallEventSchema,
  RecordingSchema,
  HistoryExportSchema,
  KeptWordSchema,
]

/** Tables to which the application's role may only add. */
export const appendOnlyTables = ['flow_version', 'call_event'] as const
