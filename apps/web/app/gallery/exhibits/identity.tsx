import { addressOf } from '../../reach/addresses.ts'
import ForgotPasswordPage, {
  type action as forgotAction,
  type loader as forgotLoader,
} from '../../identity/forgot-password.page.tsx'
import InvitationsPage, {
  type action as invitationsAction,
  type loader as invitationsLoader,
} from '../../identity/invitations.page.tsx'
import InvitationPage, {
  type action as invitationAction,
  type loader as invitationLoader,
} from '../../identity/invitation.page.tsx'
import MailPage, { type loader as mailLoader } from '../../identity/mail.page.tsx'
import NoOrganisationPage from '../../identity/no-organisation.page.tsx'
import ResetPasswordPage, {
  type action as resetAction,
  type loader as resetLoader,
} from '../../identity/reset-password.page.tsx'
import SecondFactorPage, {
  type action as factorAction,
  type loader as factorLoader,
} from '../../identity/second-factor.page.tsx'
import SignInPage, { type action as signInAction, type loader as signInLoader } from '../../identity/sign-in.page.tsx'
import type { Exhibit, ExhibitGroup } from '../exhibit.ts'
import { letters } from '../seeds/letters.ts'
import { PageStage, type DataOf } from '../stage.tsx'

const TOO_MANY = 'Too many attempts. Wait a minute, then try again.'

function signIn(
  id: string,
  name: string,
  demo: boolean,
  answered?: DataOf<typeof signInAction>,
  more: Partial<DataOf<typeof signInLoader>> = {},
): Exhibit {
  return {
    id,
    name,
    source: 'identity/sign-in.page.tsx',
    as: 'page',
    show: () => (
      <PageStage<typeof signInLoader, typeof signInAction>
        page={SignInPage}
        data={{ demo, to: addressOf.inbox(), isChanged: false, ...more }}
        at={addressOf.signIn()}
        {...(answered === undefined ? {} : { answered })}
      />
    ),
  }
}

function factor(id: string, name: string, answered?: DataOf<typeof factorAction>): Exhibit {
  return {
    id,
    name,
    source: 'identity/second-factor.page.tsx',
    as: 'page',
    show: () => (
      <PageStage<typeof factorLoader, typeof factorAction>
        page={SecondFactorPage}
        data={{ to: addressOf.inbox() }}
        {...(answered === undefined ? {} : { answered })}
      />
    ),
  }
}

function forgot(id: string, name: string, answered?: DataOf<typeof forgotAction>): Exhibit {
  return {
    id,
    name,
    source: 'identity/forgot-password.page.tsx',
    as: 'page',
    show: () => (
      <PageStage<typeof forgotLoader, typeof forgotAction>
        page={ForgotPasswordPage}
        data={{ localMail: true }}
        {...(answered === undefined ? {} : { answered })}
      />
    ),
  }
}

function reset(id: string, name: string, answered?: DataOf<typeof resetAction>, opens = true): Exhibit {
  return {
    id,
    name,
    source: 'identity/reset-password.page.tsx',
    as: 'page',
    show: () => (
      <PageStage<typeof resetLoader, typeof resetAction>
        page={ResetPasswordPage}
        data={{ token: 'token', opens }}
        {...(answered === undefined ? {} : { answered })}
      />
    ),
  }
}

type Invitations = DataOf<typeof invitationsLoader>

const one: Invitations['invitations'][number] = {
  member: 'm1',
  organisation: 'Quay Books',
  by: 'Quinn',
  role: 'member',
}
const other: Invitations['invitations'][number] = {
  member: 'm2',
  organisation: 'Wilhelmina Rosalinde von Hohenstein-Württemberg & Daughters, Second-Hand Boats',
  by: null,
  role: 'owner',
}

function invitations(
  id: string,
  name: string,
  all: Invitations['invitations'],
  more: Partial<Invitations> = {},
  answered?: DataOf<typeof invitationsAction>,
): Exhibit {
  const data: Invitations = {
    email: 'ana@harbour.test',
    belongs: true,
    to: addressOf.inbox(),
    invitations: all,
    ...more,
  }
  return {
    id,
    name,
    source: 'identity/invitations.page.tsx',
    as: 'page',
    show: () => (
      <PageStage<typeof invitationsLoader, typeof invitationsAction>
        page={InvitationsPage}
        data={data}
        {...(answered === undefined ? {} : { answered })}
      />
    ),
  }
}

function invitation(
  id: string,
  name: string,
  data: DataOf<typeof invitationLoader>,
  answered?: DataOf<typeof invitationAction>,
): Exhibit {
  return {
    id,
    name,
    source: 'identity/invitation.page.tsx',
    as: 'page',
    show: () => (
      <PageStage<typeof invitationLoader, typeof invitationAction>
        page={InvitationPage}
        data={data}
        {...(answered === undefined ? {} : { answered })}
      />
    ),
  }
}

function mail(id: string, name: string, data: (now: number) => DataOf<typeof mailLoader>): Exhibit {
  return {
    id,
    name,
    source: 'identity/mail.page.tsx',
    as: 'page',
    show: (now) => <PageStage<typeof mailLoader> page={MailPage} data={data(now)} />,
  }
}

const open = {
  state: 'open' as const,
  token: 'token',
  email: 'priya@harbour.test',
  name: 'Priya',
  organisation: 'Harbour Bikes',
}

export const identityGroup: ExhibitGroup = {
  id: 'sign-in',
  name: 'Sign-in and mail',
  exhibits: [
    signIn('sign-in', 'Sign in', false),
    signIn('sign-in-demo', 'Sign in, in the demo', true),
    signIn('sign-in-refused', 'Sign in: refused', false, {
      trouble: 'The e-mail address or the password is not right.',
      email: 'ana@harbour.test',
    }),
    signIn('sign-in-too-many', 'Sign in: too many tries', false, { trouble: TOO_MANY, email: 'ana@harbour.test' }),
    signIn('sign-in-changed', 'Sign in: the password was changed', false, undefined, { isChanged: true }),
    factor('code', 'Code'),
    factor('code-refused', 'Code: refused', {
      trouble: 'That code is not right, or it has expired. Wait for the next one, or sign in again.',
    }),
    forgot('forgot', 'Forgotten password'),
    forgot('forgot-sent', 'Forgotten password: a letter is on its way', { done: true, trouble: null }),
    reset('reset', 'New password'),
    reset('reset-refused', 'New password: too short', { trouble: 'Take at least 10 characters.', opens: true }),
    reset('reset-over', 'New password: the link is over', undefined, false),
    invitation('invitation', 'Invitation', open),
    invitation('invitation-long', 'Invitation: long names', {
      ...open,
      name: 'Wilhelmina Rosalinde von Hohenstein-Württemberg zu Sayn',
      organisation: 'Quay Books and Nautical Charts, Second Hand',
    }),
    invitation('invitation-refused', 'Invitation: the password is too short', open, {
      trouble: 'Take at least 10 characters.',
    }),
    invitation('invitation-known', 'Invitation: for somebody with a login', {
      state: 'has-login',
      email: 'ana@harbour.test',
      organisation: 'Harbour Bikes',
      other: null,
    }),
    invitation('invitation-another', 'Invitation: for somebody else than is signed in', {
      state: 'has-login',
      email: 'ana@harbour.test',
      organisation: 'Harbour Bikes',
      other: 'ben@harbour.test',
    }),
    invitations('invitations', 'Invitations: one, for a member of another organisation', [one]),
    invitations('invitations-many', 'Invitations: several, for somebody who belongs nowhere yet', [one, other], {
      belongs: false,
    }),
    invitations(
      'invitations-gone',
      'Invitations: withdrawn meanwhile',
      [one],
      {},
      { trouble: 'This invitation is no longer valid: it was withdrawn or has already been answered.' },
    ),
    invitation('invitation-over', 'Invitation: over', { state: 'over' }),
    {
      id: 'no-organisation',
      name: 'In no organisation',
      source: 'identity/no-organisation.page.tsx',
      as: 'page',
      show: () => <PageStage page={NoOrganisationPage} data={null} />,
    },
    mail('mail', 'Mail', (now) => ({ letters: letters(now) })),
    mail('mail-empty', 'Mail: nothing yet', () => ({ letters: [] })),
  ],
}
