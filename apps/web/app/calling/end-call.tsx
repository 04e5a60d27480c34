import { Button } from '@mantine/core'
import { IconPhoneOff } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useFetcher } from 'react-router'
import { addressOf } from '../reach/addresses.ts'

/** Milliseconds for which the second press counts. */
const ASKS_FOR = 4_000

/** Ends a call for everybody in it, at the second press: the first might have been meant for something else. */
export function EndCall({ call }: { readonly call: string }) {
  const { Form, data, state } = useFetcher<{ readonly error: string | null }>()
  const [asks, setAsks] = useState(false)
  useEffect(() => {
    if (!asks) return
    const timer = setTimeout(() => setAsks(false), ASKS_FOR)
    return () => clearTimeout(timer)
  }, [asks])
  return (
    <Form method="post" action={addressOf.callEnd(call)} onSubmit={() => setAsks(false)}>
      <Button
        type={asks ? 'submit' : 'button'}
        key={asks ? 'sure' : 'ask'}
        autoFocus={asks}
        variant={asks ? 'filled' : 'default'}
        color="red"
        loading={state !== 'idle'}
        leftSection={<IconPhoneOff size={18} stroke={1.75} aria-hidden />}
        onClick={() => {
          if (!asks) setAsks(true)
        }}
      >
        {asks ? 'End now' : 'End call'}
      </Button>
      <span role="alert">{data?.error}</span>
    </Form>
  )
}
