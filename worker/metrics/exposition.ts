/**
 * Metrics in the text format that Prometheus reads, version 0.0.4: counters and histograms that are counted here, gauges
 * that are read when they are asked for. Libraries for it need Node.
 *
 * Source: prometheus.io/docs/instrumenting/exposition_formats
 *
 * @module
 */

/** Values by name; the names of a metric are always the same. */
export type Labels = Readonly<Record<string, string>>;

/** One value of a metric. */
interface Sample {
  /** What the metric's name is followed by, for parts of a histogram. */
  suffix?: string;
  labels: Labels;
  value: number;
}

interface Described {
  name: string;
  help: string;
}

export interface Metric extends Described {
  type: "counter" | "gauge" | "histogram";
  samples(): Sample[];
}

/** Only goes up. */
export class Counter implements Metric {
  readonly type = "counter";
  readonly name: string;
  readonly help: string;
  private readonly values = new Map<string, { labels: Labels; value: number }>();

  constructor({ name, help }: Described) {
    this.name = name;
    this.help = help;
  }

  add(amount: number, labels: Labels = {}): void {
    entryFor(this.values, labels, () => ({ labels, value: 0 })).value += amount;
  }

  samples(): Sample[] {
    return [...this.values.values()];
  }
}

/** How many of what was observed were at most so large, for each of its bounds. */
export class Histogram implements Metric {
  readonly type = "histogram";
  readonly name: string;
  readonly help: string;
  private readonly bounds: readonly number[];
  private readonly values = new Map<
    string,
    { labels: Labels; counts: number[]; sum: number; count: number }
  >();

  /** @param bounds - rising; everything is below the last one, infinity, which need not be given */
  constructor({ name, help, bounds }: Described & { bounds: readonly number[] }) {
    this.name = name;
    this.help = help;
    this.bounds = bounds;
  }

  observe(value: number, labels: Labels = {}): void {
    const entry = entryFor(this.values, labels, () => ({
      labels,
      counts: this.bounds.map(() => 0),
      sum: 0,
      count: 0,
    }));
    entry.counts = entry.counts.map((count, index) => count + Number(value <= (this.bounds[index] ?? 0)));
    entry.sum += value;
    entry.count++;
  }

  samples(): Sample[] {
    return [...this.values.values()].flatMap(({ labels, counts, sum, count }) => [
      ...counts.map((value, index) => ({
        suffix: "_bucket",
        labels: { ...labels, le: String(this.bounds[index]) },
        value,
      })),
      { suffix: "_bucket", labels: { ...labels, le: "+Inf" }, value: count },
      { suffix: "_sum", labels, value: sum },
      { suffix: "_count", labels, value: count },
    ]);
  }
}

/** What is so now. */
export function gauge(name: string, help: string, samples: readonly Sample[]): Metric {
  return { type: "gauge", name, help, samples: () => [...samples] };
}

export const contentType = "text/plain; version=0.0.4; charset=utf-8";

export function exposition(metrics: readonly Metric[]): string {
  return metrics
    .flatMap((metric) => [
      `# HELP ${metric.name} ${metric.help}`,
      `# TYPE ${metric.name} ${metric.type}`,
      ...metric
        .samples()
        .map(({ suffix = "", labels, value }) => `${metric.name}${suffix}${written(labels)} ${value}`),
    ])
    .map((line) => `${line}\n`)
    .join("");
}

function written(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

function escaped(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll('"', '\\"');
}

function entryFor<Entry>(entries: Map<string, Entry>, labels: Labels, create: () => Entry): Entry {
  const key = JSON.stringify(labels);
  const known = entries.get(key);
  if (known) return known;
  const entry = create();
  entries.set(key, entry);
  return entry;
}
