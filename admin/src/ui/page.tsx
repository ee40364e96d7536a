import { useEffect, type ReactNode } from 'react'

/**
 * A screen: its finding as the title, one line that says more, and what belongs at the right.
 *
 * - `title`: the finding ("Three things need a person"); also the title of the browser's tab
 * - `about`: one muted line under it
 * - `aside`: range, filters or the main button, at the right; under the title where it is narrow
 * - `back`: a link to where this lies, above the title
 */
export function Page(props: {
  readonly title: string
  readonly about?: ReactNode
  readonly aside?: ReactNode
  readonly back?: ReactNode
  readonly children?: ReactNode
}) {
  const { title, about, aside, back, children } = props
  useEffect(() => {
    document.title = `${title} · Linchpin`
  }, [title])
  return (
    <div className="mx-auto w-full max-w-[1148px] px-4 py-6 sm:px-8 lg:px-10 lg:py-8">
      {back && <div className="mb-2 text-sm text-muted">{back}</div>}
      <header className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-80">
          <h1 tabIndex={-1} className="text-xl font-semibold tracking-tight text-balance">
            {title}
          </h1>
          {about && <div className="mt-1 text-muted text-pretty">{about}</div>}
        </div>
        {aside && <div className="flex flex-wrap items-center gap-2 text-muted">{aside}</div>}
      </header>
      <div className="flex flex-col gap-5">{children}</div>
    </div>
  )
}
