import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { openLog } from './log.ts'
import { span, startTelemetry, traceExporter } from './telemetry.ts'

interface SentSpan {
  name: string
  spanId: string
  parentSpanId?: string
  status: { code?: number; message?: string }
}

/** A collector that takes OTLP over HTTP, as any real one does. */
async function receiver() {
  const spans: SentSpan[] = []
  const services: unknown[] = []
  const server = createServer((request, response) => {
    const take = async () => {
      const { resourceSpans } = JSON.parse(await text(request))
      for (const { resource, scopeSpans } of resourceSpans) {
        services.push(...resource.attributes)
        for (const scope of scopeSpans) spans.push(...scope.spans)
      }
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    }
    void take()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { endpoint, spans, services, close: () => server.close() }
}

const silent = openLog({ name: 'test', level: 'silent' })

/** The exporter reads the process's own environment, as the standard says. */
async function withEnvironment(env: Record<string, string>, work: () => Promise<void>) {
  Object.assign(process.env, env)
  try {
    await work()
  } finally {
    for (const name of Object.keys(env)) Reflect.deleteProperty(process.env, name)
  }
}

describe('whether traces are sent', () => {
  test.each([
    [{}, 'none'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://x' }, 'otlp'],
    [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://x' }, 'otlp'],
    [{ OTEL_TRACES_EXPORTER: 'otlp' }, 'otlp'],
    [{ OTEL_TRACES_EXPORTER: 'console' }, 'console'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://x', OTEL_TRACES_EXPORTER: 'none' }, 'none'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://x', OTEL_SDK_DISABLED: 'true' }, 'none'],
    [
      { OTEL_TRACES_EXPORTER: 'zipkin' },
      { unknown: 'OTEL_TRACES_EXPORTER=zipkin; write otlp, console or none' },
    ],
    [
      { OTEL_TRACES_EXPORTER: 'otlp', OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' },
      { unknown: 'OTEL_EXPORTER_OTLP_PROTOCOL=grpc; write http/json' },
    ],
  ])('%j: %j', (env, expected) => {
    expect(traceExporter(env)).toEqual(expected)
  })
})

describe('telemetry', () => {
  test('off: the work simply runs', async () => {
    const stop = await startTelemetry({ env: {}, log: silent }, 'app')
    expect(await span('land', async () => 42)).toBe(42)
    await stop()
  })

  test('on: spans arrive nested, with the service, and errors are marked without their message', async () => {
    const collector = await receiver()
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint }
    await withEnvironment(env, async () => {
      const stop = await startTelemetry({ env: process.env, log: silent }, 'app')
      await span('accept', () => span('land', async () => {}, { records: 3 }))
      await expect(
        span('fail', () => Promise.reject(new TypeError('ada@example.com'))),
      ).rejects.toThrow(TypeError)
      await stop()
    })
    collector.close()

    const [land, accept, fail] = ['land', 'accept', 'fail'].map((name) =>
      collector.spans.find((each) => each.name === name),
    )
    expect(land!.parentSpanId).toBe(accept!.spanId)
    expect(fail!.status.code).toBe(2)
    expect(JSON.stringify(collector.spans)).not.toContain('ada@')
    expect(collector.services).toContainEqual({
      key: 'service.name',
      value: { stringValue: 'app' },
    })
  })

  test('a collector that refuses is logged and does not disturb the work', async () => {
    const lines: string[] = []
    const log = openLog({ name: 'test', level: 'warn', write: (line) => lines.push(line) })
    const server = createServer((_, response) => response.writeHead(400).end())
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    const { port } = server.address() as AddressInfo
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` }
    await withEnvironment(env, async () => {
      const stop = await startTelemetry({ env: process.env, log }, 'app')
      expect(await span('land', async () => 1)).toBe(1)
      await stop()
    })
    server.close()
    expect(lines.join()).toContain('the trace collector is away')
  })
})
