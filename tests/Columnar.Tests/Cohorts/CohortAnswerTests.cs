using System.Collections.Immutable;
using Analytics.Columnar.Cohorts;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Querying;
using Analytics.TestKit;

namespace Analytics.Columnar.Tests.Cohorts;

/// <summary>Random criteria find whom the slow twin finds.</summary>
public sealed class CohortAnswerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Random_criteria_find_the_actors_of_the_slow_twin(int seed)
    {
        await using var running = await RunningEngine.StartAsync();
        var twin = new SlowEventAnalytics(running.Log);
        var tenant = await running.Tenants.AddAsync("tenant");
        foreach (var part in new RandomEvents(seed).Take(200, 40).Chunk(70))
            await running.AppendAsync(tenant, part);
        var random = new Random(seed);
        for (var question = 0; question < 60; question++)
        {
            var query = new CohortQuery(Criteria(random, 3))
            {
                Limit = random.Next(5),
                After = random.Next(2) == 0 ? $"actor-{random.Next(7)}" : null,
            };

            var expected = (await twin.CohortAsync(tenant, query, CancellationToken.None)).Value;
            var actual = (await running.Engine.CohortAsync(tenant, query, CancellationToken.None)).Value;

            Assert.True(
                expected.Size == actual.Size && expected.Members.SequenceEqual(actual.Members),
                $"seed {seed}, question {question}: {query}\nexpected {expected.Size} {string.Join(' ', expected.Members)}\n"
                + $"actual {actual.Size} {string.Join(' ', actual.Members)}");
        }
    }

    [Theory]
    [InlineData("a", "b")]
    [InlineData("a", "aa")]
    [InlineData("", "a")]
    [InlineData("z", "é")]
    [InlineData("x\U0001F600", "x\uFFFD")]
    [InlineData("x\U0001F600", "x\U0001F601")]
    [InlineData("\uD7FF", "\U0001F600")]
    public void Ids_are_listed_in_ordinal_order(string first, string second)
    {
        var (left, right) = (System.Text.Encoding.UTF8.GetBytes(first), System.Text.Encoding.UTF8.GetBytes(second));

        Assert.True(string.CompareOrdinal(first, second) < 0);
        Assert.True(ActorList.Compare(left, right) < 0);
        Assert.True(ActorList.Compare(right, left) > 0);
        Assert.Equal(0, ActorList.Compare(left, left));
    }

    private static CohortCriteria Criteria(Random random, int depth) => random.Next(depth > 0 ? 8 : 5) switch
    {
        0 => new CohortCriteria.FirstSeen(Range(random)),
        1 => new CohortCriteria.Members([.. Enumerable.Range(0, random.Next(4)).Select(_ => $"actor-{random.Next(8)}")]),
        2 or 3 or 4 => new CohortCriteria.Did(
            new EventSelector(
                [.. Enumerable.Range(0, random.Next(6)).Select(_ => $"name-{random.Next(5)}").Distinct()],
                random.Next(2) == 0 ? null : new EventFilter.Exists("color")),
            (CountComparison)random.Next(3),
            random.Next(6),
            random.Next(3) == 0 ? null : Range(random)),
        5 => new CohortCriteria.Not(Criteria(random, depth - 1)),
        6 => new CohortCriteria.And(Parts(random, depth)),
        _ => new CohortCriteria.Or(Parts(random, depth)),
    };

    private static ImmutableArray<CohortCriteria> Parts(Random random, int depth) =>
        [.. Enumerable.Range(0, random.Next(4)).Select(_ => Criteria(random, depth - 1))];

    private static TimeRange Range(Random random)
    {
        var from = random.Next(80);
        return TimeRange.Create(
            TestEvents.Start.AddSeconds(from / 2.0), TestEvents.Start.AddSeconds((from + random.Next(1, 40)) / 2.0)).Value;
    }
}
