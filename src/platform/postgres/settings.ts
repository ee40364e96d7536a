/**
 * The server's settings, given anew at each start, so that a new version of Linchpin can change them.
 * Durability is PostgreSQL's default and is written out because everything rests on it.
 */
const settings = {
  listen_addresses: '127.0.0.1',
  // A socket's path may not be longer than 107 bytes, a workspace's may.
  unix_socket_directories: '',
  max_connections: '100',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '128MB',
  max_wal_size: '2GB',
  wal_compression: 'on',
  checkpoint_timeout: '15min',
  // Statements are small and many; containers have too little shared memory for parallel ones.
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Errors reach the client that made them. In the file they would repeat the rows that failed.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
} as const

/** The arguments of the `postgres` program. */
export const serverArguments = (data: string, port: number): string[] => [
  '-D',
  data,
  '-p',
  String(port),
  ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
]

/**
 * The arguments of `initdb`. The collation is PostgreSQL's own, so that indexes do not depend on the
 * machine's C library, and text sorts by code point.
 */
export const initArguments = (data: string, passwordFile: string): string[] => [
  `--pgdata=${data}`,
  `--pwfile=${passwordFile}`,
  '--username=linchpin',
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--locale=C',
  '--no-instructions',
]
