import { NativeSelect } from '@mantine/core'
import type { VariantField } from '#flows/language/node-form.ts'
import { isWithin, pathWords, recordOf } from '#flows/language/path.ts'
import { blank } from '#flows/language/unfinished.ts'
import type { NestingProps } from './field-input.ts'
import styles from './form.module.css'
import { errorAmong } from './troubles.tsx'

/** One of several sets of fields. What two of them have in common stays when another one is chosen. */
export function VariantInput({
  field,
  value,
  at,
  issues,
  disabled,
  drawn: Field,
  onChange,
}: NestingProps<VariantField>) {
  const values = recordOf(value)
  const chosen = field.variants.find((variant) => variant.value === values[field.by])
  const path = pathWords(at)
  const within = chosen?.fields.map(({ name }) => pathWords([...at, name])) ?? []
  const own = issues.filter(
    (issue) => isWithin(issue.field, path) && !within.some((inner) => isWithin(issue.field, inner)),
  )
  function choose(word: string): void {
    if (word === '' && field.absent !== null) return onChange(at, undefined)
    const next = field.variants.find((variant) => variant.value === word)
    if (!next) return
    const kept = next.fields.flatMap(({ name }) => (values[name] === undefined ? [] : [[name, values[name]] as const]))
    onChange(at, { ...recordOf(blank(next.schema)), ...Object.fromEntries(kept), [field.by]: word })
  }
  return (
    <div data-field={path} className={styles.variant}>
      <NativeSelect
        label={field.label}
        description={field.help}
        data={[
          ...(chosen && field.absent === null ? [] : [{ value: '', label: field.absent ?? 'Choose…' }]),
          ...field.variants.map((variant) => ({ value: variant.value, label: variant.label })),
        ]}
        value={chosen?.value ?? ''}
        error={errorAmong(own)}
        disabled={disabled}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {chosen && chosen.fields.length > 0 && (
        <div className={styles.within}>
          {chosen.fields.map((own) => (
            <Field
              key={own.name}
              field={own}
              value={values[own.name]}
              at={[...at, own.name]}
              issues={issues}
              disabled={disabled}
              onChange={onChange}
            />
          ))}
        </div>
      )}
    </div>
  )
}
