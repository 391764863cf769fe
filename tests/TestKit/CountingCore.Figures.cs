using Analytics.Domain.Cohorts;
using Analytics.Domain.Funnels;
using Analytics.Domain.Querying;
using Analytics.Domain.Retention;
using Analytics.Domain.Series;
using Analytics.Domain.Sessions;
using Xunit;

namespace Analytics.TestKit;

/// <content>Who is behind a figure.</content>
public sealed partial class CountingCore
{
    /// <summary>The list behind a figure has as many rows as it says, whatever pages it is read in.</summary>
    public async Task FiguresAsync()
    {
        var (of, at) = questions.Figure();
        if (of is SeriesQuery series)
            of = series with { Measure = new Measure(series.Measure.Events, Aggregation.UniqueActors) };
        var listed = new List<string>();
        long size;
        while (true)
        {
            var query = new ActorsQuery(of, at) { IncludeBots = of.IncludeBots, Limit = 2, After = listed.LastOrDefault() };
            var page = (await engine.ActorsAsync(tenant, query, CancellationToken.None)).Value;
            size = page.Size;
            if (page.Actors.IsEmpty)
                break;
            listed.AddRange(page.Actors);
        }
        var asked = new ActorsQuery(of, at) { IncludeBots = of.IncludeBots };
        Assert.Equal(listed.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), listed);
        Assert.Equal(size, listed.Count);
        if (await FigureAsync(of, at) is { } figure)
            Assert.True(size == figure, $"{size} and {figure}\n{Plain.Text(asked)}");
    }

    // Null for a group that the answer does not show.
    private async Task<decimal?> FigureAsync(EventQuery of, FigurePlace at)
    {
        switch (of, at)
        {
            case (SeriesQuery series, FigurePlace.Bucket place):
                var answer = await AskAsync(series);
                var values = place.Group is { } key ? answer.Groups.FirstOrDefault(group => group.Key == key)?.Values : answer.All;
                return values is null ? null : place.Index is { } point ? values.Points[point] : values.Total;
            case (SessionsQuery sessions, FigurePlace.Bucket place):
                var figures = (await engine.SessionsAsync(tenant, sessions, CancellationToken.None)).Value;
                return place switch
                {
                    { Group: { } group, Index: null } => figures.Groups.FirstOrDefault(one => one.Key == group)?.Figures.Actors,
                    { Group: null } => (place.Index is { } bucket ? figures.Points[bucket] : figures.All).Actors,
                    _ => null,
                };
            case (RetentionQuery retention, FigurePlace.Cell place):
                var matrix = await AskAsync(retention);
                var rows = place.Group is { } named
                    ? matrix.Groups.Where(one => one.Key == named).SelectMany(one => one.Cohorts).ToList()
                    : [.. matrix.Cohorts];
                return rows.Count == 0 ? null
                    : place.Column is { } column ? rows[place.Cohort].Counts[column] : rows[place.Cohort].Size;
            case (FunnelDefinition funnel, FigurePlace.Step place):
                var counted = await AskAsync(funnel);
                var steps = place.Group is { } wanted
                    ? counted.Groups.Where(one => one.Key == wanted).SelectMany(one => one.Steps).ToList()
                    : [.. counted.Steps];
                return steps.Count == 0 ? null
                    : place.DroppedOff
                    ? steps[ActorsQuery.StepBefore(funnel, place.Index)].Count - steps[place.Index].Count
                    : steps[place.Index].Count;
            default:
                throw new NotSupportedException();
        }
    }
}
