using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Analytics.Columnar.Encoding;
using Analytics.Columnar.Segments;
using Analytics.Domain.Identity;

namespace Analytics.Columnar.Identity;

/// <summary>
/// Finds the codes of ids that were erased, by their hashes under one key. Nothing is hashed before the first erasure;
/// from then on every id is, once.
/// </summary>
internal sealed class ErasedIds(byte[] key) : IDisposable
{
    private readonly HashSet<(UInt128, UInt128)> _erased = [];
    private readonly NativeBuffer<ulong> _starts = new();   // of the hash of each code

    public ReadOnlySpan<byte> Key => key;

    public void Add(ReadOnlySpan<byte> hash) => _erased.Add(Split(hash));

    /// <summary>The code of the id with a hash; 0 when there is none.</summary>
    public uint Find(ReadOnlySpan<byte> hash, DictionaryIndex ids)
    {
        Learn(ids, static _ => { });
        var start = MemoryMarshal.Read<ulong>(hash);
        Span<byte> own = stackalloc byte[ErasedId.HashLength];
        for (var from = 0; ; )
        {
            var index = _starts.Span[from..].IndexOf(start);
            if (index < 0)
                return 0;
            var code = (uint)(from + index + 1);
            HMACSHA256.HashData(key, ids[code], own);
            if (own.SequenceEqual(hash))
                return code;
            from += index + 1;
        }
    }

    /// <summary>Hashes ids that are new and tells of those that were erased before.</summary>
    public void Learn(DictionaryIndex ids, Action<uint> erased)
    {
        Span<byte> hash = stackalloc byte[ErasedId.HashLength];
        for (var code = (uint)_starts.Count + 1; code <= ids.Count; code++)
        {
            HMACSHA256.HashData(key, ids[code], hash);
            _starts.Add(MemoryMarshal.Read<ulong>(hash));
            if (_erased.Contains(Split(hash)))
                erased(code);
        }
    }

    public void Dispose() => _starts.Dispose();

    private static (UInt128, UInt128) Split(ReadOnlySpan<byte> hash) =>
        (BinaryPrimitives.ReadUInt128BigEndian(hash), BinaryPrimitives.ReadUInt128BigEndian(hash[16..]));
}
