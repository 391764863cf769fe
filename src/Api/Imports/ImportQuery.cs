using System.Collections.Immutable;
using System.Text;
using Analytics.Domain.Imports;

namespace Analytics.Api.Imports;

/// <summary>The options of an import as its address gives them.</summary>
internal sealed record ImportQuery
{
    private const int MaxFileName = 200;

    private static readonly string[] _names = ["map", "set", "delimiter", "encoding", "timeZone", "fileName", "dryRun"];
    private static readonly string[] _ofOrders = [.. _names, "refundPrefix", "rejectPrefix", "currency"];

    private static readonly Dictionary<string, char> _delimiters = new(StringComparer.OrdinalIgnoreCase)
    {
        ["comma"] = ',', ["semicolon"] = ';', ["tab"] = '\t', ["pipe"] = '|', ["space"] = ' ', ["colon"] = ':',
    };

    public required ImportColumns Columns { get; init; }

    public TimeZoneInfo? TimeZone { get; private init; }

    public char? Delimiter { get; private init; }

    public Encoding? Encoding { get; private init; }

    public string? FileName { get; private init; }

    public bool DryRun { get; private init; }

    public string? RefundPrefix { get; private init; }

    public string? RejectPrefix { get; private init; }

    public string? Currency { get; private init; }

    public OrderImportOptions ToOrders(string? by) => new()
    {
        RefundPrefix = RefundPrefix,
        RejectPrefix = RejectPrefix,
        TimeZone = TimeZone,
        Currency = Currency,
        FileName = FileName,
        DryRun = DryRun,
        By = by,
    };

    public EntityImportOptions ToEntities(string? by) =>
        new() { TimeZone = TimeZone, FileName = FileName, DryRun = DryRun, By = by };

    /// <param name="query">The address's.</param>
    /// <param name="kind">Null for orders.</param>
    /// <returns>
    /// The options, or <c>OPTION_UNKNOWN</c> (a misspelt dry run would be a real one), <c>OPTION_INVALID</c>,
    /// <c>MAP_INVALID</c>, <c>SET_INVALID</c>.
    /// </returns>
    public static Result<ImportQuery> Read(IQueryCollection query, EntityKind? kind)
    {
        var names = kind is null ? _ofOrders : _names;
        var unknown = query.Keys.FirstOrDefault(key => !names.Contains(key, StringComparer.OrdinalIgnoreCase));
        if (unknown is not null)
            return Problem.Invalid("OPTION_UNKNOWN", $"The options are {string.Join(", ", names)}.", unknown);
        TimeZoneInfo? zone = null;
        if (Text(query, "timeZone") is { } zoneId && !TimeZoneInfo.TryFindSystemTimeZoneById(zoneId, out zone))
            return Invalid("Expected the IANA name of a time zone.", "timeZone");
        var dryRun = false;
        if (Text(query, "dryRun") is { } text && !bool.TryParse(text, out dryRun))
            return Invalid("Expected true or false.", "dryRun");
        Encoding? encoding = null;
        if (Text(query, "encoding") is { } name && (encoding = TextStream.Find(name)) is null)
            return Invalid("Expected the name of an encoding such as utf-8 or windows-1252.", "encoding");
        char? delimiter = null;
        if (Text(query, "delimiter") is { } separator && (delimiter = DelimiterOf(separator)) is null)
            return Invalid($"Expected one character of ASCII, or {string.Join(", ", _delimiters.Keys)}.", "delimiter");
        if (Text(query, "fileName")?.Length > MaxFileName)
            return Invalid($"A file's name has at most {MaxFileName} characters.", "fileName");
        return ImportColumns.Create(ColumnsOf(kind), Text(query, "map"), Text(query, "set")).Then<ImportQuery>(
            columns => new ImportQuery
            {
                Columns = columns,
                TimeZone = zone,
                Delimiter = delimiter,
                Encoding = encoding,
                FileName = Text(query, "fileName")?.Replace("\0", "", StringComparison.Ordinal),
                DryRun = dryRun,
                RefundPrefix = Text(query, "refundPrefix"),
                RejectPrefix = Text(query, "rejectPrefix"),
                Currency = Text(query, "currency"),
            });
    }

    private static ImmutableArray<ImportColumn> ColumnsOf(EntityKind? kind) => kind?.Columns ?? OrderColumns.All;

    private static char? DelimiterOf(string text) =>
        _delimiters.TryGetValue(text, out var named) ? named
        : text is [var only] && char.IsAscii(only) && only is not ('"' or '\r' or '\n' or '\0') ? only
        : null;

    private static Problem Invalid(string message, string option) =>
        Problem.Invalid("OPTION_INVALID", message, option);

    private static string? Text(IQueryCollection query, string name) =>
        query.TryGetValue(name, out var values) && values.ToString() is { Length: > 0 } text ? text : null;
}
