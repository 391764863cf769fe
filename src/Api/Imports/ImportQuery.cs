using Analytics.Domain.Imports;

namespace Analytics.Api.Imports;

/// <summary>The options of an import as its address gives them.</summary>
internal static class ImportQuery
{
    private static readonly string[] _names =
        ["map", "refundPrefix", "rejectPrefix", "timeZone", "currency", "dryRun"];

    /// <returns><c>OPTION_UNKNOWN</c> (a misspelt dry run would be a real one), <c>OPTION_INVALID</c>, <c>MAP_INVALID</c>.</returns>
    public static Result<(OrderColumns Columns, OrderImportOptions Options)> Read(IQueryCollection query)
    {
        var unknown = query.Keys.FirstOrDefault(key => !_names.Contains(key, StringComparer.OrdinalIgnoreCase));
        if (unknown is not null)
            return Problem.Invalid("OPTION_UNKNOWN", $"The options are {string.Join(", ", _names)}.", unknown);
        TimeZoneInfo? zone = null;
        if (Text(query, "timeZone") is { } zoneId && !TimeZoneInfo.TryFindSystemTimeZoneById(zoneId, out zone))
            return Problem.Invalid("OPTION_INVALID", "Expected the IANA name of a time zone.", "timeZone");
        var dryRun = false;
        if (Text(query, "dryRun") is { } text && !bool.TryParse(text, out dryRun))
            return Problem.Invalid("OPTION_INVALID", "Expected true or false.", "dryRun");
        return OrderColumns.Parse(Text(query, "map")).Then<(OrderColumns, OrderImportOptions)>(columns =>
            (columns, new OrderImportOptions
            {
                RefundPrefix = Text(query, "refundPrefix"),
                RejectPrefix = Text(query, "rejectPrefix"),
                TimeZone = zone,
                Currency = Text(query, "currency"),
                DryRun = dryRun,
            }));
    }

    private static string? Text(IQueryCollection query, string name) =>
        query.TryGetValue(name, out var values) && values.ToString() is { Length: > 0 } text ? text : null;
}
