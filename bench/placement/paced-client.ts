/** A client in a process of its own, so that its garbage collector holds up nobody else: takes a load, sends what it took. */
import { pacedLoad, type PacedLoad } from '../harness/paced-load.ts'

process.once('message', (load) => {
  void pacedLoad(load as PacedLoad).then((took) => process.send?.(took))
})
process.send?.('ready')
process.once('disconnect', () => process.exit())
