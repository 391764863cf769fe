using System.Buffers;

namespace Analytics.Api.Collection;

/// <summary>A request's whole body, inflated, in rented memory.</summary>
/// <remarks>
/// Not disposable on purpose: events are slices of it, and a writer may still read them after the request that sent
/// them was cut off. Only who knows that nobody does returns it; otherwise the garbage collector takes it.
/// </remarks>
internal sealed class PooledBody(byte[] rented, int length)
{
    public ReadOnlyMemory<byte> Memory { get; } = rented.AsMemory(0, length);

    /// <summary>Gives the memory back; nothing may hold a slice of it.</summary>
    public void Return() => ArrayPool<byte>.Shared.Return(rented);
}
