import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { joinIdentities, namesSomething, type Link } from './identity.ts'

const link = (...same: string[]): Link => ({ same, certain: false })
const certainly = (...same: string[]): Link => ({ same, certain: true })

/** Applies links in the given batches and returns the identifier table that comes of it. */
function joinInBatches(batches: readonly (readonly Link[])[]): Record<string, string> {
  const table = new Map<string, string>()
  for (const links of batches) {
    const ids = new Set(links.flatMap(({ same }) => same))
    const known = new Map([...table].filter(([id]) => ids.has(id)))
    const { added, merged } = joinIdentities(known, links)
    for (const [id, person] of table) table.set(id, merged.get(person) ?? person)
    for (const [id, person] of added) table.set(id, person)
  }
  return Object.fromEntries(table)
}

describe('joinIdentities', () => {
  test('joins what one person goes by, and names the person by the best of it', () => {
    const links = [
      link('anonymous:b', 'email:ana@example.com'),
      link('hubspot:7', 'email:ana@example.com'),
      link('user:42', 'anonymous:b'),
    ]
    const person = 'user:42'
    expect(joinInBatches([links])).toEqual({
      'anonymous:b': person,
      'email:ana@example.com': person,
      'hubspot:7': person,
      'user:42': person,
    })
  })

  test('takes the second user of a shared browser for somebody else, and says which link it refused', () => {
    const links = [
      link('user:1', 'anonymous:x'),
      link('user:2', 'anonymous:x', 'email:two@example.com'),
    ]
    const { added, refused } = joinIdentities(new Map(), links)
    expect(Object.fromEntries(added)).toEqual({
      'anonymous:x': 'user:1',
      'user:1': 'user:1',
      'email:two@example.com': 'user:2',
      'user:2': 'user:2',
    })
    expect(refused).toEqual([{ link: links[1], pair: ['user:2', 'anonymous:x'] }])
  })

  test('joins two users when the product says that one became the other', () => {
    expect(joinInBatches([[certainly('user:2', 'user:1')]])).toEqual({
      'user:1': 'user:1',
      'user:2': 'user:1',
    })
  })

  test('joins nobody by a nameless identifier', () => {
    for (const nameless of ['email:', 'user: ', 'hubspot:undefined', 'user:null']) {
      expect(namesSomething(nameless)).toBe(false)
      expect(
        joinInBatches([[link('anonymous:a', nameless), link(nameless, 'anonymous:b')]]),
      ).toEqual({})
    }
  })

  const identifiers = fc.constantFrom(
    'user:1',
    'user:2',
    'user:3',
    'email:a',
    'email:b',
    'crm:1',
    'crm:2',
    'anonymous:x',
  )
  const links = fc.array(
    fc.record({
      same: fc.array(identifiers, { maxLength: 4 }),
      certain: fc.boolean(),
    }),
    { maxLength: 25 },
  )

  test('comes to the same persons however the links are cut into batches', () => {
    fc.assert(
      fc.property(links, fc.infiniteStream(fc.integer({ min: 1, max: 6 })), (all, sizes) => {
        const batches: Link[][] = []
        for (let from = 0; from < all.length;) {
          const size = sizes.next().value as number
          batches.push(all.slice(from, (from += size)))
        }
        expect(joinInBatches(batches)).toEqual(joinInBatches([all]))
      }),
    )
  })

  test('without refusals, comes to the same persons in any order', () => {
    const shuffled = links.chain((all) => {
      const sure = all.map(({ same }) => ({ same, certain: true }))
      return fc.tuple(fc.constant(sure), fc.shuffledSubarray(sure, { minLength: sure.length }))
    })
    fc.assert(
      fc.property(shuffled, ([one, other]) => {
        expect(joinInBatches([one])).toEqual(joinInBatches([other]))
      }),
    )
  })

  test('never puts two users into one person without a certain link', () => {
    fc.assert(
      fc.property(links, (all) => {
        const unsure = all.map(({ same }) => ({ same, certain: false }))
        for (const [id, person] of Object.entries(joinInBatches([unsure]))) {
          if (id.startsWith('user:')) expect(person).toBe(id)
        }
      }),
    )
  })
})
