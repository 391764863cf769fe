using System.Runtime.CompilerServices;

namespace Analytics.Columnar.Kernels;

/// <summary>
/// Passes over all rows that find each one's bucket from the high part of its time alone, without a branch that the
/// data decides.
/// </summary>
internal static unsafe class BucketKernel
{
    /// <summary>Counts rows by name and bucket.</summary>
    /// <param name="names">A byte a row; null for one name only, which is 0.</param>
    /// <param name="high">One a row.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="map">Finds buckets.</param>
    /// <param name="counts">Two tables one after the other, each with <see cref="CoarseMap.Width"/> cells a name: rows
    /// take turns, because neighbours mostly meet in one cell, and adding to it again has to wait.</param>
    /// <param name="table">Cells of one table.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Count(byte* names, uint* high, int rows, in CoarseMap map, uint* counts, int table)
    {
        var (units, last, width) = (map.Units, map.Last, map.Width);
        var buckets = map.Buckets;
        var row = 0;
        for (; row + 1 < rows; row += 2)
        {
            var one = buckets[Math.Min(units.Of(high[row]), last)];
            var two = buckets[Math.Min(units.Of(high[row + 1]), last)];
            if (names is not null)
            {
                one += names[row] * width;
                two += names[row + 1] * width;
            }
            counts[one]++;
            counts[table + two]++;
        }
        if (row < rows)
            counts[buckets[Math.Min(units.Of(high[row]), last)] + (names is null ? 0 : names[row] * width)]++;
    }

    /// <summary>Finds where an actor's rows go from one bucket to another; its first row in a bucket counts too.</summary>
    /// <param name="high">One a row; an actor's ascend.</param>
    /// <param name="starts">The first row of each actor, then the number of rows.</param>
    /// <param name="actors">Number of actors.</param>
    /// <param name="map">Finds buckets.</param>
    /// <param name="who">Receives the index of the actor; as much room as there are rows and one more.</param>
    /// <param name="when">Receives the bucket.</param>
    /// <returns>How many there are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Changes(uint* high, uint* starts, int actors, in CoarseMap map, int* who, int* when)
    {
        var (units, last, none) = (map.Units, map.Last, map.Width - 1);
        var buckets = map.Buckets;
        var found = 0;
        for (var actor = 0; actor < actors; actor++)
        {
            var before = none;
            for (var row = starts[actor]; row < starts[actor + 1]; row++)
            {
                var bucket = buckets[Math.Min(units.Of(high[row]), last)];
                (who[found], when[found]) = (actor, bucket);
                found += bucket != before & bucket != none ? 1 : 0;
                before = bucket;
            }
        }
        return found;
    }
}

/// <summary>Buckets by unit of time since the first edge.</summary>
/// <param name="units">Divides high parts.</param>
/// <param name="buckets">By unit; at <paramref name="last"/>, for everything outside, one more than there are.</param>
/// <param name="last">Units between the first edge and the last.</param>
internal readonly unsafe struct CoarseMap(CoarseUnits units, int* buckets, int last)
{
    public CoarseUnits Units => units;

    public int* Buckets => buckets;

    public ulong Last => (ulong)last;

    /// <summary>Buckets and one for what lies outside of them.</summary>
    public int Width => buckets[last] + 1;
}
