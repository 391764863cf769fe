using Analytics.Columnar.Segments;

namespace Analytics.Columnar.Shards;

/// <summary>The columns that a reader needs of each segment, looked up once.</summary>
internal sealed class ShardSources
{
    /// <param name="snapshot">Held by the caller.</param>
    /// <param name="columns">Which are needed.</param>
    public ShardSources(Snapshot snapshot, ShardColumns columns)
    {
        Times = [.. snapshot.Segments.Select(segment => segment.Times)];
        Names = [.. snapshot.Segments.Select(segment => segment.Names)];
        Sessions = columns.Sessions ? [.. snapshot.Segments.Select(segment => segment.Sessions)] : [];
        OwnIds = columns.OwnIds ? [.. snapshot.Segments.Select(segment => segment.OwnIds)] : [];
        Codes = [.. columns.Codes.Select(column =>
            snapshot.Segments.Select(segment => segment.Codes(column.Kind, column.Property)).ToArray())];
        Numbers = [.. columns.Numbers.Select(property =>
            snapshot.Segments.Select(segment => segment.Numbers(property)).ToArray())];
    }

    /// <summary>By segment.</summary>
    public TimeColumn[] Times { get; }

    /// <summary>By segment.</summary>
    public CodeColumn[] Names { get; }

    /// <summary>By segment; empty unless asked for.</summary>
    public SessionColumn[] Sessions { get; }

    /// <summary>By segment; empty unless asked for.</summary>
    public IdColumn[] OwnIds { get; }

    /// <summary>By index in <see cref="ShardColumns.Codes"/>, then by segment.</summary>
    public CodeColumn[][] Codes { get; }

    /// <summary>By index in <see cref="ShardColumns.Numbers"/>, then by segment.</summary>
    public NumberColumn[][] Numbers { get; }
}
