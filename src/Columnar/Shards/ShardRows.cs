using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Shards;

/// <summary>
/// Rows as every kernel sees them: those of a range of actors, in the order of (actor, occurredAt, sequence, event
/// id), each actor's in one run; or those of a <see cref="RowShard"/>, each once, for questions that add up.
/// </summary>
/// <remarks>
/// Filled anew by <see cref="ShardReader"/>, one instance a thread; whatever was read from it before is void then.
/// Rows are numbered from 0 in each shard. Columns point into the segment's own memory where one segment has the
/// shard alone, else into scratch of the thread; a kernel cannot tell. Names and times are always there; other
/// columns only if <see cref="ShardColumns"/> asked for them, and even then absent where no row has a value. Erased
/// rows, and those of bots unless asked for, are not there at all.
/// </remarks>
internal sealed class ShardRows
{
    private readonly ShardColumns _columns;

    internal ShardRows(ShardColumns columns)
    {
        _columns = columns;
        CodeColumns = new CodeColumn[columns.Codes.Count];
        NumberColumns = new NumberColumn[columns.Numbers.Count];
    }

    /// <summary>Number of rows; a shard of actors may have none.</summary>
    public int Rows => Order.Rows;

    /// <summary>The actors that have rows, ascending; never 0. Nobody's rows have no actors at all.</summary>
    public ReadOnlySpan<uint> Actors => IsNobody ? [] : Order.Actors;

    /// <summary>The first row of each actor, then <see cref="Rows"/>.</summary>
    public ReadOnlySpan<uint> Starts => IsNobody ? [] : Order.Starts;

    /// <summary>Whether these are rows without an actor.</summary>
    public bool IsNobody { get; internal set; }

    /// <summary>The event names' codes.</summary>
    public NameColumn Names { get; internal set; }

    public TimeColumn Times { get; internal set; }

    public SessionColumn Sessions { get; internal set; }

    public IdColumn OwnIds { get; internal set; }

    internal PieceList Order { get; } = new();

    internal CodeColumn[] CodeColumns { get; }

    internal NumberColumn[] NumberColumns { get; }

    /// <summary>Codes of a property's texts; 0 for none.</summary>
    public CodeColumn Text(uint property) => Codes(SectionKind.Text, property);

    /// <summary>0 for none, 1 for false, 2 for true.</summary>
    public CodeColumn Booleans(uint property) => Codes(SectionKind.Boolean, property);

    public NumberColumn Numbers(uint property)
    {
        for (var i = 0; i < NumberColumns.Length; i++)
            if (_columns.Numbers[i] == property)
                return NumberColumns[i];
        return property == 0 ? default : throw new InvalidOperationException($"Numbers of property {property} are not read.");
    }

    private CodeColumn Codes(SectionKind kind, uint property)
    {
        for (var i = 0; i < CodeColumns.Length; i++)
            if (_columns.Codes[i] == (kind, property))
                return CodeColumns[i];
        return property == 0 ? default : throw new InvalidOperationException($"{kind} of property {property} is not read.");
    }
}
