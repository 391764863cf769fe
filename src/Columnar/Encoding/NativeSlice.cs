namespace Analytics.Columnar.Encoding;

/// <summary>Part of a <see cref="NativeBuffer{T}"/>, valid as long as nothing is added to it.</summary>
internal readonly unsafe struct NativeSlice<T>(T* start, int count)
    where T : unmanaged
{
    public int Count => count;

    public ReadOnlySpan<T> Span => new(start, count);
}
