import { Suspense } from 'react'
import { data } from 'react-router'
import { part } from '../reach/part.ts'
import { may } from '#infra/deeds/permissions.ts'
import { notFound, refusal, requirePermission } from '../access/require-permission.ts'
import { servicesContext } from '../access/services.ts'
import { useRereading } from '../events/use-rereading.ts'
import type { Route } from './+types/editor.page'
import { asId } from './as-id.ts'
import { FlowEditor } from './editor.tsx'
import { readEditor } from './read-editor.server.ts'

const Unreadable = part(() => import('./unreadable.tsx')) // hardly ever needed

export const handle = { permission: 'flows.see', full: true }

/** GET; `?for=` a number that is to answer with the flow. */
export async function loader({ params, request, context }: Route.LoaderArgs) {
  const session = requirePermission(context, 'flows.see')
  const { db } = context.get(servicesContext)
  const meantFor = new URL(request.url).searchParams.get('for')
  const read = await db.withOrganisation(session.organisation.id, (em) =>
    readEditor(em, asId(params.flow), { meantFor: meantFor === null ? null : asId(meantFor) }),
  )
  if (!read) throw notFound()
  const whose = { organisation: session.organisation.id, member: session.member }
  return data({
    ...read,
    whose,
    canEdit: may(session, 'flows.edit'),
    canPublish: may(session, 'flows.publish'),
    refusal: refusal('flows.edit', session.administrators),
  })
}

export default function EditorPage({ loaderData }: Route.ComponentProps) {
  const {
    flow,
    revision,
    people,
    schedules,
    tags,
    there,
    live,
    numbers,
    around,
    flows,
    judgedBy,
    aside,
    openCalls,
    canEdit,
    canPublish,
  } = loaderData
  const onNews = useRereading()
  return (
    <>
      <title>{`${flow.name} · Flows · Ringdown`}</title>
      {loaderData.draft && loaderData.judged ? (
        <FlowEditor
          key={flow.id}
          flow={flow.id}
          draft={loaderData.draft}
          revision={revision}
          whose={loaderData.whose}
          judged={loaderData.judged}
          surroundings={{ live, numbers, around, flows, people, schedules, tags, there, openCalls }}
          judgedBy={judgedBy}
          aside={aside}
          canEdit={canEdit}
          canPublish={canPublish}
          refusal={loaderData.refusal}
          onNews={onNews}
        />
      ) : (
        <Suspense fallback={null}>
          <Unreadable
            flow={flow}
            problems={loaderData.problems ?? []}
            saved={loaderData.unreadable ?? ''}
            revision={revision}
            live={live?.version ?? null}
            canEdit={canEdit}
            refusal={loaderData.refusal}
          />
        </Suspense>
      )}
    </>
  )
}
