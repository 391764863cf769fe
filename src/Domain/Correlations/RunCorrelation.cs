using System.Collections.Immutable;
using Analytics.Domain.Querying;
using Analytics.Domain.Statistics;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Correlations;

/// <summary>Answers which events go with a goal: asks the engine and computes the statistics.</summary>
public sealed class RunCorrelation(IEventAnalytics engine, TimeProvider clock)
{
    /// <param name="tenant">Whose events.</param>
    /// <param name="query">What is asked.</param>
    /// <param name="atLeast">Waits until the log is seen up to this position; null does not wait.</param>
    /// <param name="cancellationToken">Stops the engine too.</param>
    /// <returns>The events, or what is wrong with the question.</returns>
    public async Task<Result<CorrelationResult>> ExecuteAsync(
        TenantScope tenant, CorrelationQuery query, long? atLeast, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        if (!(await engine.AskAsync(tenant, query, atLeast, engine.CorrelationAsync, cancellationToken))
                .TryGet(out var answer, out var problem))
            return problem;
        return new CorrelationResult(
            answer.Actors,
            answer.Converted,
            Share(answer.Converted, answer.Actors),
            Events(answer),
            ResultMeta.From(answer.Meta, query.Range, query.Calendar, clock, started, Evidence.Of(query, answer)));
    }

    private static ImmutableArray<CorrelatedEvent> Events(CorrelationAnswer answer)
    {
        var tables = answer.Events.Select(one => Table(one, answer)).ToList();
        var tests = tables.Select(table => table.Test()).ToList();
        var q = BenjaminiHochberg.QValues([.. tests.Select(test => test?.PValue)]);
        return
        [
            .. answer.Events.Select((one, i) => Event(one.Name, tables[i], tests[i], q[i]))
                .OrderBy(one => one.OddsRatio is null)
                .ThenByDescending(one => Strength(one.OddsRatio))
                .ThenByDescending(one => one.OddsRatio is { } odds ? Math.Abs(Math.Log(odds.Ratio)) : 0)
                .ThenBy(one => one.Name, StringComparer.Ordinal),
        ];
    }

    private static TwoByTwo Table(CorrelationCount did, CorrelationAnswer all)
    {
        var converted = all.Converted - did.Converted;
        return new TwoByTwo(did.Converted, did.Did - did.Converted, converted, all.Actors - did.Did - converted);
    }

    private static CorrelatedEvent Event(string name, TwoByTwo table, Significance? test, double? q) => new(
        name,
        table.A + table.B,
        table.A,
        table.C + table.D,
        table.C,
        Share(table.A, table.A + table.B),
        Share(table.C, table.C + table.D),
        table.Odds(),
        test?.PValue,
        q,
        test?.Test);

    // How far all of the interval lies from 1; what few actors did may have a high ratio by chance.
    private static double Strength(OddsRatio? odds) =>
        odds is { } known ? Math.Max(0, Math.Max(Math.Log(known.Lower), -Math.Log(known.Upper))) : 0;

    private static double? Share(long part, long whole) => whole > 0 ? (double)part / whole : null;
}
