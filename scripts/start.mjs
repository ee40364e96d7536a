// Builds the admin where that is needed, and becomes the command line: one process, so that whoever
// stops it stops Linchpin.
await import('./build-admin.mjs')
await import('../src/app/cli/main.ts')
