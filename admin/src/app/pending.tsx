import { Skeleton } from '../ui/skeleton.tsx'

/** Stands in while the code of a screen is fetched; screens have skeletons of their own. */
export function Pending() {
  return (
    <div className="mx-auto flex w-full max-w-[1148px] flex-col gap-5 px-4 py-6 sm:px-8 lg:px-10 lg:py-8">
      <Skeleton label="Opening the screen" className="h-7 w-72 max-w-full" />
      <Skeleton className="h-72 w-full" />
    </div>
  )
}
