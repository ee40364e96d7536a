/** Whether a write failed because nobody reads any more: the pipe's reader ended, the terminal was closed. */
export const isUnheard = ({ code }: NodeJS.ErrnoException): boolean =>
  code === 'EPIPE' || code === 'EIO'
