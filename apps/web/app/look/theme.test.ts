import { mergeMantineTheme, DEFAULT_THEME } from '@mantine/core'
import { expect, it } from 'vitest'
import { theme, themeVariables } from './theme.ts'

const whole = mergeMantineTheme(DEFAULT_THEME, theme)
const { light, dark } = themeVariables(whole)

/** By WCAG 2: how much brighter the brighter of two colours is. */
function contrast(one: string, other: string): number {
  const [brighter = 0, darker = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return (brighter + 0.05) / (darker + 0.05)
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

it.each([
  ['filled in the dark', dark['--mantine-color-red-filled'] ?? ''],
  ['under the pointer in the dark', dark['--mantine-color-red-filled-hover'] ?? ''],
  ['filled in light', whole.colors.red[7]],
])('white words on red can be read: %s', (_where, red) => {
  expect(contrast('#ffffff', red)).toBeGreaterThanOrEqual(4.5)
})

const words = [
  '--mantine-color-text',
  '--mantine-color-dimmed',
  '--ringing',
  '--talking',
  '--missed',
  '--waiting',
  '--ai',
  '--trouble',
] as const
const grounds = ['--mantine-color-body', '--surface'] as const

it.each([
  ['light', light],
  ['dark', dark],
])('words in the colours of meaning can be read on every ground in the %s scheme', (_scheme, variables) => {
  const faint = words.flatMap((word) =>
    grounds
      .filter((ground) => contrast(variables[word] ?? '', variables[ground] ?? '') < 4.5)
      .map((ground) => `${word} on ${ground}`),
  )
  expect(faint).toEqual([])
})
