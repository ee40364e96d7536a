import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { query, useMay } from '../app/index.ts'
import { Button } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import { PublishFolderDialog } from './publish-folder-dialog.tsx'

/** Reads a collection's folder and publishes what is no draft; asks first. */
export function PublishFolder() {
  const { data, isPending } = useQuery(query('listCollections'))
  const may = useMay('edit')
  const [name, open] = useState<string>()
  const collections = data?.collections ?? []
  const chosen = collections.find((each) => each.name === name)
  const [only] = collections
  if (!may) return null
  if (isPending) return <Button disabled>Publish the folder</Button>
  if (!only) return null
  return (
    <>
      {collections.length === 1 ? (
        <Button onClick={() => open(only.name)}>Publish the folder</Button>
      ) : (
        <Menu
          trigger={<Button>Publish a folder</Button>}
          items={collections.map((each) => ({
            label: each.title,
            onChoose: () => open(each.name),
          }))}
        />
      )}
      {chosen && <PublishFolderDialog collection={chosen} onClose={() => open(undefined)} />}
    </>
  )
}
