import { useState } from 'react'
import { Button } from './button.tsx'
import { csvText } from './csv.ts'
import { cx } from './cx.ts'
import { Menu } from './menu.tsx'
import { saveFile } from './save-file.ts'
import type { TableProps } from './table.tsx'
import { toast } from './toast.ts'
import type { TableModel } from './use-table-model.ts'

/** The line above a Table: what the screen puts there, the column choice, and CSV. */
export function TableTools<Row>(props: TableProps<Row> & { readonly model: TableModel<Row> }) {
  const { tools, csv, model } = props
  const chooses = model.choice.length > 3
  if (!tools && !csv && !chooses) return null
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-5 py-2">
      <div
        className={cx(
          'flex min-w-0 flex-wrap items-center gap-2',
          // Where it is narrow, what is chosen has a line of its own.
          tools ? 'grow basis-full sm:basis-0' : 'flex-1',
        )}
      >
        {tools}
      </div>
      <div className="ml-auto flex items-center gap-1">
        {chooses && (
          <Menu
            label="Columns in sight"
            trigger={
              <Button small tone="quiet">
                Columns
              </Button>
            }
            items={model.choice.map(({ column, shown }) => ({
              label: column.title,
              checked: shown,
              // The last one stays, or nothing would be left to read.
              disabled: shown && model.columns.length === 1,
              onChoose: () => model.toggle(column.id),
            }))}
          />
        )}
        {csv && <CsvButton {...props} name={csv} />}
      </div>
    </div>
  )
}

function CsvButton<Row>(
  props: TableProps<Row> & { readonly model: TableModel<Row>; readonly name: string },
) {
  const { name, model, allRows } = props
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    try {
      const rows = allRows ? await allRows() : model.rows
      const columns = model.saved.filter((each) => each.value)
      const text = csvText(
        columns.map((each) => each.title),
        rows.map((row) => columns.map((each) => each.value?.(row))),
      )
      saveFile(`${name}.csv`, text, 'text/csv')
    } catch {
      toast({
        title: 'The CSV file could not be made',
        about: 'The rows could not all be read. Nothing was changed; try again.',
        tone: 'bad',
      })
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button small tone="quiet" busy={busy} onClick={() => void save()}>
      Download CSV
    </Button>
  )
}
