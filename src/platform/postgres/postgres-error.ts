/** PostgreSQL cannot be had, for a reason that its owner can mend. The message says how. */
export class PostgresError extends Error {
  override name = 'PostgresError'
}

/** Another living process already looks after this PostgreSQL. */
export class PostgresBusyError extends PostgresError {
  override name = 'PostgresBusyError'
  readonly pid: number

  constructor(folder: string, pid: number) {
    super(
      `the database in ${folder} is run by process ${pid}. ` +
        `Only one may look after it: stop that process first (it is probably another "linchpin start")`,
    )
    this.pid = pid
  }
}
