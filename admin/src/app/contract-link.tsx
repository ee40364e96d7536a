import { Link, useRouter, type LinkProps } from '@tanstack/react-router'

const to = '/integrations/$contract'

/** A contract by its name, which leads to its screen. */
export function ContractLink({ name }: { readonly name: string }) {
  const { routesByPath } = useRouter()
  if (!(to in routesByPath)) return name
  return (
    <Link {...({ to, params: { contract: name } } as unknown as LinkProps)} className="underline">
      {name}
    </Link>
  )
}
