import { beforeAll, expect, test } from 'vitest'
import { testApp } from '../../../test/harness/test-app.ts'

let app: Awaited<ReturnType<typeof testApp>>['app']
beforeAll(async () => {
  app = (await testApp()).app
})

/** Something that is there, something that is refused, and something that is not there. */
test.each(['/healthz', '/api/me', '/api/none'])(
  'an answer of %s lets a browser load what is ours alone, and nothing written into a page',
  async (path) => {
    const { headers } = await app.request(path)
    const policy = headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("style-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/unsafe|\*/)
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    })
  },
)
