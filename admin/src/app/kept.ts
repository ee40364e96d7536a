/** Reads what this browser keeps; undefined where it keeps nothing, or may not. */
export function readKept(key: string): string | undefined {
  try {
    return localStorage.getItem(key) ?? undefined
  } catch {
    return undefined
  }
}

/** Under which names that begin so this browser keeps something. */
export function keptUnder(prefix: string): readonly string[] {
  try {
    return Object.keys(localStorage).filter((each) => each.startsWith(prefix))
  } catch {
    return []
  }
}

/** Keeps a text in this browser, or, with undefined, no longer. Where it may not, it is not kept. */
export function keep(key: string, text: string | undefined): void {
  try {
    if (text === undefined) localStorage.removeItem(key)
    else localStorage.setItem(key, text)
  } catch {
    // Storage is full or forbidden; what is on the screen stays on the screen.
  }
}
