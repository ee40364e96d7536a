/** Whether it is a whole address that browsers and programs reach by HTTP: with its `https://`. */
export const isWebAddress = (text: string): boolean =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
