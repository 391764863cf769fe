using System.Text.Json;
using Analytics.Scenarios.Hosts;
using Analytics.TestKit;

namespace Analytics.Scenarios.Funnels;

/// <summary>The community demo gives the independently computed figures of its data.</summary>
[Collection(nameof(DemoHost))]
public sealed class CommunityReferenceTests(DemoHost demo)
{
    private static readonly JsonElement Reference = JsonDocument.Parse(File.ReadAllText(
        Repository.Path("tests", "Scenarios", "Reference", "community.json"))).RootElement;

    private static readonly List<JsonElement> Sequential =
        [.. Reference.GetProperty("funnels").EnumerateArray().Where(IsOfThisCut)];

    public static TheoryData<int> SequentialFunnels => [.. Enumerable.Range(0, Sequential.Count)];

    private static bool IsOfThisCut(JsonElement funnel) =>
        funnel.TryGetProperty("result", out _)
        && funnel.GetProperty("order").GetString() == "SEQUENTIAL"
        && (!funnel.TryGetProperty("count", out var count) || count.GetString() == "ACTORS")
        && !funnel.TryGetProperty("holdConstant", out _)
        && !funnel.TryGetProperty("exclude", out _);

    [Fact]
    public async Task Daily_active_users_equal_the_reference()
    {
        using var client = demo.Host.As("community", "viewer");
        var sample = Reference.GetProperty("activeUsersSample").GetProperty("rows").EnumerateArray().ToList();
        var expected = sample.Select(row => (row[0].GetString() + "T00:00:00Z", row[1].GetDecimal()));
        var to = DateOnly.Parse(sample[^1][0].GetString()!, System.Globalization.CultureInfo.InvariantCulture).AddDays(1);

        var data = await client.QueryAsync(
            """
            query($from: Date, $to: Date) {
              explore(query: {
                events: ["ask_question", "post_answer", "comment"], aggregation: UNIQUE_ACTORS, interval: DAY,
                range: {between: {fromDate: $from, toDate: $to}}
              }) { series { at value } }
            }
            """,
            new { from = sample[0][0].GetString(), to = to.ToString("O") });

        Assert.Equal(
            expected,
            data.GetProperty("explore").GetProperty("series").EnumerateArray()
                .Select(point => (point.GetProperty("at").GetString()!, point.GetProperty("value").GetDecimal())));
    }

    [Theory]
    [MemberData(nameof(SequentialFunnels))]
    public async Task A_sequential_funnel_equals_the_reference(int index)
    {
        using var client = demo.Host.As("community", "viewer");
        var reference = Sequential[index];
        var steps = reference.GetProperty("steps").EnumerateArray().Select(step => new
        {
            events = step.ValueKind == JsonValueKind.Array
                ? step.EnumerateArray().Select(name => name.GetString()).ToArray()
                : [step.GetString()],
        });

        var data = await client.QueryAsync(
            """
            query($definition: FunnelInput!) {
              funnel(definition: $definition) {
                steps { count fromFirst fromPrevious droppedOff timeFromPrevious { median } }
              }
            }
            """,
            new
            {
                definition = new
                {
                    steps,
                    window = reference.GetProperty("window").GetString(),
                    conversionsAfterRange = reference.GetProperty("conversionsAfterRange").GetString(),
                    timeZone = "UTC",
                    range = new
                    {
                        between = new
                        {
                            fromDate = reference.GetProperty("from").GetString() ?? "2011-01-01",
                            toDate = reference.GetProperty("to").GetString() ?? "2019-01-01",
                        },
                    },
                },
            });

        var answer = data.GetProperty("funnel").GetProperty("steps").EnumerateArray().ToList();
        var expected = reference.GetProperty("result").EnumerateArray().ToList();
        Assert.Equal(expected.Select(step => step.GetProperty("actors").GetInt64()), answer.Select(Count));
        foreach (var (step, row) in answer.Zip(expected))
        {
            Assert.Equal(row.GetProperty("fromFirst").GetDouble(), step.GetProperty("fromFirst").GetDouble(), 12);
            if (row.TryGetProperty("medianSecondsFromPrevious", out var median) && median.ValueKind == JsonValueKind.Number)
                Assert.Equal(
                    median.GetDouble(),
                    System.Xml.XmlConvert.ToTimeSpan(step.GetProperty("timeFromPrevious").GetProperty("median").GetString()!).TotalSeconds,
                    tolerance: 0.001);
        }
    }

    [Fact]
    public void The_reference_has_sequential_funnels_to_compare_with() => Assert.True(Sequential.Count >= 6);

    private static long Count(JsonElement step) => step.GetProperty("count").GetInt64();
}
