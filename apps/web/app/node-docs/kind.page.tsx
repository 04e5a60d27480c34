import { Anchor, Code, Table, Text, Title } from '@mantine/core'
import { Link } from 'react-router'
import { definitionOf } from '#flows/language/flow.ts'
import { exampleText } from '#flows/language/reference/kind-markdown.ts'
import { kindPage } from '#flows/language/reference/kind-page.ts'
import { kindPicture } from '#flows/language/reference/kind-picture.ts'
import { exitTaken, otherwiseWords, sectionsOf } from '#flows/language/reference/page-words.ts'
import { notFound, requirePermission } from '../access/require-permission.ts'
import styles from '../look/team.module.css'
import { addressOf } from '../reach/addresses.ts'
import type { Route } from './+types/kind.page'
import own from './node-docs.module.css'

export const handle = { permission: 'flows.see' }

/** GET: what a kind's definition says of it, as `docs/nodes` has it. */
export function loader({ params, context }: Route.LoaderArgs) {
  requirePermission(context, 'flows.see')
  const definition = definitionOf(params.kind)
  if (!definition) throw notFound()
  const page = kindPage(definition)
  return { page, picture: kindPicture(page), example: exampleText(page) }
}

/** All that there is to know of one kind of node. */
export default function KindPage({ loaderData: { page, picture, example } }: Route.ComponentProps) {
  const words = sectionsOf(page)
  const exits = page.exits.map((exit) => [exit.words, exit.name, exitTaken(exit)] as const)
  const gives = page.gives.map((given) => [given.words, given.name, `Such as ${given.example}`] as const)
  return (
    <div className={styles.page}>
      <title>{`${page.label} · Kinds of nodes · Ringdown`}</title>
      <div>
        <Anchor component={Link} to={addressOf.kinds()} underline="always">
          Kinds of nodes
        </Anchor>
        <Title order={1}>{page.label}</Title>
        <p className={styles.lead}>{page.help}</p>
      </div>
      <img className={own.picture} src={`data:image/svg+xml,${encodeURIComponent(picture)}`} alt={altOf(page)} />
      <section>
        <Title order={2} size="h3">
          Settings
        </Title>
        <ul className={own.fields}>
          {page.fields.map((field) => (
            <li key={`${field.at} ${field.label}`} style={{ marginInlineStart: `${field.depth * 20}px` }}>
              <Text fw={600} component="span">
                {field.label}
              </Text>{' '}
              <Code>{field.at}</Code>
              <Text>{field.help}</Text>
              <Text c="dimmed">
                Takes {field.takes.join(', ')}. {otherwiseWords(field)}
              </Text>
              {field.issues.length > 0 && <Lines lines={field.issues} />}
            </li>
          ))}
        </ul>
      </section>
      <Part title="Exits" says={words.exits} rows={exits} />
      <Part title="Values" says={words.values} rows={gives} />
      <section>
        <Title order={2} size="h3">
          What may be wrong
        </Title>
        <Text>{words.issues}</Text>
        {page.issues.length > 0 && <Lines lines={page.issues} />}
      </section>
      <section>
        <Title order={2} size="h3">
          Example
        </Title>
        <Code block>{example}</Code>
      </section>
    </div>
  )
}

interface PartProps {
  readonly title: string
  readonly says: string
  /** What people call it, its name in documents, and what else is to be known. */
  readonly rows: readonly (readonly [words: string, name: string, says: string])[]
}

function Part({ title, says, rows }: PartProps) {
  return (
    <section>
      <Title order={2} size="h3">
        {title}
      </Title>
      <Text>{says}</Text>
      {rows.length > 0 && (
        <Table className={own.rows} aria-label={title}>
          <Table.Tbody>
            {rows.map(([words, name, more]) => (
              <Table.Tr key={name}>
                <Table.Th scope="row">
                  {words} <Code>{name}</Code>
                </Table.Th>
                <Table.Td>{more}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </section>
  )
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return (
    <ul className={own.lines}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}

function altOf({
  label,
  exits,
}: {
  readonly label: string
  readonly exits: readonly { readonly words: string }[]
}): string {
  return exits.length === 0
    ? `A card “${label}” without exits`
    : `A card “${label}” with the exits ${exits.map(({ words }) => words).join(', ')}`
}
