import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

/** The counts of one process, as `/metrics` prints them. Asking twice for a name gives the same one. */
export interface Metrics {
  counter<Label extends string>(spec: MetricSpec<Label>): Counter<Label>
  gauge<Label extends string>(spec: GaugeSpec<Label>): Gauge<Label>
  histogram<Label extends string>(spec: HistogramSpec<Label>): Histogram<Label>
  /** All of them in the Prometheus text format. */
  text(): Promise<string>
  readonly contentType: string
}

export interface MetricSpec<Label extends string> {
  /** As Prometheus names things: `linchpin_signals_landed_total`, `linchpin_request_seconds`. */
  readonly name: string
  readonly help: string
  readonly labels?: readonly Label[]
}

export interface GaugeSpec<Label extends string> extends MetricSpec<Label> {
  /** Fetches the value at each scrape. */
  readonly read?: () => number | Promise<number>
}

export interface HistogramSpec<Label extends string> extends MetricSpec<Label> {
  /** Upper ends, in the unit of the name. Default 1 ms to 10 s, for seconds. */
  readonly buckets?: readonly number[]
}

/** Opens a process's metrics, with those of Node itself: CPU, memory, event loop, garbage collection. */
export function openMetrics({ role }: { role: string }): Metrics {
  const registry = new Registry()
  registry.setDefaultLabels({ role })
  collectDefaultMetrics({ register: registry })

  const held = (name: string): unknown => registry.getSingleMetric(name)

  return {
    counter: <Label extends string>(spec: MetricSpec<Label>) =>
      (held(spec.name) as Counter<Label> | undefined) ?? new Counter(settings(registry, spec)),
    gauge: <Label extends string>(spec: GaugeSpec<Label>) =>
      (held(spec.name) as Gauge<Label> | undefined) ?? openGauge(registry, spec),
    histogram: <Label extends string>(spec: HistogramSpec<Label>) =>
      (held(spec.name) as Histogram<Label> | undefined) ??
      new Histogram<Label>({
        ...settings(registry, spec),
        buckets: [...(spec.buckets ?? seconds)],
      }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}

const seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

const settings = <Label extends string>(
  registry: Registry,
  { name, help, labels = [] }: MetricSpec<Label>,
) => ({ name, help, labelNames: [...labels], registers: [registry] })

function openGauge<Label extends string>(registry: Registry, spec: GaugeSpec<Label>): Gauge<Label> {
  const { read } = spec
  if (!read) return new Gauge<Label>(settings(registry, spec))
  return new Gauge<Label>({
    ...settings(registry, spec),
    async collect() {
      this.set(await read())
    },
  })
}
