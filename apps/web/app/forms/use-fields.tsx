import { useEffect, useRef, useState, type ChangeEvent } from 'react'
import { useRevalidator } from 'react-router'
import type { FormAnswer } from './read-form.server.ts'

interface Typed {
  readonly value: string
  /** What they who typed it knew to be saved. */
  readonly was: string
}

/**
 * The fields of a form that stays open while others save theirs. What nobody has touched follows what is saved; what was
 * typed stays, and the form says what it was typed over, so that nobody's change is lost to a form that only repeats it.
 * @param saved what is kept now, by the fields' names.
 * @param answer what became of the form the last time, once the page has been read with it: what was saved stays in its
 * field until then.
 */
export function useFields<Name extends string>(saved: Readonly<Record<Name, string>>, answer: FormAnswer | undefined) {
  type All = Partial<Record<Name, Typed>>
  const ref = useRef<HTMLFormElement>(null)
  const [typed, setTyped] = useState<All>({})
  const sent = useRef<All>({})
  const { revalidate } = useRevalidator()
  const names = Object.keys(saved) as Name[] // its own keys

  const set = (name: Name, value: string) =>
    setTyped(({ [name]: before, ...others }) => ({
      ...(others as All), // without one of its names
      ...(value !== saved[name] && { [name]: { value, was: before?.was ?? saved[name] } }),
    }))

  // what was typed before the page was alive
  useEffect(() => {
    if (!ref.current) return
    const there = new FormData(ref.current)
    for (const name of names) {
      const value = there.get(name)
      if (typeof value === 'string' && value !== saved[name]) set(name, value)
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once
  }, [])

  useEffect(() => {
    if (answer === undefined) return
    if (answer.ok) {
      setTyped((now) =>
        kept<Name>(now, (name, field) => {
          const { [name]: before } = sent.current
          if (field === before) return null
          return before ? { ...field, was: before.value } : field // typed on over what was just saved
        }),
      )
      return
    }
    if (answer.problem.code !== 'changed-since') return
    // they have been told: whoever saves again means it, also before the page has read what is saved now
    const told: Partial<Record<string, string>> = answer.now ?? {}
    setTyped((all) => kept<Name>(all, (name, { value, was }) => ({ value, was: told[name] ?? was })))
    void revalidate()
  }, [answer, revalidate])

  const valueOf = (name: Name) => typed[name]?.value ?? saved[name]
  return {
    /** Goes onto the form. Browsers that fill in what stood there before a reload would bring back what is no longer saved. */
    form: {
      ref,
      autoComplete: 'off' as const,
      onSubmit: () => {
        sent.current = typed
      },
    },
    isNew: names.some((name) => valueOf(name) !== saved[name]),
    text: (name: Name) => ({
      name,
      value: valueOf(name),
      onChange: ({ currentTarget }: ChangeEvent<HTMLInputElement>) => set(name, currentTarget.value),
    }),
    choice: (name: Name) => ({ name, value: valueOf(name), onChange: (value: string) => set(name, value) }),
    /** Goes into the form. */
    drawnFrom: names.map((name) => (
      <input key={name} type="hidden" name={`was.${name}`} value={typed[name]?.was ?? saved[name]} />
    )),
  }
}

function kept<Name extends string>(
  all: Partial<Record<Name, Typed>>,
  keep: (name: Name, field: Typed) => Typed | null,
): Partial<Record<Name, Typed>> {
  const fields = Object.entries(all) as [Name, Typed][] // its own entries
  return Object.fromEntries(
    fields.flatMap(([name, field]) => {
      const next = keep(name, field)
      return next === null ? [] : [[name, next]]
    }),
  ) as Partial<Record<Name, Typed>> // by its names
}
