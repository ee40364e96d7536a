/** One of the names that a person goes by: `user:42`, `email:ana@example.com`, `hubspot:51`. */
export type Identifier = `${string}:${string}`

/** The id that the customer's own product gives a person. Two different ones are never the same person. */
export const userId = (id: string): Identifier => `user:${id.trim()}`

/** The id of a browser or device that has not said who it is. */
export const anonymousId = (id: string): Identifier => `anonymous:${id.trim()}`

/** An e-mail address. Case and surrounding blanks do not tell addresses apart. */
export const email = (address: string): Identifier => `email:${address.trim().toLowerCase()}`

/** The id that a vendor gives a person: `vendorId('hubspot', '51')`. */
export const vendorId = (vendor: string, id: string | number): Identifier =>
  `${vendor}:${String(id).trim()}`
