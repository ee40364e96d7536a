import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { call } from '../app/index.ts'
import type { Answer } from '../app/index.ts'
import { ErrorState } from '../ui/error-state.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { Entrance } from './entrance.tsx'
import { LinkForm } from './link-form.tsx'
import { inviteRoute, welcomeRoute } from './routes.tsx'

export type ReadLink = Answer<'readLink'>

export const WelcomeScreen = () => <LinkScreen token={welcomeRoute.useParams().token} />
export const InviteScreen = () => <LinkScreen token={inviteRoute.useParams().token} />

/** What a link that works once opens: the first owner, an invite, or a new way in. */
function LinkScreen({ token }: { readonly token: string }) {
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['readLink', token],
    queryFn: () => call('readLink', { body: { token } }),
    retry: false,
    staleTime: Infinity,
  })
  if (error?.problem.status === 404) return <Gone />
  if (error) {
    return (
      <Entrance title="This link cannot be read now">
        <ErrorState
          error={error}
          what="The link was not looked up"
          safe="It was not used up."
          onRetry={() => void refetch()}
          retrying={isFetching}
        />
      </Entrance>
    )
  }
  if (!data) {
    return (
      <Entrance title="One moment">
        <Skeleton lines={8} label="The link is being read" />
      </Entrance>
    )
  }
  const { title, about } = words(data)
  return (
    <Entrance title={title} about={about}>
      <LinkForm token={token} link={data} />
    </Entrance>
  )
}

function words({ kind, role, workspace, name }: ReadLink): { title: string; about: string } {
  if (kind === 'welcome') {
    return {
      title: 'Become the first owner',
      about: `You set up ${workspace}, and can invite others to it. This link works once.`,
    }
  }
  if (kind === 'invite') {
    return {
      title: `Join ${workspace}`,
      about: `You are invited as ${role}. ${may[role ?? 'viewer']}`,
    }
  }
  return {
    title: 'Choose a new way in',
    about: `For ${name} in ${workspace}. It takes the place of what you signed in by before. All your sessions end, and you are signed in here.`,
  }
}

const may = {
  owner: 'You may do everything, and say who else may.',
  operator: 'You may run, resolve, publish and edit.',
  editor: 'You may write, publish and place content.',
  viewer: 'You may read everything.',
}

function Gone() {
  return (
    <Entrance title="This link works no more">
      <div className="flex flex-col gap-3">
        <p>It was used already, a newer one has taken its place, or its time is over.</p>
        <p className="text-muted">
          Ask an owner for a new one. Where there is no owner yet, stop and start Linchpin again: it
          prints a new link.
        </p>
        <p>
          <Link to="/sign-in" className="text-accent underline">
            Sign in
          </Link>
        </p>
      </div>
    </Entrance>
  )
}
