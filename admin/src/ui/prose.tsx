import { useRouter } from '@tanstack/react-router'
import type { MouseEvent } from 'react'

/**
 * A text to be read, in lines of a good length.
 *
 * - `html`: as the server made it of Markdown; it has taken everything out that runs or loads
 */
export function Prose({ html }: { readonly html: string }) {
  const router = useRouter()
  // Links to our own screens go there without loading the page anew.
  const follow = (event: MouseEvent): void => {
    const link = event.target instanceof Element ? event.target.closest('a[href^="/"]') : null
    const href = link?.getAttribute('href')
    if (!href || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    router.history.push(href)
  }
  return <div className="prose" onClick={follow} dangerouslySetInnerHTML={{ __html: html }} />
}
