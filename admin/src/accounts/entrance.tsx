import { useEffect, type ReactNode } from 'react'
import { Brand } from '../app/index.ts'

/** A screen that stands alone, before somebody is signed in. */
export function Entrance(props: {
  readonly title: string
  readonly about?: ReactNode
  readonly children: ReactNode
}) {
  const { title, about, children } = props
  useEffect(() => {
    document.title = `${title} · Linchpin`
  }, [title])
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-md flex-col px-4 py-8 sm:py-16">
      <header className="mb-10">
        <Brand />
      </header>
      <main>
        <h1 className="text-xl font-semibold tracking-tight text-balance">{title}</h1>
        {about && <p className="mt-1 text-muted text-pretty">{about}</p>}
        <div className="mt-6">{children}</div>
      </main>
    </div>
  )
}

/** Why it was refused, read out at once. */
export function Refusal({ detail }: { readonly detail: string }) {
  return (
    <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-bad">
      {`${detail[0]?.toUpperCase()}${detail.slice(1)}.`}
    </p>
  )
}
