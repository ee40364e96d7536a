import { Outlet, useRouter } from '@tanstack/react-router'
import { useEffect, useState, type ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import { KeyHint } from '../ui/key-hint.tsx'
import { moveFocus } from '../ui/move-focus.ts'
import { Toaster } from '../ui/toaster.tsx'
import { Commands } from './commands.tsx'
import { HomeLink } from './home-link.tsx'
import { useLive } from './live.ts'
import { LiveLine } from './live-line.tsx'
import { Navigation } from './navigation.tsx'
import { Once } from './once.tsx'
import { PersonLine } from './person-line.tsx'
import { ResetNotice } from './reset-notice.tsx'
import { generation } from './reset.ts'
import { useStore } from './store.ts'
import { WorkspaceName } from './workspace-name.tsx'

/**
 * The frame of every screen: where one is, where one can go, and what the app says about itself.
 * `children` stand in for the screen while it is not known whose it is.
 */
export function Layout({ children }: { readonly children?: ReactNode }) {
  useFocusOnArrival()
  // For the navigation, which is there twice: wide and narrow.
  useLive(['desk'], ['showStatus'])
  const shown = useStore(generation)
  const [commandsAreOpen, openCommands] = useState(false)
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[13.25rem_minmax(0,1fr)]">
      <a
        href="#main"
        className="sr-only z-50 rounded-md bg-panel px-3 py-2 focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        Skip to the content
      </a>
      <NarrowBar onCommands={() => openCommands(true)} />
      <aside className="sticky top-0 hidden h-dvh flex-col overflow-y-auto border-r border-line px-3.5 pt-5 pb-3 md:flex">
        <div className="mb-5 px-2.5">
          <HomeLink />
        </div>
        <Navigation />
        <button
          type="button"
          onClick={() => openCommands(true)}
          className="mt-auto flex items-center gap-1 rounded-md px-2.5 py-1.5 text-left text-xs text-muted hover:text-ink"
        >
          <WorkspaceName /> · press <KeyHint keys="Mod+K" />
        </button>
        <PersonLine key={shown} />
      </aside>
      <main id="main" tabIndex={-1} className="min-w-0 pb-12 focus:outline-none">
        {children ?? <Outlet key={shown} />}
      </main>
      <LiveLine />
      <ResetNotice />
      <Toaster />
      <Once />
      <Commands isOpen={commandsAreOpen} onOpenChange={openCommands} />
    </div>
  )
}

/** On a narrow screen the navigation folds away behind a button. */
function NarrowBar({ onCommands }: { readonly onCommands: () => void }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <header
      className="sticky top-0 z-30 border-b border-line bg-paper md:hidden"
      onKeyDown={({ key }) => key === 'Escape' && setOpen(false)}
    >
      <div className="flex h-13 items-center justify-between gap-2 px-4">
        <HomeLink onClick={() => setOpen(false)} />
        <div className="flex items-center gap-1">
          <Button tone="quiet" onClick={onCommands}>
            Search
          </Button>
          <Button
            aria-expanded={isOpen}
            aria-controls="narrow-navigation"
            onClick={() => setOpen(!isOpen)}
          >
            Menu
          </Button>
        </div>
      </div>
      <div
        id="narrow-navigation"
        hidden={!isOpen}
        className="max-h-[calc(100dvh-3.25rem)] overflow-y-auto border-t border-line px-2 py-3"
      >
        <Navigation onChoose={() => setOpen(false)} />
      </div>
    </header>
  )
}

/** After a change of screen its title takes the focus, so that it is read and Tab goes on from there. */
function useFocusOnArrival(): void {
  const router = useRouter()
  useEffect(
    () =>
      router.subscribe('onRendered', ({ pathChanged, fromLocation }) => {
        if (!pathChanged || !fromLocation) return
        const main = document.getElementById('main')
        moveFocus(main?.querySelector<HTMLElement>('h1') ?? main)
      }),
    [router],
  )
}
