import './look/without-eval.ts'
import '@mantine/core/styles.css'
import '@fontsource-variable/inter/wght.css'
import './look/ground.css'
import { ColorSchemeScript, MantineProvider, mantineHtmlProps } from '@mantine/core'
import type { ReactNode } from 'react'
import { Links, Meta, Outlet, Scripts, ScrollRestoration } from 'react-router'
import type { Route } from './+types/root'
import { answerUnreached } from './reach/answer-unreached.ts'
import { leadOnAfterReading } from './reach/lead-on.ts'
import { Frame } from './frame/frame.tsx'
import { Instead } from './look/instead.tsx'
import { useNonce } from './look/nonce.ts'
import { theme, themeVariables } from './look/theme.ts'

export const clientMiddleware: Route.ClientMiddlewareFunction[] = [answerUnreached, leadOnAfterReading]

export default function Root() {
  return <Outlet />
}

/** What every document has around its page, even around one that failed. */
export function Layout({ children }: { readonly children: ReactNode }) {
  const nonce = useNonce()
  return (
    <html lang="en" {...mantineHtmlProps}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="/favicon.ico" sizes="32x32" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <ColorSchemeScript nonce={nonce} defaultColorScheme="auto" suppressHydrationWarning />
        <Meta />
        <Links nonce={nonce} />
      </head>
      <body>
        <MantineProvider
          theme={theme}
          cssVariablesResolver={themeVariables}
          defaultColorScheme="auto"
          getStyleNonce={() => nonce ?? ''}
        >
          <Frame>{children}</Frame>
        </MantineProvider>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  )
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  return <Instead error={error} />
}
