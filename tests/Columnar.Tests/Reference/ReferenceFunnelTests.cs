using System.Globalization;
using System.Text.Json;
using System.Xml;
using Analytics.Domain.Funnels;
using Analytics.Domain.Querying;
using Analytics.TestKit;

namespace Analytics.Columnar.Tests.Reference;

/// <summary>Every funnel of the reference answers: orders, windows, properties held constant, exclusions, times.</summary>
public sealed class ReferenceFunnelTests(ReferenceStore store) : IClassFixture<ReferenceStore>
{
    public static TheoryData<string, string, int> Funnels
    {
        get
        {
            var cases = new TheoryData<string, string, int>();
            foreach (var dataSet in (string[])["community", "shop", "web"])
                for (var index = 0; index < Of(dataSet).Count; index++)
                {
                    cases.Add("columnar", dataSet, index);
                    cases.Add("slow", dataSet, index);
                }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Funnels))]
    public async Task Funnel_is_the_references(string engine, string dataSet, int index)
    {
        var reference = Of(dataSet)[index];

        var answer = (await store.Engine(engine).FunnelAsync(
            store.Tenant(dataSet), Definition(dataSet, reference), TestContext.Current.CancellationToken)).Value;

        if (reference.TryGetProperty("levels", out var levels))
        {
            Assert.Equal(levels.EnumerateArray().Select(level => level.GetInt64()), answer.Steps.Select(step => step.Count));
            return;
        }
        var expected = reference.GetProperty("result").EnumerateArray().ToList();
        Assert.Equal(expected.Select(step => step.GetProperty("actors").GetInt64()), answer.Steps.Select(step => step.Count));
        foreach (var (step, row) in answer.Steps.Zip(expected))
        {
            Same(row, "medianSecondsFromPrevious", step.FromPrevious?.Median);
            Same(row, "meanSecondsFromPrevious", step.FromPrevious?.Mean);
            Same(row, "p90SecondsFromPrevious", step.FromPrevious?.P90);
            Same(row, "medianSecondsFromFirst", step.FromFirst?.Median);
        }
    }

    [Fact]
    public void The_references_have_every_kind_of_funnel()
    {
        var all = ((string[])["community", "shop", "web"]).SelectMany(Of).ToList();

        Assert.True(all.Count >= 20, $"{all.Count} funnels");
        foreach (var kind in (string[])["SEQUENTIAL", "STRICT", "UNORDERED"])
            Assert.Contains(all, one => one.GetProperty("order").GetString() == kind);
        Assert.Contains(all, one => one.TryGetProperty("holdConstant", out _));
        Assert.Contains(all, one => one.TryGetProperty("exclude", out _));
        Assert.Contains(all, one => one.GetProperty("conversionsAfterRange").GetString() == "EXCLUDE");
    }

    private static List<JsonElement> Of(string dataSet) =>
        [.. ReferenceLogs.Answers(dataSet).GetProperty("funnels").EnumerateArray()];

    private static FunnelDefinition Definition(string dataSet, JsonElement reference)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(reference.GetProperty("timeZone").GetString()!);
        return new FunnelDefinition
        {
            Steps = [.. reference.GetProperty("steps").EnumerateArray().Select(step => Step(dataSet, step))],
            Range = new RequestedRange.Dates(
                Day(reference, "from", "1990-01-01"), Day(reference, "to", "2030-01-01"))
                .Resolve(TestEvents.Start, zone, DayOfWeek.Monday).Value,
            Window = XmlConvert.ToTimeSpan(reference.GetProperty("window").GetString()!),
            Order = Enum.Parse<FunnelOrder>(reference.GetProperty("order").GetString()!, ignoreCase: true),
            ConversionsAfterRange = Enum.Parse<ConversionsAfterRange>(
                reference.GetProperty("conversionsAfterRange").GetString()!, ignoreCase: true),
            HoldConstant = reference.TryGetProperty("holdConstant", out var held)
                ? [.. held.EnumerateArray().Select(name => new PropertyRef(name.GetString()!))]
                : [],
            Exclude = reference.TryGetProperty("exclude", out var excluded)
                ? [new FunnelExclusion(new EventSelector([excluded.GetString()!]))]
                : [],
        };
    }

    // A page of the web log is a step; elsewhere a step names its events.
    private static FunnelStepDefinition Step(string dataSet, JsonElement step) => dataSet == "web"
        ? new FunnelStepDefinition(null, ["page_view"], new EventFilter.Compare(
            "path", FilterOperator.Equal, new PropertyValue.Text(step.GetString()!)))
        : new FunnelStepDefinition(
            null,
            step.ValueKind is JsonValueKind.Array
                ? [.. step.EnumerateArray().Select(name => name.GetString()!)]
                : [step.GetString()!],
            null);

    private static DateOnly Day(JsonElement reference, string name, string otherwise) =>
        DateOnly.Parse(reference.GetProperty(name).GetString() ?? otherwise, CultureInfo.InvariantCulture);

    // The references count in double seconds; ours are whole ticks.
    private static void Same(JsonElement row, string name, TimeSpan? actual)
    {
        if (row.TryGetProperty(name, out var expected) && expected.ValueKind is JsonValueKind.Number)
            Assert.Equal(expected.GetDouble(), actual!.Value.TotalSeconds, tolerance: 0.000_001);
    }
}
