using System.Runtime.InteropServices;
using Analytics.Domain.Identity;

namespace Analytics.Columnar.Identity;

/// <summary>The keyed hash of an erased id, as a segment holds it.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal unsafe struct ErasedHash
{
    private fixed byte _key[ErasedId.KeyLength];
    private fixed byte _hash[ErasedId.HashLength];

    public ErasedHash(ReadOnlySpan<byte> key, ReadOnlySpan<byte> hash)
    {
        key.CopyTo(MemoryMarshal.CreateSpan(ref _key[0], ErasedId.KeyLength));
        hash.CopyTo(MemoryMarshal.CreateSpan(ref _hash[0], ErasedId.HashLength));
    }

    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public readonly ReadOnlySpan<byte> Key => MemoryMarshal.CreateReadOnlySpan(in _key[0], ErasedId.KeyLength);

    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public readonly ReadOnlySpan<byte> Hash => MemoryMarshal.CreateReadOnlySpan(in _hash[0], ErasedId.HashLength);
}
