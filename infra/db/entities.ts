import { ArrivalSchema } from './call/arrival.ts'
import { CallSchema } from './call/call.ts'
import { CallEventSchema } from './call/call-event.ts'
import { HistoryExportSchema } from './call/history-export.ts'
import { KeptWordSchema } from './call/kept-word.ts'
import { LegSchema } from './call/leg.ts'
import { RecordingSchema } from './call/recording.ts'
import { ContactSchema } from './contact/contact.ts'
import { ContactChangeSchema } from './contact/contact-change.ts'
import { ContactTagSchema } from './contact/contact-tag.ts'
import { TagSchema } from './contact/tag.ts'
import { ConversationSchema } from './conversation/conversation.ts'
import { ConversationItemSchema } from './conversation/conversation-item.ts'
import { ConversationPersonSchema } from './conversation/conversation-person.ts'
import { DeedHeadSchema } from './deeds/deed-head.ts'
import { DeedRowSchema } from './deeds/deed-row.ts'
import { UnrecordedAttemptsSchema } from './deeds/unrecorded-attempts.ts'
import { FlowSchema } from './flow/flow.ts'
import { FlowVersionSchema } from './flow/flow-version.ts'
import { FlowVisitSchema } from './flow/flow-visit.ts'
import { RecordingViewSchema } from './inbox/recording-view.ts'
import { CodeCallSchema } from './member/code-call.ts'
import { DeviceSchema } from './member/device.ts'
import { MemberSchema } from './member/member.ts'
import { NumberAccessSchema } from './number/number-access.ts'
import { NumberSchema } from './number/number.ts'
import { NumberTurnSchema } from './number/number-turn.ts'
import { RoutingSeatSchema } from './number/routing-seat.ts'
import { OrganisationSchema } from './organisation/organisation.ts'
import { ScheduleSchema } from './schedule/schedule.ts'
import { SecretSchema } from './secret/secret.ts'
import { SigningKeySchema } from './secret/signing-key.ts'
import { TextOptOutSchema } from './texts/text-opt-out.ts'

/** Every table of the product. */
export const entities = [
  OrganisationSchema,
  MemberSchema,
  DeviceSchema,
  CodeCallSchema,
  FlowSchema,
  FlowVersionSchema,
  FlowVisitSchema,
  ScheduleSchema,
  NumberSchema,
  NumberAccessSchema,
  RoutingSeatSchema,
  NumberTurnSchema,
  ContactSchema,
  ContactChangeSchema,
  TagSchema,
  ContactTagSchema,
  ConversationSchema,
  ConversationPersonSchema,
  ConversationItemSchema,
  ArrivalSchema,
  CallSchema,
  LegSchema,
  CallEventSchema,
  RecordingSchema,
  HistoryExportSchema,
  KeptWordSchema,
  RecordingViewSchema,
  DeedRowSchema,
  DeedHeadSchema,
  UnrecordedAttemptsSchema,
  SecretSchema,
  SigningKeySchema,
  TextOptOutSchema,
]

/** Tables to which the application's role may only add. */
export const appendOnlyTables = ['flow_version', 'call_event', 'recording_view', 'deed'] as const

/** Tables that the application's role may only read: the database itself writes them. */
export const readOnlyTables = ['deed_head'] as const
