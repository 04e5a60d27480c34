import { ActionIcon, Group, Radio, Select, Stack } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react'
import { useEditor } from '../editor-context.ts'
import type { FieldInput } from './field-input.ts'
import styles from './form.module.css'
import { choicesOf, readChoice, shifted, type PeopleChoice } from './people-choice.ts'

const labels: Record<PeopleChoice['kind'], string> = {
  caller: 'The caller',
  everyone: 'Everyone on the number',
  'routing-list': 'The number’s routing list',
  members: 'People I choose',
}

/** Whom a node rings: one of the kind's "all", or people in an order. */
export function PeopleInput({ field, value, error, disabled, onChange }: FieldInput) {
  const choice = readChoice(value)
  return (
    <Radio.Group
      label={field.label}
      description={field.help}
      error={error}
      value={choice.kind}
      onChange={(kind) => onChange(kind === 'members' ? { kind, members: [] } : { kind })}
    >
      <Stack gap="xs" mt="xs">
        {choicesOf(field.schema).map((kind) => (
          <Radio key={kind} value={kind} label={labels[kind]} disabled={disabled} />
        ))}
        {choice.kind === 'members' && (
          <Members
            members={choice.members}
            isOrdered={field.widget !== 'readers'}
            disabled={disabled}
            onChange={(members) => onChange({ kind: 'members', members })}
          />
        )}
      </Stack>
    </Radio.Group>
  )
}

interface MembersProps {
  readonly members: readonly string[]
  /** Whether it matters who comes first. */
  readonly isOrdered: boolean
  readonly disabled: boolean
  onChange(members: readonly string[]): void
}

function Members({ members, isOrdered, disabled, onChange }: MembersProps) {
  const { people, names } = useEditor()
  const List = isOrdered ? 'ol' : 'ul'
  const others = people
    .filter(({ id }) => !members.includes(id))
    .map(({ id, name, notYet }) => ({ value: id, label: notYet === null ? name : `${name} (${notYet})` }))
  return (
    <div className={styles.members}>
      <List>
        {members.map((member, index) => {
          const name = names.get(member) ?? 'Someone who left'
          return (
            <li key={member}>
              <span>{name}</span>
              <Group gap={4} wrap="nowrap">
                {isOrdered && (
                  <>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      size={28}
                      disabled={disabled || index === 0}
                      aria-label={`Ring ${name} earlier`}
                      onClick={() => onChange(shifted(members, member, -1))}
                    >
                      <IconArrowUp size={16} stroke={1.75} aria-hidden />
                    </ActionIcon>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      size={28}
                      disabled={disabled || index === members.length - 1}
                      aria-label={`Ring ${name} later`}
                      onClick={() => onChange(shifted(members, member, 1))}
                    >
                      <IconArrowDown size={16} stroke={1.75} aria-hidden />
                    </ActionIcon>
                  </>
                )}
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={28}
                  disabled={disabled}
                  aria-label={`Remove ${name}`}
                  onClick={() => onChange(members.filter((other) => other !== member))}
                >
                  <IconX size={16} stroke={1.75} aria-hidden />
                </ActionIcon>
              </Group>
            </li>
          )
        })}
      </List>
      <Select
        aria-label="Add a person"
        placeholder="Add a person"
        data={others}
        searchable
        value={null}
        disabled={disabled || others.length === 0}
        nothingFoundMessage="No one has this name."
        onChange={(member) => member !== null && onChange([...members, member])}
      />
    </div>
  )
}
