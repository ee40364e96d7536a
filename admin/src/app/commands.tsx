import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { whenIdle } from '../ui/when-idle.ts'
import { useActions, type Action } from './actions.ts'
import { orAway } from './lazy-screen.ts'
import { usePlaces } from './navigation.tsx'
import { chooseTheme, themeChoices } from './theme.ts'
import { holdTyping } from './typed-ahead.ts'

const loadPalette = async () => ({ default: (await import('./palette.tsx')).Palette })
const loadMap = async () => ({ default: (await import('./keyboard-map.tsx')).KeyboardMap })
const Palette = lazy(() => orAway(loadPalette))
const KeyboardMap = lazy(() => orAway(loadMap))

const themeWords = {
  system: 'Follow the system’s theme',
  light: 'Use the light theme',
  dark: 'Use the dark theme',
} as const

/** What can be done from everywhere: the command palette, the keyboard map, going to any screen. */
export function Commands({
  isOpen,
  onOpenChange,
}: {
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
}) {
  const navigate = useNavigate()
  const places = usePlaces().flat()
  const [mapIsOpen, openMap] = useState(false)
  useEffect(() => {
    whenIdle(loadPalette)
    whenIdle(loadMap)
  }, [])
  useActions([
    ...places.map(({ to, label, key }): Action => ({
      label: `Go to ${label}`,
      keys: `g ${key}`,
      group: 'Go to',
      run: () => void navigate({ href: to }),
    })),
    ...themeChoices.map((each): Action => ({
      label: themeWords[each],
      group: 'Everywhere',
      run: () => chooseTheme(each),
    })),
    { label: 'Show the keys', keys: '?', group: 'Everywhere', run: () => openMap(true) },
  ])
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return
      event.preventDefault()
      onOpenChange(true)
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [onOpenChange])
  useEffect(() => (isOpen ? holdTyping() : undefined), [isOpen])
  return (
    <Suspense>
      {isOpen && <Palette onClose={() => onOpenChange(false)} />}
      {mapIsOpen && <KeyboardMap onClose={() => openMap(false)} />}
    </Suspense>
  )
}
