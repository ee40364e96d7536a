import type { Obstacle } from './obstacle.ts'

/** Says why there are no passkeys here, and leads to where there are. */
export function ObstacleNote({ obstacle: { words, at } }: { readonly obstacle: Obstacle }) {
  return (
    <p className="text-sm text-muted text-pretty">
      {words}
      {at && (
        <>
          {' '}
          <a href={at} className="text-accent underline">
            Open this page at {new URL(at).host}
          </a>{' '}
          for a passkey, or use a password here.
        </>
      )}
    </p>
  )
}
