using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Analytics.Columnar.Encoding;
using Analytics.Columnar.Segments;
using Analytics.Domain.Identity;

namespace Analytics.Columnar.Identity;

/// <summary>Knows ids that were erased by their hashes under one key.</summary>
internal sealed class ErasedIds(byte[] key) : IDisposable
{
    private readonly HashSet<(UInt128, UInt128)> _erased = [];
    private readonly NativeBuffer<ulong> _starts = new();   // of the hash of each code; filled by the first search

    public ReadOnlySpan<byte> Key => key;

    public void Add(ReadOnlySpan<byte> hash) => _erased.Add(Split(hash));

    public bool Contains(ReadOnlySpan<byte> id)
    {
        Span<byte> hash = stackalloc byte[ErasedId.HashLength];
        HMACSHA256.HashData(key, id, hash);
        return _erased.Contains(Split(hash));
    }

    /// <summary>The code of the id with a hash; 0 when there is none. Each id is hashed by the first search that meets it.</summary>
    /// <param name="hash">Under the key.</param>
    /// <param name="ids">The dictionary of ids.</param>
    /// <param name="settled">Codes up to this one have kept their texts since the last search.</param>
    public uint Find(ReadOnlySpan<byte> hash, DictionaryIndex ids, int settled)
    {
        Span<byte> own = stackalloc byte[ErasedId.HashLength];
        while (_starts.Count > settled)
            _starts.RemoveLast();
        for (var code = (uint)_starts.Count + 1; code <= ids.Count; code++)
        {
            HMACSHA256.HashData(key, ids[code], own);
            _starts.Add(MemoryMarshal.Read<ulong>(own));
        }
        for (var from = 0; ; )
        {
            var index = _starts.Span[from..].IndexOf(MemoryMarshal.Read<ulong>(hash));
            if (index < 0)
                return 0;
            from += index + 1;
            HMACSHA256.HashData(key, ids[(uint)from], own);
            if (own.SequenceEqual(hash))
                return (uint)from;
        }
    }

    public void Dispose() => _starts.Dispose();

    private static (UInt128, UInt128) Split(ReadOnlySpan<byte> hash) =>
        (BinaryPrimitives.ReadUInt128BigEndian(hash), BinaryPrimitives.ReadUInt128BigEndian(hash[16..]));
}
