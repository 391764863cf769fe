using Analytics.Columnar.Operators;
using Analytics.Columnar.Segments;
using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;

namespace Analytics.Columnar;

internal sealed partial class ColumnarEventAnalytics
{
    public async Task<EventNamesAnswer> EventNamesAsync(TenantScope tenant, CancellationToken cancellationToken)
    {
        var engine = await engines.OpenAsync(tenant, cancellationToken);
        while (true)
        {
            var rebuilding = await engine.WholeAsync(cancellationToken);
            try
            {
                // Names have no problem to answer with: after a while they are told as far as they are known again.
                using var snapshot = runner.TakeHeld(tenant)
                    ?? (rebuilding is null ? engine.Segments.AcquireWhole() : engine.Segments.Acquire());
                if (snapshot is not null)
                    return EventNames(snapshot);
            }
            catch (SegmentDamagedException damage)
            {
                runner.Drop(engine, damage);
            }
        }
    }

    private static EventNamesAnswer EventNames(Snapshot snapshot)
    {
        var totals = NameCounts.Of(snapshot).GroupBy(total => snapshot.Names.Of(total.Key), total => total.Value);
        var names = snapshot.Dictionary(DictionaryId.Names);
        return new EventNamesAnswer(
            [
                .. totals
                    .Select(total => new EventNameCount(
                        names.Text(total.Key),
                        total.Sum(sent => sent.Count),
                        DateTimeOffset.FromUnixTimeMilliseconds(total.Min(sent => sent.First)),
                        DateTimeOffset.FromUnixTimeMilliseconds(total.Max(sent => sent.Last))))
                    .OrderByDescending(name => name.Count)
                    .ThenBy(name => name.Name, StringComparer.Ordinal),
            ],
            snapshot.Meta(rowsScanned: 0));
    }
}
