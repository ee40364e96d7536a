import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import { isoCBOR } from '@simplewebauthn/server/helpers'
import type { AnswerOf, Api, InputOf } from '../../src/app/api.ts'

type CreationOptions = AnswerOf<Api['preparePasskey']>
type RequestOptions = AnswerOf<Api['askForPasskey']>
export type NewPasskey = InputOf<Api['addPasskey']>['body']['credential']
export type UsedPasskey = InputOf<Api['signInByPasskey']>['body']

/** What a device or its browser gets wrong on purpose. */
export interface Wrong {
  readonly origin?: string
  readonly rpId?: string
  readonly challenge?: string
  readonly type?: string
  /** Nobody showed a finger, a face or a PIN. */
  readonly unverified?: boolean
  readonly counter?: number
  readonly credential?: string
  /** The attestation, as its format and statement. */
  readonly attested?: readonly [string, Map<string, unknown>]
  readonly userHandle?: string | undefined
}

interface Held {
  readonly key: KeyObject
  readonly userHandle: string
  counter: number
}

/** A device with passkeys and the browser around it, which really sign: P-256, and a count of uses. */
export function authenticator(origin = 'http://localhost') {
  const held = new Map<string, Held>()
  const clientData = (type: string, challenge: string, wrong: Wrong): Buffer =>
    Buffer.from(
      JSON.stringify({
        type: wrong.type ?? type,
        challenge: wrong.challenge ?? challenge,
        origin: wrong.origin ?? origin,
        crossOrigin: false,
      }),
    )
  return {
    /** The passkeys on it, by their ids. */
    held,
    create(options: CreationOptions, wrong: Wrong = {}): NewPasskey {
      const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      const id = wrong.credential ?? randomBytes(16).toString('base64url')
      held.set(id, { key: privateKey, userHandle: options.user.id, counter: 0 })
      const bytes = Buffer.from(id, 'base64url')
      const length = Buffer.alloc(2)
      length.writeUInt16BE(bytes.length)
      const authData = Buffer.concat([
        authenticatorData(options.rp.id, 0, wrong, 0x40),
        Buffer.alloc(16),
        length,
        bytes,
        coseKey(publicKey),
      ])
      const [format, statement] = wrong.attested ?? ['none', new Map()]
      const attestation = new Map<string, unknown>([
        ['fmt', format],
        ['attStmt', statement],
        ['authData', new Uint8Array(authData)],
      ])
      return {
        id,
        clientDataJSON: clientData('webauthn.create', options.challenge, wrong).toString(
          'base64url',
        ),
        attestationObject: Buffer.from(isoCBOR.encode(attestation as never)).toString('base64url'),
        transports: ['internal'],
      }
    },
    /** Uses the passkey that was made last, or the one named. */
    get(options: RequestOptions, wrong: Wrong = {}): UsedPasskey {
      const id = wrong.credential ?? [...held.keys()].at(-1)!
      const passkey = held.get(id)!
      passkey.counter = wrong.counter ?? passkey.counter + 1
      const data = authenticatorData(options.rpId, passkey.counter, wrong)
      const client = clientData('webauthn.get', options.challenge, wrong)
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), passkey.key)
      const userHandle = 'userHandle' in wrong ? wrong.userHandle : passkey.userHandle
      return {
        id,
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: signature.toString('base64url'),
        ...(userHandle === undefined ? {} : { userHandle }),
      }
    },
  }
}

const sha256 = (bytes: Buffer | string): Buffer => createHash('sha256').update(bytes).digest()

function authenticatorData(rpId: string, counter: number, wrong: Wrong, more = 0): Buffer {
  const count = Buffer.alloc(4)
  count.writeUInt32BE(counter)
  const present = 0x01
  const verified = wrong.unverified ? 0 : 0x04
  return Buffer.concat([
    sha256(wrong.rpId ?? rpId),
    Buffer.from([present | verified | more]),
    count,
  ])
}

/** An EC2 key by ES256 on P-256 (RFC 9053). */
function coseKey(key: KeyObject): Uint8Array {
  const { x, y } = key.export({ format: 'jwk' })
  const bytes = (text: string | undefined) => new Uint8Array(Buffer.from(text!, 'base64url'))
  return isoCBOR.encode(
    new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, bytes(x)],
      [-3, bytes(y)],
    ]),
  )
}
