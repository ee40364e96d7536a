import type { BetterAuthOptions } from 'better-auth'

/** How long a session lasts that nobody uses, and how long one lasts at all. */
export const idleDays = 7
export const longestDays = 30

const daySeconds = 24 * 60 * 60

/** Our tables, in better-auth's words, and all that we use of it: passwords, sessions and their cookie. */
export const authOptions = {
  appName: 'Linchpin',
  // Its own router is never served, so that no address of it matters.
  baseURL: 'http://linchpin.local',
  telemetry: { enabled: false },
  emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12 },
  user: {
    modelName: 'account_person',
    fields: {
      emailVerified: 'email_verified',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
    additionalFields: {
      role: { type: 'string', required: true, input: false, defaultValue: 'viewer' },
      epoch: { type: 'number', required: true, input: false, defaultValue: 1 },
      suspendedAt: { type: 'date', required: false, input: false, fieldName: 'suspended_at' },
    },
  },
  session: {
    modelName: 'account_session',
    fields: {
      userId: 'person',
      expiresAt: 'expires_at',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
    },
    expiresIn: idleDays * daySeconds,
    // How exactly the list of sessions knows when one was last used.
    updateAge: 15 * 60,
    // A cached session would outlive its end.
    cookieCache: { enabled: false },
  },
  account: {
    modelName: 'account_credential',
    fields: {
      userId: 'person',
      accountId: 'account_id',
      providerId: 'provider_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
  },
  verification: {
    modelName: 'account_verification',
    fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
  },
} as const satisfies BetterAuthOptions
