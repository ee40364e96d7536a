import pino from 'pino'
import { isUnheard } from './unheard.ts'

/** Where a library says what it does: the value fields first, the sentence after them. */
export type Log = pino.Logger

export interface LogOptions {
  /** The part that speaks: `app`, `edge`, `postgres`. */
  readonly name: string
  /** The least that is written. Default: the environment's `LOG_LEVEL`, else `info`. */
  readonly level?: string
  /** Takes each line instead of stderr. */
  readonly write?: (line: string) => void
}

/**
 * Opens a log that writes JSON lines to stderr. Passwords, keys and tokens are blotted out, and of
 * an error only its name, message, code and stack are kept: database errors carry the row that
 * failed, which may be somebody's personal data.
 * @throws RangeError when the level is not one that pino knows
 */
export function openLog({ name, level = process.env['LOG_LEVEL'], write }: LogOptions): Log {
  return pino(
    {
      name,
      level: logLevel(level),
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: secretFields, censor: '[secret]' },
      serializers: { err: writeError, error: writeError, url: hidePassword },
    },
    write ? { write } : openStderr(),
  )
}

function openStderr(): ReturnType<typeof pino.destination> {
  // Synchronous: the last line before a crash is the one that is needed.
  const stderr = pino.destination({ dest: 2, sync: true })
  // What runs goes on, and what is being stopped is stopped to its end, also where nobody reads the log.
  stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (!isUnheard(error)) throw error
    stderr.write = () => true
  })
  return stderr
}

/**
 * The least that is written, as the environment says it.
 * @throws RangeError when it is not one that pino knows
 */
export function logLevel(level: string | undefined): string {
  const least = level?.toLowerCase() || 'info'
  if (levels.includes(least)) return least
  throw new RangeError(`LOG_LEVEL "${level}" is not a level; write one of ${levels.join(', ')}`)
}

/** The text of an address without the password in it. */
export const hidePassword = (url: unknown): unknown =>
  typeof url === 'string' ? url.replace(/(:\/\/[^:/@]*):[^@/]*@/, '$1:[secret]@') : url

const levels = [...Object.keys(pino.levels.values), 'silent']

const secretFields = ['password', 'key', 'token', 'secret', 'authorization', 'cookie'].flatMap(
  (field) => [field, `*.${field}`, `headers.${field}`],
)

function writeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { name, message, stack, cause } = error
  const code = 'code' in error ? error.code : undefined
  return { name, message, code, stack, ...(cause ? { cause: writeError(cause) } : {}) }
}
