import { Checkbox } from '../ui/checkbox.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { KeyHint } from '../ui/key-hint.tsx'
import { useRegisteredActions } from './actions.ts'
import { setSingleKeys, singleKeys } from './keyboard.ts'
import { useStore } from './store.ts'

/** Every key that does something on the screen as it is now. */
export function KeyboardMap({ onClose }: { readonly onClose: () => void }) {
  const actions = useRegisteredActions().filter(({ keys }) => keys !== undefined)
  const groups = [...new Set(actions.map(({ group }) => group))]
  const areOn = useStore(singleKeys)
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title="What the keys do"
      about="The keys of a screen work while nothing is being written."
    >
      <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
        {groups.map((group) => (
          <section key={group}>
            <h3 className="mb-1 font-semibold">{group}</h3>
            <dl>
              {actions
                .filter((each) => each.group === group)
                .map(({ label, keys }) => (
                  <div key={keys} className="flex justify-between gap-4 py-1">
                    <dt>{label}</dt>
                    <dd>
                      <KeyHint keys={keys!} />
                    </dd>
                  </div>
                ))}
              {group === 'Everywhere' && (
                <div className="flex justify-between gap-4 py-1">
                  <dt>Search, go anywhere, do anything</dt>
                  <dd>
                    <KeyHint keys="Mod+K" />
                  </dd>
                </div>
              )}
            </dl>
          </section>
        ))}
      </div>
      <div className="mt-4 border-t border-line pt-4">
        <Checkbox
          checked={areOn}
          onChange={({ target }) => setSingleKeys(target.checked)}
          label="Keys without a modifier work"
        />
      </div>
    </Dialog>
  )
}
