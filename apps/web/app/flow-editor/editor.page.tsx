import { useCallback } from 'react'
import { data, useRevalidator } from 'react-router'
import { may } from '../shared/permissions.ts'
import { notFound, refusal, requirePermission } from '../shared/require-permission.ts'
import { servicesContext } from '../shared/services.ts'
import type { Route } from './+types/editor.page'
import { asId } from './as-id.ts'
import { FlowEditor } from './editor.tsx'
import { readEditor } from './read-editor.server.ts'
import { Unreadable } from './unreadable.tsx'

export const handle = { permission: 'flows.see', full: true }

/** GET; `?for=` a number that is to answer with the flow. */
export async function loader({ params, request, context }: Route.LoaderArgs) {
  const session = requirePermission(context, 'flows.see')
  const { db } = context.get(servicesContext)
  const meantFor = new URL(request.url).searchParams.get('for')
  const read = await db.withOrganisation(session.organisation.id, (em) => readEditor(em, asId(params.flow), { meantFor: meantFor === null ? null : asId(meantFor) }))
  if (!read) throw notFound()
  return data({ ...read, canEdit: may(session, 'flows.edit'), canPublish: may(session, 'flows.publish'), refusal: refusal('flows.edit', session.administrators) })
}

export default function EditorPage({ loaderData }: Route.ComponentProps) {
  const { flow, revision, people, live, numbers, around, openCalls, canEdit, canPublish } = loaderData
  const { revalidate } = useRevalidator()
  const onPublished = useCallback(() => void revalidate(), [revalidate])
  return (
    <>
      <title>{`${flow.name} · Flows · Ringdown`}</title>
      {loaderData.draft ? (
        <FlowEditor
          key={flow.id}
          flow={flow.id}
          draft={loaderData.draft}
          revision={revision}
          people={people}
          surroundings={{ live, numbers, around, openCalls }}
          canEdit={canEdit}
          canPublish={canPublish}
          refusal={loaderData.refusal}
          onPublished={onPublished}
        />
      ) : (
        <Unreadable flow={flow} problems={loaderData.problems ?? []} saved={loaderData.unreadable ?? ''} revision={revision} live={live?.version ?? null} canEdit={canEdit} refusal={loaderData.refusal} />
      )}
    </>
  )
}
