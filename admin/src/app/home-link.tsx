import { Link, type LinkProps } from '@tanstack/react-router'
import { Brand } from './brand.tsx'

// Places are listed as text, and so not held against the routes by the compiler; `usePlaces` does.
const to: string = '/'

/** The brand, which leads to the overview. */
export function HomeLink({ onClick }: { readonly onClick?: () => void }) {
  return (
    <Link {...({ to } as LinkProps)} onClick={onClick} className="rounded-md">
      <Brand />
    </Link>
  )
}
