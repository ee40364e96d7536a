import { execFileSync } from 'node:child_process'

interface Process {
  readonly pid: number
  readonly parent: number
  readonly args: string
}

function list(): Process[] {
  return execFileSync('ps', ['-eo', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line))
    .filter((found) => found !== null && !found[3]!.startsWith('Z'))
    .map((found) => ({ pid: Number(found![1]), parent: Number(found![2]), args: found![4]! }))
}

/** The living descendants of a process whose command line holds the text, with their own descendants. */
export function descendants(of: number, text: string): number[] {
  const all = list()
  const under = (pid: number): Process[] => {
    const children = all.filter(({ parent }) => parent === pid)
    return children.flatMap((each) => [each, ...under(each.pid)])
  }
  return under(of)
    .filter(({ args }) => args.includes(text))
    .flatMap(({ pid }) => [pid, ...under(pid).map((each) => each.pid)])
}
