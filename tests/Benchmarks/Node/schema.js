// The same schema and data as BenchmarkServer/MetricData.cs, in the form that costs these servers least:
// built-in scalars, plain objects, instants that are text already.
export const typeDefs = `
type Query {
  hello: String!
  metric(name: String!, range: RangeInput!, interval: Interval, limit: Int): MetricResult!
}
input RangeInput { from: String! to: String! }
enum Interval { DAY HOUR }
type MetricResult { name: String! total: Float series: [Point!]! groups: [MetricGroup!]! }
type MetricGroup { key: [String]! total: Float series: [Point!]! }
type Point { at: String! value: Float }
type Subscription { tick: Tick! }
type Tick { number: Int! at: String! value: Float }
`

const start = Date.UTC(2026, 0, 1)
const cents = (group, day) => 100000 + group * 7910 + day * 1310 + 7
const series = group => Array.from({ length: 30 }, (_, day) => ({
  at: new Date(start + day * 86400000).toISOString().replace('.000', ''),
  value: cents(group, day) / 100,
}))
const total = group => cents(group, 1000) / 100

const metric = {
  name: 'revenue',
  total: total(0),
  series: series(0),
  groups: Array.from({ length: 10 }, (_, index) => ({
    key: [`group-${index + 1}`], total: total(index + 1), series: series(index + 1),
  })),
}

export const resolvers = {
  Query: {
    hello: () => 'world',
    metric: (_, { name }) => (name === metric.name ? metric : null),
  },
}
