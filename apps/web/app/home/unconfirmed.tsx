import { Alert, Anchor } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { WhatIsLeft } from './what-is-left.server.ts'
import { addressOf } from '../reach/addresses.ts'

/** Numbers whose calls may not arrive, until the carrier confirms them. */
export function Unconfirmed({ numbers }: { readonly numbers: WhatIsLeft['unconfirmed'] }) {
  if (numbers.length === 0) return null
  return (
    <Warning title="Calls may not arrive">
      The carrier does not confirm <Named numbers={numbers} />. Open the number to see why and to try again.
    </Warning>
  )
}

/** Numbers with people on them, none of whom a call would ring. */
export function Silent({ numbers }: { readonly numbers: WhatIsLeft['silent'] }) {
  if (numbers.length === 0) return null
  return (
    <Warning title="Calls ring nobody">
      Calls to <Named numbers={numbers} /> ring nobody at the moment. The number’s page says for each person why.
    </Warning>
  )
}

function Warning({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} stroke={1.75} aria-hidden />} title={title}>
      {children}
    </Alert>
  )
}

function Named({ numbers }: { readonly numbers: WhatIsLeft['unconfirmed'] }) {
  return numbers.map(({ number, name }, index) => (
    <span key={number}>
      {index > 0 && (index === numbers.length - 1 ? ' and ' : ', ')}
      <Anchor component={Link} to={addressOf.number(number)} inherit underline="always">
        <bdi>{name}</bdi>
      </Anchor>
    </span>
  ))
}
