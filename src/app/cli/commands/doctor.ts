import { openLog } from '../../../platform/log.ts'
import { systemClock } from '../../../platform/clock.ts'
import { examine } from '../../doctor/examine.ts'
import type { Call, Command } from '../command.ts'

/** `linchpin doctor`: is everything here that Linchpin needs? */
export const command: Command = {
  usage: [''],
  mostWords: 0,
  about: `Checks Node, the config, the disk, file rights, ports, the database, the warehouse and the clock,
and says how to mend what is not well. The exit code is 1 when something fails.`,
  options: {},
  run: doctor,
}

const marks = { ok: 'ok  ', warn: 'WARN', fail: 'FAIL' } as const

async function doctor({ workspace: folder, json, io }: Call): Promise<0 | 1> {
  const log = openLog({ name: 'doctor', level: 'silent' })
  const findings = await examine({ folder, env: io.env, clock: systemClock, log })
  const isWell = findings.every(({ verdict }) => verdict !== 'fail')
  if (json) io.out(`${JSON.stringify({ ok: isWell, findings })}\n`)
  else {
    for (const { check, verdict, found, mend } of findings) {
      io.out(`${marks[verdict]} ${check.padEnd(10)} ${found}\n`)
      if (mend) io.out(`                ${mend}\n`)
    }
  }
  return isWell ? 0 : 1
}
