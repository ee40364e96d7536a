import { SpanStatusCode, trace, type Attributes } from '@opentelemetry/api'
import type { NodeTracerProvider, SpanExporter } from '@opentelemetry/sdk-trace-node'
import { hidePassword, type Log } from './log.ts'

export type Environment = Readonly<Record<string, string | undefined>>

export interface TelemetryDeps {
  readonly env: Environment
  readonly log: Log
}

/** Where traces go, or why they go nowhere. */
export type TraceExporter = 'none' | 'otlp' | 'console' | { readonly unknown: string }

/**
 * Reads the standard variables: traces are off unless `OTEL_TRACES_EXPORTER` names an exporter or an
 * OTLP endpoint is set, and `OTEL_SDK_DISABLED=true` turns all off. The protocol is OTLP over HTTP.
 */
export function traceExporter(env: Environment): TraceExporter {
  if (env['OTEL_SDK_DISABLED']?.toLowerCase() === 'true') return 'none'
  const endpoint = env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'] || env['OTEL_EXPORTER_OTLP_ENDPOINT']
  const named = env['OTEL_TRACES_EXPORTER'] || (endpoint ? 'otlp' : 'none')
  const protocol =
    env['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL'] || env['OTEL_EXPORTER_OTLP_PROTOCOL'] || 'http/json'
  if (named === 'otlp' && !protocol.startsWith('http/')) {
    return { unknown: `OTEL_EXPORTER_OTLP_PROTOCOL=${protocol}; write http/json` }
  }
  if (named === 'none' || named === 'otlp' || named === 'console') return named
  return { unknown: `OTEL_TRACES_EXPORTER=${named}; write otlp, console or none` }
}

/**
 * Turns traces on if the environment asks for it; only then is the SDK loaded. A collector that is
 * away never disturbs the work: its spans are dropped, and that is logged.
 * @param service the name under which this process appears; `OTEL_SERVICE_NAME` overrides it
 * @returns how to send what is left and stop
 */
export async function startTelemetry(
  { env, log }: TelemetryDeps,
  service: string,
): Promise<() => Promise<void>> {
  const exporter = traceExporter(env)
  if (typeof exporter === 'object') log.warn(`traces stay off: cannot use ${exporter.unknown}`)
  if (exporter === 'none' || typeof exporter === 'object') return async () => {}

  const sdk = await import('@opentelemetry/sdk-trace-node')
  const processor =
    exporter === 'console'
      ? new sdk.SimpleSpanProcessor(new sdk.ConsoleSpanExporter())
      : new sdk.BatchSpanProcessor(reportLoss(await otlpExporter(), log))
  const provider = new sdk.NodeTracerProvider({
    resource: resource(env, service),
    spanProcessors: [processor],
  })
  provider.register()
  log.info({ exporter, url: hidePassword(env['OTEL_EXPORTER_OTLP_ENDPOINT']) }, 'traces are on')
  return async () => {
    await provider.shutdown().catch((error: unknown) => log.warn({ error }, 'traces were lost'))
    trace.disable()
  }
}

/** Runs the work as one span of the trace that is open, if traces are on. An error marks the span and goes on. */
export function span<T>(name: string, work: () => Promise<T>, attributes?: Attributes): Promise<T> {
  return trace
    .getTracer('linchpin')
    .startActiveSpan(name, attributes ? { attributes } : {}, async (open) => {
      try {
        return await work()
      } catch (error) {
        // The kind of error only: its message may quote a record.
        open.setStatus({ code: SpanStatusCode.ERROR })
        open.setAttribute('error.type', error instanceof Error ? error.name : typeof error)
        throw error
      } finally {
        open.end()
      }
    })
}

async function otlpExporter(): Promise<SpanExporter> {
  const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http')
  return new OTLPTraceExporter()
}

/** The exporter, saying once in a row of failures that spans are lost. */
function reportLoss(exporter: SpanExporter, log: Log): SpanExporter {
  let failing = false
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        const failed = (result.code as number) !== 0
        if (failed && !failing) log.warn({ error: result.error }, 'the trace collector is away')
        failing = failed
        done(result)
      }),
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  }
}

type Resource = NonNullable<
  NonNullable<ConstructorParameters<typeof NodeTracerProvider>[0]>['resource']
>

/** Who sends: `OTEL_RESOURCE_ATTRIBUTES` (percent-encoded `key=value` pairs, commas between) and the service's name. */
function resource(env: Environment, service: string): Resource {
  const pairs = (env['OTEL_RESOURCE_ATTRIBUTES'] ?? '')
    .split(',')
    .map((pair) => pair.split('=').map((part) => decodeURIComponent(part.trim())))
    .filter((pair): pair is [string, string] => pair.length === 2)
  const attributes: Record<string, string> = {
    'service.namespace': 'linchpin',
    'service.name': service,
    ...Object.fromEntries(pairs),
    ...(env['OTEL_SERVICE_NAME'] ? { 'service.name': env['OTEL_SERVICE_NAME'] } : {}),
  }
  return {
    attributes,
    getRawAttributes: () => Object.entries(attributes),
    merge: (other) => other ?? resource(env, service),
  }
}
