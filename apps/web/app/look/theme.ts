import {
  createTheme,
  defaultVariantColorsResolver,
  type CSSVariablesResolver,
  type VariantColorsResolver,
} from '@mantine/core'

/** Mantine chooses a filled part's text for the light scheme alone; on the accent of the dark one it would be unreadable. */
const readableOnAccent: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input)
  const isAccent = input.color === undefined || input.color === 'accent'
  return input.variant === 'filled' && isAccent ? { ...colors, color: 'var(--mantine-primary-color-contrast)' } : colors
}

const closeButton = { defaultProps: { 'aria-label': 'Close' } }

/** How Ringdown looks. Colours, sizes and shadows are named here and nowhere else. */
export const theme = createTheme({
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.75rem', lineHeight: '1.25' },
      h2: { fontSize: '1.125rem', lineHeight: '1.35' },
      h3: { fontSize: '0.875rem', lineHeight: '1.4' },
    },
  },
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.55', xl: '1.5' },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2.5rem' },
  defaultRadius: 'md',
  radius: { xs: '0.25rem', sm: '0.375rem', md: '0.5rem', lg: '0.75rem', xl: '1rem' },
  colors: {
    accent: [
      '#e9f5f3',
      '#d3eae7',
      '#a9d7d2',
      '#7ccac1',
      '#5cc4ba',
      '#2f9f97',
      '#16827f',
      '#0b6e6e',
      '#095b5b',
      '#074646',
    ],
    gray: [
      '#f6f8f7',
      '#eef0ef',
      '#e4e7e6',
      '#d6dbd9',
      '#c2c9c7',
      '#a1abac',
      '#7b8688',
      '#545d5f',
      '#363d3f',
      '#171b1c',
    ],
    red: ['#fdf1f0', '#fbe3e0', '#f6c9c4', '#f0a39b', '#ff8f85', '#e2574b', '#c93a2d', '#b42318', '#93190f', '#6f120a'],
    dark: [
      '#e9edec',
      '#c9d0cf',
      '#a1abac',
      '#7b8688',
      '#3f484b',
      '#2b3234',
      '#1c2122',
      '#121516',
      '#0e1112',
      '#0a0c0d',
    ],
  },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  variantColorResolver: readableOnAccent,
  black: '#171b1c',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    // a dialog's heading is not a banner of the page, and its cross needs a name
    ModalHeader: { defaultProps: { role: 'presentation' } },
    ModalCloseButton: closeButton,
    DrawerHeader: { defaultProps: { role: 'presentation' } },
    DrawerCloseButton: closeButton,
  },
})

/** Where Mantine's own choice has too little contrast, or has no name for what we need. */
export const themeVariables: CSSVariablesResolver = ({ colors: { gray, dark, red }, white, black }) => ({
  variables: { '--reading-width': '68ch' },
  light: {
    '--mantine-color-body': gray[1],
    '--mantine-color-text': black,
    '--mantine-color-dimmed': gray[7],
    '--mantine-color-placeholder': gray[7],
    '--surface': white,
    '--edge': gray[3],
    '--well': '#17703c',
    '--trouble': '#8a5300',
    '--ringing': '#8a5300',
    '--talking': '#17703c',
    '--missed': red[7],
    '--mantine-color-error': red[7],
    '--waiting': '#1d5fb8',
    '--ai': '#6a3fc4',
    '--ended': gray[6],
    '--chosen': '#e9f5f3',
    '--hovered': gray[2],
  },
  dark: {
    '--mantine-color-body': dark[7],
    '--mantine-color-text': dark[0],
    '--mantine-color-dimmed': dark[2],
    '--mantine-color-placeholder': dark[2],
    '--surface': dark[6],
    '--edge': dark[5],
    '--well': '#6fd296',
    '--trouble': '#f2b75a',
    '--ringing': '#f2b75a',
    '--talking': '#6fd296',
    '--missed': red[4],
    '--mantine-color-error': red[4],
    '--mantine-color-red-light-color': red[4],
    // their words are white in both schemes
    '--mantine-color-red-filled': red[6],
    '--mantine-color-red-filled-hover': red[7],
    '--mantine-color-disabled': dark[5],
    '--waiting': '#86b6f7',
    '--ai': '#bfa5f5',
    '--ended': dark[3],
    '--chosen': dark[5],
    '--hovered': dark[6],
  },
})
