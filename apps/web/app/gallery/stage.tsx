import { useState, type ComponentType, type ReactNode } from 'react'
import { createRoutesStub, UNSAFE_LocationContext, UNSAFE_RouteContext, type useLoaderData } from 'react-router'
import { useMounted } from '@mantine/hooks'

/** What a page's loader or action hands to its component. */
export type DataOf<Read> = ReturnType<typeof useLoaderData<Read>>

interface StageProps {
  /** Where the exhibit believes it is, for links that show which of them is open. */
  readonly at?: string
  readonly pattern?: string
  /** What every form is answered with. */
  readonly answer?: unknown
  readonly children: ReactNode
}

/** Draws an exhibit between routes of its own: its links lead nowhere else, and its forms reach no server. */
export function Stage({ at = '/', pattern = '*', answer = null, children }: StageProps) {
  return <PageStage page={() => children} data={null} at={at} pattern={pattern} answer={answer} />
}

interface PageStageProps<Loader, Action> {
  readonly page: ComponentType<never>
  readonly data: DataOf<Loader>
  /** What the page's form was answered with, where one was sent. */
  readonly answered?: DataOf<Action>
  readonly at?: string
  readonly pattern?: string
  /** What a form is answered with that is sent from here on. */
  readonly answer?: unknown
  /** The page in its outlet. */
  readonly inside?: { readonly page: ComponentType<never>; readonly data: unknown }
}

/** The same with a whole page, which gets its data as from its loader. */
export function PageStage<Loader = unknown, Action = unknown>({
  page,
  data,
  answered,
  at = '/',
  pattern = '*',
  answer = null,
  inside,
}: PageStageProps<Loader, Action>) {
  const [Routes] = useState(() =>
    createRoutesStub([
      {
        id: 'page',
        path: pattern,
        Component: page as ComponentType, // pages say by `Route.ComponentProps` what these routes give them
        loader: () => data,
        action: () => answer,
        shouldRevalidate: () => false,
        children:
          inside === undefined
            ? []
            : [{ id: 'inside', index: true, Component: inside.page as ComponentType, loader: () => inside.data }],
      },
      // whatever fetchers ask for elsewhere
      { id: 'elsewhere', path: '*', loader: () => null, action: () => answer, Component: () => null },
    ]),
  )
  const [hydrationData] = useState(() => ({
    loaderData: { page: data, inside: inside?.data, elsewhere: null },
    ...(answered === undefined ? {} : { actionData: { page: answered } }),
  }))
  return (
    // a router must not be nested in another one; here that is the point
    <UNSAFE_LocationContext value={null as never}>
      <UNSAFE_RouteContext value={{ outlet: null, matches: [], isDataRoute: false }}>
        <Routes initialEntries={[at]} hydrationData={hydrationData} />
      </UNSAFE_RouteContext>
    </UNSAFE_LocationContext>
  )
}

/** Draws its children once the browser runs. */
export function InBrowser({ children }: { readonly children: ReactNode }) {
  return useMounted() ? children : null
}
