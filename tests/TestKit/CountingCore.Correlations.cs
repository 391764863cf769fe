using Analytics.Domain.Querying;

namespace Analytics.TestKit;

/// <content>Correlations.</content>
public sealed partial class CountingCore
{
    /// <summary>All actors of the range are compared, those of the goal have reached it, and no event has more of them than
    /// did it.</summary>
    public async Task CorrelationAsync()
    {
        var query = questions.Correlation() with { Events = [], Limit = 50 };
        var answer = (await engine.CorrelationAsync(tenant, query, CancellationToken.None)).Value;
        Same(await ActorsAsync(query, query.Range, With(EventSelector.Any, query.Filter)), answer.Actors, query);
        Same(await ActorsAsync(query, query.Range, With(query.Goal, query.Filter)), answer.Converted, query);
        foreach (var one in answer.Events)
        {
            // By what it is called now: as a name that is asked for, an old name stands for its new one.
            var called = new EventFilter.Compare(PropertyRef.EventName, FilterOperator.Equal, new PropertyValue.Text(one.Name));
            var did = await ActorsAsync(query, query.Range, With(EventSelector.Any, Both(query.Filter, called)));
            Same(true, one.Converted <= Math.Min(one.Did, answer.Converted) && one.Did <= did, query);
            Same(true, one.Did - one.Converted <= answer.Actors - answer.Converted, query);
        }
    }
}
