using Analytics.Columnar.Funnels;
using Analytics.Columnar.Querying;
using Analytics.Columnar.Retention;
using Analytics.Columnar.Series;
using Analytics.Columnar.Sessions;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Funnels;
using Analytics.Domain.Retention;
using Analytics.Domain.Series;
using Analytics.Domain.Sessions;

namespace Analytics.Columnar.Cohorts;

/// <summary>Finds who is behind a figure, by the same walks that count it.</summary>
internal static class FigureActors
{
    /// <returns>The actors, to be disposed of by the caller; <c>FIGURE_UNKNOWN</c> for a figure that is not listed.</returns>
    public static async ValueTask<Result<ActorSet>> FindAsync(QueryRun run, ActorsQuery query)
    {
        if (query is { Of: FunnelDefinition funnel, At: FigurePlace.Step step })
            return await new FunnelRun(run, funnel).FindActorsAsync(
                step.Index, step.DroppedOff ? ActorsQuery.StepBefore(funnel, step.Index) : null, step.Group);
        var found = ActorSet.Of(run);
        try
        {
            using var cohort = await CohortScan.FindAsync(run, query.Of.Cohort, query.IncludeBots);
            switch (query.Of, query.At)
            {
                case (SeriesQuery series, FigurePlace.Bucket place):
                    await PointActors.FindAsync(run, series, place, cohort, found);
                    break;
                case (RetentionQuery retention, FigurePlace.Cell place):
                    var matrix = retention with { Value = null, Breakdown = place.Group is null ? null : retention.Breakdown };
                    await RetentionRun.FindActorsAsync(new RetentionScope(run, matrix, cohort), place, found);
                    break;
                case (SessionsQuery sessions, FigurePlace.Bucket place):
                    var figures = sessions with { PageEvents = [], Breakdown = place.Group is null ? null : sessions.Breakdown };
                    await SessionsRun.FindActorsAsync(new SessionScope(run, figures, cohort), place, found);
                    break;
                default:
                    found.Dispose();
                    return Problem.Invalid("FIGURE_UNKNOWN", "Nobody is listed behind this figure.", "at");
            }
            return found;
        }
        catch
        {
            found.Dispose();
            throw;
        }
    }
}
