namespace Analytics.Columnar.Kernels;

/// <summary>Which steps of a question an event matches, one bit a step.</summary>
internal static class EventKernel
{
    /// <summary>
    /// The bits of each event's name, where its time lies in <c>[from, to)</c>; bit 0 only before
    /// <paramref name="firstTo"/>. Every name lies inside the table.
    /// </summary>
    /// <returns>The bits of all rows together: 0 when none matches.</returns>
    public static uint Match(
        ReadOnlySpan<uint> names,
        ReadOnlySpan<long> times,
        ReadOnlySpan<uint> bitsByName,
        long from,
        long firstTo,
        long to,
        Span<uint> bits)
    {
        var any = 0u;
        times = times[..names.Length];
        bits = bits[..names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            var time = times[i];
            var match = time >= from && time < to ? bitsByName[(int)names[i]] : 0;
            if (time >= firstTo)
                match &= ~1u;
            bits[i] = match;
            any |= match;
        }
        return any;
    }

    /// <summary>Takes the bits away from rows whose mask is 0.</summary>
    /// <returns>The bits that are left of all rows together.</returns>
    public static uint Keep(ReadOnlySpan<byte> mask, uint affected, Span<uint> bits)
    {
        var any = 0u;
        for (var i = 0; i < bits.Length; i++)
            any |= bits[i] &= ~affected | (uint)-mask[i];
        return any;
    }
}
