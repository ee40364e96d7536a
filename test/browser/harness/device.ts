import type { CDPSession, Page } from 'playwright-core'

type Credentials = Awaited<ReturnType<typeof credentialsOf>>

/** A device with passkeys at one window, as Chromium plays it. */
export interface Device {
  /** Whether it finds that it is its person who asks. */
  setVerified(isVerified: boolean): Promise<void>
  readonly credentials: () => Promise<Credentials>
}

/** Gives a window a device, with the passkeys that another one had. */
export async function giveDevice(
  screen: Page,
  credentials: Credentials = [],
  transport: 'internal' | 'usb' = 'internal',
): Promise<Device> {
  const session = await screen.context().newCDPSession(screen)
  await session.send('WebAuthn.enable')
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport,
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  for (const credential of credentials) {
    await session.send('WebAuthn.addCredential', { authenticatorId, credential })
  }
  return {
    setVerified: async (isUserVerified) =>
      void (await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })),
    credentials: () => credentialsOf(session, authenticatorId),
  }
}

async function credentialsOf(session: CDPSession, authenticatorId: string) {
  const { credentials } = await session.send('WebAuthn.getCredentials', { authenticatorId })
  return credentials
}
