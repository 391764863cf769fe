using Analytics.Domain.Distributions;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;

namespace Analytics.TestKit;

/// <content>Distributions.</content>
public sealed partial class CountingCore
{
    /// <summary>Every event of an actor is a start, with a time or without one; the time to the next one of the same
    /// events is missing once an actor where no window ends it.</summary>
    public async Task TimeBetweenAsync()
    {
        var query = questions.TimeBetween() with { Breakdown = null };
        var answer = (await engine.TimeBetweenAsync(tenant, query, CancellationToken.None)).Value.All;
        var starts = await AskAsync(new SeriesQuery
        {
            Range = query.Range, Cohort = query.Cohort, IncludeBots = query.IncludeBots,
            Filter = Both(query.Filter, new EventFilter.HasActor()), Measure = new Measure(query.From, Aggregation.Count),
        });
        Same(starts.All.Total, (decimal?)(answer.Count + answer.Unfinished), query);
        Same(answer.Count, answer.Buckets.Sum(), query);
        query = query with { Range = Ever, To = query.From, Window = null };
        answer = (await engine.TimeBetweenAsync(tenant, query, CancellationToken.None)).Value.All;
        Same(await ActorsAsync(query, Ever, With(query.From, query.Filter)), answer.Unfinished, query);
    }

    /// <summary>Returns of all times are the times from one activity to the next that are long enough.</summary>
    public async Task ReactivationAsync()
    {
        var query = questions.Reactivation() with { Breakdown = null, Range = Ever, Edges = [] };
        var returns = (await engine.ReactivationAsync(tenant, query, CancellationToken.None)).Value.All;
        var times = await engine.TimeBetweenAsync(
            tenant,
            new TimeBetweenQuery
            {
                Range = Ever, From = query.Activity, To = query.Activity, Edges = [query.IdleSeconds], Filter = query.Filter,
                Cohort = query.Cohort, IncludeBots = query.IncludeBots,
            },
            CancellationToken.None);
        Same(times.Value.All.Buckets[1], returns.Count, query);
        Same(returns.Count, returns.Buckets.Sum(), query);
    }

    /// <summary>As many actors as there are, in the histogram, too, and all of their events, in all and in each group.
    /// </summary>
    public async Task EventsPerActorAsync()
    {
        var query = questions.EventsPerActor() with { Property = null };
        var answer = (await engine.EventsPerActorAsync(tenant, query, CancellationToken.None)).Value;
        var series = new SeriesQuery
        {
            Range = query.Range, Cohort = query.Cohort, IncludeBots = query.IncludeBots, Filter = query.Filter,
            Measure = new Measure(query.Events, Aggregation.UniqueActors), Breakdown = query.Breakdown,
        };
        var actors = await AskAsync(series);
        var events = await AskAsync(series with
        {
            Filter = Both(query.Filter, new EventFilter.HasActor()), Measure = new Measure(query.Events, Aggregation.Count),
            Breakdown = null,
        });
        Same(((decimal?)answer.All.Count, (decimal?)answer.All.Sum), (actors.All.Total, events.All.Total), query);
        Same(answer.All.Count, answer.All.Buckets.Sum(), query);
        Same(answer.All.Count, answer.All.Actors, query);
        foreach (var group in answer.Groups)
            if (actors.Groups.FirstOrDefault(one => one.Key == group.Key) is { } same)
                Same(same.Values.Total, (decimal?)group.Figures.Count, query);
    }
}
