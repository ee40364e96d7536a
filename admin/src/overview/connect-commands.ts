/** Where the commands go: what the app says of itself, as far as who asks may know. */
export interface Target {
  /** The workspace's folder. */
  readonly folder: string | null
  /** Where the edge answers. */
  readonly edge: string | null
}

/** The commands that connect a website, as they are to be typed: for this workspace, to this edge. */
export function connectCommands({ folder, edge }: Target) {
  const where = folder === null ? '' : ` --workspace ${quoted(folder)}`
  const track = `${edge ?? 'http://127.0.0.1:4401'}/v1/track`
  return {
    makeKey: `npx linchpin keys create --kind write --name website${where}`,
    sendEvent: `curl -u "$KEY:" ${track} -d '{"anonymousId":"a1","event":"Hello"}'`,
    pull: `npx linchpin pull${where}`,
  }
}

/** A folder's name may have spaces, which would be two words to a shell. */
const quoted = (folder: string): string =>
  /^[\w@%+=:,./\\-]+$/.test(folder) ? folder : `"${folder.replace(/["$`]/g, '\\$&')}"`
