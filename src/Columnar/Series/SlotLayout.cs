using System.Runtime.CompilerServices;

namespace Analytics.Columnar.Series;

/// <summary>Where a group's figure of a bucket stands.</summary>
/// <param name="slots">The slot of each group, groups beyond them in <paramref name="other"/>; null when each group is
/// its own slot.</param>
/// <param name="other">The slot of the remainder; -1 when there is none.</param>
/// <param name="all">The slot of all events; -1 where nobody asks for it.</param>
/// <param name="width">Cells of a slot: one a bucket, or one for the whole range.</param>
/// <param name="before">Buckets that are left out, the first ones, when there is one cell a slot.</param>
internal sealed class SlotLayout(int[]? slots, int other, int all, int width, int before)
{
    public int Width => width;

    public int Other => other;

    public int All => all;

    /// <summary>Slots whatever groups are met; 0 when each group is one.</summary>
    public int FixedSlots => slots is null ? 0 : Math.Max(other, all) + 1;

    public int Slot(int group) => slots is null ? group : group < slots.Length ? slots[group] : other;

    /// <summary>Fills in slots and cells.</summary>
    /// <returns>One more than the greatest slot.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Place(HitColumns hits)
    {
        if (before > 0)
            DropBefore(hits);
        var most = -1;
        for (var i = 0; i < hits.Count; i++)
        {
            var slot = Slot(hits.Groups[i]);
            hits.Slots[i] = slot;
            hits.Cells[i] = (slot * width) + (width == 1 ? 0 : hits.Buckets[i]);
            most = Math.Max(most, slot);
        }
        return most + 1;
    }

    private void DropBefore(HitColumns hits)
    {
        var kept = 0;
        for (var i = 0; i < hits.Count; i++)
        {
            if (hits.Buckets[i] < before)
                continue;
            (hits.Actors[kept], hits.Sessions[kept], hits.Groups[kept], hits.Buckets[kept]) =
                (hits.Actors[i], hits.Sessions[i], hits.Groups[i], hits.Buckets[i]);
            for (var column = 0; column < hits.Numbers.Length; column++)
                (hits.Numbers[column][kept], hits.Scales[column][kept]) = (hits.Numbers[column][i], hits.Scales[column][i]);
            foreach (var values in hits.Values)
                values[kept] = values[i];
            kept++;
        }
        hits.Count = kept;
    }
}
