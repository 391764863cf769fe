using Analytics.Columnar.Operators;

namespace Analytics.Columnar.Series;

/// <summary>What figures look at of a block of hits, a column each. One a thread.</summary>
internal sealed class HitColumns(int numbers, int values)
{
    public int Count { get; set; }

    /// <summary>Whether the block is the first of a shard.</summary>
    public bool StartsShard { get; set; }

    /// <summary>The actor; 0 for nobody.</summary>
    public uint[] Actors { get; } = new uint[HitBlock.Most];

    /// <summary>The session, ascending as sessions begin; <see cref="MayReturn"/> is set where a session of the actor
    /// goes on after another one.</summary>
    public uint[] Sessions { get; } = new uint[HitBlock.Most];

    public int[] Buckets { get; } = new int[HitBlock.Most];

    public int[] Groups { get; } = new int[HitBlock.Most];

    /// <summary>Numbers by property, with their scales.</summary>
    public long[][] Numbers { get; } = [.. Enumerable.Range(0, numbers).Select(_ => new long[HitBlock.Most])];

    public byte[][] Scales { get; } = [.. Enumerable.Range(0, numbers).Select(_ => new byte[HitBlock.Most])];

    /// <summary>Values by property, 0 for none.</summary>
    public int[][] Values { get; } = [.. Enumerable.Range(0, values).Select(_ => new int[HitBlock.Most])];

    /// <summary>Where the group stands; filled in by the layout.</summary>
    public int[] Slots { get; } = new int[HitBlock.Most];

    /// <summary>Slot and bucket; filled in by the layout.</summary>
    public int[] Cells { get; } = new int[HitBlock.Most];

    /// <summary>In a session's number.</summary>
    public const uint MayReturn = 1u << 31;
}
