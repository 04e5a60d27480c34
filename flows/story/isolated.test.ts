import { expect, test } from 'vitest'
import { isolated } from './isolated.ts'

test.each(['ליאורה בן־דוד', 'أحمد بن عبد الرحمن', 'Quick ראשי', 'ޢަލީ', '𞤀𞤁', 'turned \u202Earound'])(
  '%s keeps to itself inside a sentence',
  (name) => {
    expect(isolated(name)).toBe(`\u2068${name}\u2069`)
  },
)

test.each(['Ana', 'Wilhelmina von Hohenstein-Württemberg', '+1 202 555 0100', 'Дмитрий', '北京', 'नेहा', '🚲', ''])(
  '%s stays plain text',
  (name) => {
    expect(isolated(name)).toBe(name)
  },
)
