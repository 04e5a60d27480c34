import { Alert, Button, Group, Modal, Skeleton, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useEffect, useEffectEvent, useMemo, useState } from 'react'
import type { Issue } from '#flows/language/issue.ts'
import { addressOf } from '../../reach/addresses.ts'
import { FormAnswerNote } from '../../forms/form-answer.tsx'
import { useAnsweredForm } from '../../forms/use-answered-form.ts'
import { useDrawn, useEditor } from '../editor-context.ts'
import { useFocusBack } from '../focus-back.ts'
import type { SetAside } from '../store/company.ts'
import type { FlowServer, Preview, Trouble } from '../store/server.ts'
import { changes } from '../words/changes.ts'
import { asideWords } from '../words/aside-words.ts'
import { issuesFor } from '../words/issues-for.ts'
import { lackingAccess } from '../words/lacking-access.ts'
import { ChangeList } from './change-list.tsx'
import { countWords, IssueList } from './issue-list.tsx'
import { GiveAccess, NamedNumber, Numbers } from './publish-numbers.tsx'

export interface PublishDialogProps {
  /** Id of the flow. */
  readonly flow: string
  readonly server: FlowServer
  /** Saves what is not saved; the revision that stands then, null when it could not be saved. */
  flush(): Promise<string | null>
  /** Names those by whom the drawing is judged: when they are others, it is looked at again. */
  readonly judgedBy: string
  readonly aside: SetAside | null
  /** Has the page read again what is being looked at here, so that both say the same. */
  onLook(): void
  onClose(): void
  /** @param version the one that answers calls now. */
  onPublished(version: number): void
}

/**
 * Says what publishing changes, for which numbers and what is in its way, and publishes exactly that. It can put the flow
 * on one more number, and give access to people whom the flow could not ring otherwise.
 */
export default function PublishDialog({
  flow: id,
  server,
  flush,
  judgedBy,
  aside,
  onLook,
  onClose,
  onPublished,
}: PublishDialogProps) {
  const { names, tags } = useEditor()
  useFocusBack()
  const flow = useDrawn((state) => state.flow)
  const [picked, setPicked] = useState('')
  const { preview, revision, why, setWhy, lookAgain } = usePreview({
    server,
    flush,
    meantFor: picked === '' ? null : picked,
    judgedBy,
  })
  const look = useEffectEvent(onLook)
  useEffect(() => look(), [])
  const { fetcher: assigning, answer: assigned, busy: isAssigning } = useAnsweredForm(undefined)
  const [isBusy, setBusy] = useState(false)
  const [refusedFor, setRefusedFor] = useState<readonly Issue[]>([])
  const [troubles, setTroubles] = useState<readonly Trouble[] | null>(null)

  const judged = useMemo(() => numbersOf(preview), [preview])
  const found = useMemo(
    () =>
      preview
        ? issuesFor(
            flow,
            judged.map(({ people }) => people),
            { tags: new Set(tags.map((tag) => tag.id)), flows: preview.flows, there: preview.there },
          )
        : [],
    [flow, judged, preview, tags],
  )
  const lacking = useMemo(() => lackingAccess(flow, judged, names), [flow, judged, names])
  const isRefused = why !== null && refusedFor.length > 0
  const issues = isRefused ? refusedFor : found // the server knows what has come in between
  const hasErrors = found.some(({ severity }) => severity === 'error')
  const different = useMemo(
    () => (preview?.live ? changes(preview.live.document, flow, names) : null),
    [flow, names, preview],
  )
  const isSame = different?.length === 0
  const meant = preview?.meant?.id === picked ? preview.meant : null
  const isReady = preview !== null && revision !== null && !hasErrors && (picked === '' || meant !== null)

  async function publish(): Promise<void> {
    if (revision === null) return
    setBusy(true)
    const answer = isSame ? null : await server.publish(revision)
    if (answer?.ok === false) {
      setWhy(answer.why)
      setRefusedFor(answer.issues ?? [])
    } else {
      if (answer) onPublished(answer.value.version)
      if (picked !== '')
        void assigning.submit({ intent: 'flow', flow: id }, { method: 'post', action: addressOf.number(picked) })
      setTroubles(answer?.value.troubles ?? [])
    }
    setBusy(false)
  }

  const isPast = troubles !== null && (picked === '' || assigned !== undefined)
  const isAllDone = troubles?.length === 0 && (picked === '' || (assigned?.ok === true && assigned.warning === null))
  const close = useEffectEvent(onClose)
  useEffect(() => {
    if (isAllDone) close()
  }, [isAllDone])

  return (
    <Modal opened onClose={onClose} title={`Publish “${flow.name}”`} size="lg" transitionProps={{ duration: 0 }}>
      {isPast ? (
        <Stack>
          {troubles.length > 0 && <CarrierTroubles troubles={troubles} numbers={preview?.numbers ?? []} />}
          {!isAllDone && <FormAnswerNote answer={assigned} />}
          <Group justify="flex-end">
            <Button onClick={onClose}>Close</Button>
          </Group>
        </Stack>
      ) : (
        <Stack gap="lg">
          {aside && <Text>{asideWords(aside)}</Text>}
          {why !== null && (
            <Alert color="red" icon={<IconAlertTriangle />} title="Not published">
              {why}
            </Alert>
          )}
          {preview ? (
            <>
              <section>
                <Text fw={600}>
                  {preview.live ? `Changes since version ${preview.live.version}` : 'The first version of this flow'}
                </Text>
                {different && !isSame && <ChangeList changes={different} />}
                {isSame && <Text c="dimmed">None. Version {preview.live?.version} is already published.</Text>}
                {!different && (
                  <Text c="dimmed">
                    {flow.nodes.length === 1 ? 'It has one node.' : `It has ${flow.nodes.length} nodes.`}
                  </Text>
                )}
              </section>
              <Numbers preview={preview} picked={picked} isSame={isSame} onPick={setPicked} />
              {lacking.map((one) => (
                <GiveAccess key={`${one.number.id} ${one.member}`} lacking={one} onGiven={lookAgain} />
              ))}
              {issues.length > 0 && (
                <section>
                  <Text fw={600}>
                    {hasErrors || isRefused ? `Fix the errors first: ${countWords(issues)}` : countWords(issues)}
                  </Text>
                  <IssueList issues={issues} onGo={onClose} />
                </section>
              )}
            </>
          ) : (
            why === null && (
              <Stack gap="xs" role="status" aria-label="Looking for changes">
                <Skeleton height={20} />
                <Skeleton height={20} width="80%" />
                <Skeleton height={20} width="60%" />
              </Stack>
            )
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {isSame && picked === '' ? 'Close' : 'Cancel'}
            </Button>
            {(!isSame || picked !== '') && (
              <Button onClick={() => void publish()} loading={isBusy || isAssigning} disabled={!isReady}>
                {deedWords({ preview, isSame, meant: preview?.others.find(({ id: other }) => other === picked)?.name })}
              </Button>
            )}
          </Group>
        </Stack>
      )}
    </Modal>
  )
}

interface Deed {
  readonly preview: Preview | null
  readonly isSame: boolean
  /** The name of a number that is to answer with the flow as well. */
  readonly meant: string | undefined
}

function deedWords({ preview, isSame, meant }: Deed): string {
  if (isSame) return `Use for ${meant}`
  const publish = preview?.live ? `Publish version ${preview.live.version + 1}` : 'Publish'
  return meant === undefined ? publish : `${publish} and use for ${meant}`
}

/** The numbers that answer with the flow and the one that is to, each with its people. */
function numbersOf(preview: Preview | null) {
  if (!preview) return []
  const { numbers, around, meant } = preview
  const own = numbers.flatMap((number, index) => {
    const people = around[index]
    return people ? [{ ...number, people }] : []
  })
  return meant ? [...own, meant] : own
}

interface Looking {
  readonly server: FlowServer
  flush(): Promise<string | null>
  readonly meantFor: string | null
  readonly judgedBy: string
}

/** Saves, and asks what publishing would meet: again for each number chosen, and when something was done about it. */
function usePreview({ server, flush, meantFor, judgedBy }: Looking) {
  const [preview, setPreview] = useState<Preview | null>(null)
  const [revision, setRevision] = useState<string | null>(null)
  const [why, setWhy] = useState<string | null>(null)
  const [times, setTimes] = useState(0)
  useEffect(() => {
    let wanted = true
    async function look(): Promise<void> {
      const saved = await flush()
      const answer = await server.preview(meantFor)
      if (!wanted) return
      setRevision(saved)
      setWhy(
        !answer.ok
          ? answer.why
          : saved === null
            ? 'The drawing could not be saved, so it cannot be published yet.'
            : null,
      )
      if (answer.ok) setPreview(answer.value)
    }
    void look()
    return () => {
      wanted = false
    }
  }, [flush, judgedBy, meantFor, server, times])
  return { preview, revision, why, setWhy, lookAgain: () => setTimes(times + 1) }
}

function CarrierTroubles({
  troubles,
  numbers,
}: {
  readonly troubles: readonly Trouble[]
  readonly numbers: Preview['numbers']
}) {
  return (
    <Alert
      color="yellow"
      icon={<IconAlertTriangle />}
      title="Published, but the carrier could not be told of every number"
    >
      {troubles.map(({ e164, message }) => (
        <Text key={e164}>
          <NamedNumber number={numbers.find((number) => number.e164 === e164)} e164={e164} />: {message}
        </Text>
      ))}
      <Text>
        These numbers answer with the new version. Only what happens when our server cannot be reached is still as
        before.
      </Text>
    </Alert>
  )
}
