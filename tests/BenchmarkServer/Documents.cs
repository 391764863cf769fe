using System.Text.Json;

namespace Analytics.BenchmarkServer;

/// <summary>The requests of the benchmark, as JSON bodies.</summary>
public static class Documents
{
    /// <summary>The analytics document.</summary>
    public const string Metric = """
        query Metric($name: String!, $range: RangeInput!, $interval: Interval, $limit: Int) {
          metric(name: $name, range: $range, interval: $interval, limit: $limit) {
            name
            total
            series { at value }
            groups { key total series { at value } }
          }
        }
        """;

    /// <summary>Its variables.</summary>
    public const string MetricVariables = """
        {"name":"revenue","range":{"from":"2026-01-01T00:00:00Z","to":"2026-01-31T00:00:00Z"},"interval":"DAY","limit":10}
        """;

    /// <summary>A document of 30 lines as a dashboard sends it, with fragments, aliases and conditions.</summary>
    public const string Dashboard = """
        query Dashboard($name: String!, $range: RangeInput!, $interval: Interval = DAY, $limit: Int, $detailed: Boolean = true) {
          hello
          byDay: metric(name: $name, range: $range, interval: $interval, limit: $limit) {
            ...Headline
            series {
              ...Bucket
            }
            groups @include(if: $detailed) {
              key
              total
              series {
                ...Bucket
              }
            }
          }
          january: metric(name: "revenue", range: {from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z"}, interval: HOUR) {
            ...Headline
          }
        }
        fragment Headline on MetricResult {
          __typename
          name
          total
        }
        fragment Bucket on Point {
          at
          value
          ... on Point @skip(if: $detailed) { __typename }
        }
        """;

    /// <summary>The body that asks for the shortest answer.</summary>
    public const string HelloBody = """{"query":"{ hello }"}""";

    /// <summary>The body that asks the analytics document.</summary>
    public static string MetricBody { get; } =
        $$"""{"query":{{JsonSerializer.Serialize(Metric)}},"variables":{{MetricVariables}}}""";
}
