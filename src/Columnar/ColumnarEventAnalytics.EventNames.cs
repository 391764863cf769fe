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
        using var snapshot = engine.Segments.Acquire();
        var totals = new Dictionary<uint, (long Count, long First, long Last)>();
        foreach (var segment in snapshot.Segments)
            foreach (var total in segment.NameTotals)
                totals[total.Name] = totals.TryGetValue(total.Name, out var known)
                    ? (known.Count + total.Count, Math.Min(known.First, total.First), Math.Max(known.Last, total.Last))
                    : (total.Count, total.First, total.Last);
        var names = snapshot.Dictionary(DictionaryId.Names);
        return new EventNamesAnswer(
            [
                .. totals
                    .Select(total => new EventNameCount(
                        names.Text(total.Key),
                        total.Value.Count,
                        DateTimeOffset.FromUnixTimeMilliseconds(total.Value.First),
                        DateTimeOffset.FromUnixTimeMilliseconds(total.Value.Last)))
                    .OrderByDescending(name => name.Count)
                    .ThenBy(name => name.Name, StringComparer.Ordinal),
            ],
            snapshot.Meta(rowsScanned: 0));
    }
}
