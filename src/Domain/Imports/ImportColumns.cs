using System.Collections.Immutable;

namespace Analytics.Domain.Imports;

/// <summary>The columns of a kind of files, and where one file has them under other names or not at all.</summary>
public sealed class ImportColumns
{
    private readonly ImmutableDictionary<string, string> _mapped;
    private readonly ImmutableDictionary<string, string> _constants;

    private ImportColumns(
        ImmutableArray<ImportColumn> all,
        ImmutableDictionary<string, string> mapped,
        ImmutableDictionary<string, string> constants) => (All, _mapped, _constants) = (all, mapped, constants);

    /// <summary>All columns that are read, in the order in which rows have them.</summary>
    public ImmutableArray<ImportColumn> All { get; }

    /// <param name="all">The columns of the kind.</param>
    /// <param name="map">Names in the file, e.g. <c>order_id:InvoiceNo,product_id:StockCode</c>; null for none.</param>
    /// <param name="set">Values of columns that the file lacks or leaves empty, e.g. <c>channel:Whatnot</c>; null for none.</param>
    /// <returns><c>MAP_INVALID</c> or <c>SET_INVALID</c> for a pair that is none, a column that is unknown or named twice.</returns>
    public static Result<ImportColumns> Create(ImmutableArray<ImportColumn> all, string? map = null, string? set = null)
    {
        if (!Pairs(all, map, "map", "MAP_INVALID").TryGet(out var mapped, out var problem) ||
            !Pairs(all, set, "set", "SET_INVALID").TryGet(out var constants, out problem))
            return problem;
        return new ImportColumns(all, mapped, constants);
    }

    /// <summary>What a file may call a column, the likeliest first: only its mapped name where it has one.</summary>
    public IEnumerable<string> InFile(ImportColumn column) =>
        _mapped.TryGetValue(column.Name, out var mapped) ? [mapped] : column.Aliases.Prepend(column.Name);

    /// <summary>Whether a CSV file must have the column: what it cannot go without, and what is mapped.</summary>
    public bool IsExpected(ImportColumn column) =>
        _mapped.ContainsKey(column.Name)
        || ((column.IsRequired || column.IsExpected) && !_constants.ContainsKey(column.Name));

    /// <summary>The value of a column whose field is missing or empty; null for none.</summary>
    public string? Default(ImportColumn column) => _constants.GetValueOrDefault(column.Name);

    /// <summary>Whether two names are one to people: case, spaces, points, dashes and underscores say nothing.</summary>
    public static bool IsSame(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        int i = 0, j = 0;
        while (true)
        {
            while (i < a.Length && !char.IsLetterOrDigit(a[i]))
                i++;
            while (j < b.Length && !char.IsLetterOrDigit(b[j]))
                j++;
            if (i == a.Length || j == b.Length)
                return i == a.Length && j == b.Length;
            if (char.ToUpperInvariant(a[i++]) != char.ToUpperInvariant(b[j++]))
                return false;
        }
    }

    private static Result<ImmutableDictionary<string, string>> Pairs(
        ImmutableArray<ImportColumn> all, string? text, string option, string code)
    {
        var pairs = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var pair in (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split(':', 2, StringSplitOptions.TrimEntries);
            if (parts is not [var name, { Length: > 0 } value] || all.All(column => column.Name != name)
                || !pairs.TryAdd(name, value))
                return Problem.Invalid(code,
                    $"'{pair}' is no pair of a column ({string.Join(", ", all.Select(column => column.Name))}) and a text.",
                    option);
        }

        return pairs.ToImmutable();
    }
}
