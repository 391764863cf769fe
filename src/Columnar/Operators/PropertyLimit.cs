using System.Collections.Immutable;
using Analytics.Columnar.Segments;
using Analytics.Domain.Metrics;
using Analytics.Domain.Querying;

namespace Analytics.Columnar.Operators;

/// <summary>
/// Properties that get columns: the first <see cref="Most"/> of a tenant and those of the built-in metrics, so that
/// a flood of new names costs no figure of the catalogue.
/// </summary>
internal static class PropertyLimit
{
    /// <summary>Further properties of a tenant are in the log only.</summary>
    public const int Most = 1_000;

    private static readonly ImmutableArray<byte[]> _always =
        [.. MetricCatalogue.Properties.Select(System.Text.Encoding.UTF8.GetBytes)];

    /// <summary>How many properties there may be before one of this name gets no column.</summary>
    public static int Of(ReadOnlySpan<byte> name)
    {
        foreach (var kept in _always)
            if (name.SequenceEqual(kept))
                return int.MaxValue;
        return Most;
    }

    /// <summary>
    /// The first property that a question names and that may stand in events without having a column: its figures
    /// would be wrong, not empty.
    /// </summary>
    /// <returns><c>PROPERTY_NOT_INDEXED</c>; null when every property has a column or is in no event.</returns>
    public static Problem? Check(Snapshot snapshot, IEnumerable<PropertyRef> properties)
    {
        if (snapshot.Dictionary(DictionaryId.Properties).Count < Most)
            return null;
        var missing = properties.Where(property => property.Scope is not PropertyScope.EventName)
            .Select(property => property.Name).Distinct(StringComparer.Ordinal)
            .FirstOrDefault(name => !MetricCatalogue.Properties.Contains(name) && snapshot.Property(name) == 0);
        return missing is null ? null : Problem.Invalid(
            "PROPERTY_NOT_INDEXED",
            $"Events and actors hold more than {Most} different properties; further ones, which '{missing}' may be of, "
            + "are kept in the log and have no figures.");
    }
}
