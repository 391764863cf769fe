using System.Text;
using System.Text.Json;

namespace Analytics.Domain.TrackingPlan;

/// <summary>The flattened path of the member that a walk is at: <c>address.city</c>, lists without their indices.</summary>
internal readonly struct PlanPath(byte[] buffer)
{
    private readonly byte[] _buffer = buffer;

    /// <summary>Puts the name that the reader stands on behind the first bytes.</summary>
    /// <returns>The length of the path; -1 when it is longer than any that can be named.</returns>
    public int Put(int parent, ref Utf8JsonReader reader)
    {
        if (parent < 0)
            return -1;
        var at = parent == 0 ? 0 : parent + 1;
        // An escape of six bytes may stand for one.
        if (at + (reader.ValueIsEscaped ? reader.ValueSpan.Length / 6 : reader.ValueSpan.Length) > _buffer.Length)
            return -1;
        if (parent > 0)
            _buffer[parent] = (byte)'.';
        if (!reader.ValueIsEscaped)
        {
            reader.ValueSpan.CopyTo(_buffer.AsSpan(at));
            return Named(at + reader.ValueSpan.Length);
        }

        var plain = reader.GetString()!;
        return Encoding.UTF8.TryGetBytes(plain, _buffer.AsSpan(at), out var written) ? Named(at + written) : -1;
    }

    /// <summary>The path of that length; empty, which nothing is named, for one that is too long.</summary>
    public ReadOnlySpan<byte> Of(int length) => length < 0 ? default : _buffer.AsSpan(0, length);

    // Nothing lies inside a member without a name.
    private static int Named(int length) => length == 0 ? -1 : length;
}
