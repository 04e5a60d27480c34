import { DEMO_PASSWORD } from '#infra/identity/demo-logins.ts'
import { openIdentity } from '#infra/identity/identity.ts'

export interface SignIn {
  readonly identityUrl: string
  readonly publicUrl: string
  readonly secret: string
  readonly email: string
  /** The address from which they come, as a proxy would tell it: tries to sign in are counted for each. */
  readonly from: string
}

/** Makes somebody of the demo data a login and signs them in at the running web. @returns the cookies of their browser. */
export async function signedIn({ identityUrl, publicUrl, secret, email, from }: SignIn): Promise<string> {
  const identity = openIdentity({
    url: identityUrl,
    publicUrl,
    secret,
    demo: true,
    send: () => Promise.resolve(),
    onTrouble: (message) => void process.stderr.write(`${message}\n`),
  })
  try {
    await identity.addLogin({ email, name: email, password: DEMO_PASSWORD })
  } finally {
    await identity.close()
  }
  const form = new URLSearchParams({ email, password: DEMO_PASSWORD, to: '/account' })
  const answer = await fetch(`${publicUrl}/sign-in`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
    headers: { origin: publicUrl, 'sec-fetch-site': 'same-origin', 'x-forwarded-for': from },
  })
  const cookies = answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? '')
  if (cookies.length === 0)
    throw new Error(`${email} was not signed in: ${answer.status} ${(await answer.text()).slice(0, 200)}`)
  return cookies.join('; ')
}
