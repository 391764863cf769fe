using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Analytics.Domain.Collection;
using Analytics.Domain.Identity;
using Analytics.Domain.Tenancy;

namespace Analytics.Benchmarks.Behaviour.Data;

/// <summary>The generated records as the log that an engine tails; entries exist only while they are read.</summary>
internal sealed class GeneratedLog(RecordFile file) : IEventLogReader
{
    private const int Page = 4_096;

    private static readonly byte[] _key = new byte[ErasedId.KeyLength];

    private readonly byte[]?[] _visitors =
        new byte[]?[Vocabulary.Countries.Length * Vocabulary.Devices.Length * Vocabulary.Sources.Length];

    private long _head = file.Count;

    /// <summary>So many entries are there: the others are to come.</summary>
    public long Head
    {
        get => Volatile.Read(ref _head);
        set => Volatile.Write(ref _head, value);
    }

    public Task<long> HeadAsync(TenantScope tenant, CancellationToken cancellationToken) => Task.FromResult(Head);

    public async IAsyncEnumerable<LogEntry> ReadAsync(
        TenantScope tenant, long after, int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        var records = new EventRecord[Math.Min(Page, limit)];
        for (var end = Math.Min(after + limit, Head); after < end;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var read = file.Read(after, records.AsSpan(0, (int)Math.Min(records.Length, end - after)));
            if (read == 0)
                yield break;
            for (var i = 0; i < read; i++)
                yield return Entry(++after, records[i]);
        }
    }

    private LogEntry Entry(long position, in EventRecord record) => record.Kind switch
    {
        RecordKind.Merge => new ActorsMerged(position, Vocabulary.Alias(record.Actor), Vocabulary.Actor(record.Actor)),
        RecordKind.BotTag => new ActorTaggedBot(position, Vocabulary.Actor(record.Actor), IsBot: true),
        RecordKind.Erasure => new ActorErased(position, _key, ErasedId.Hash(_key, Vocabulary.Actor(record.Actor))),
        _ => Event(position, record),
    };

    private LoggedEvent Event(long position, in EventRecord record) => new(
        position,
        Vocabulary.EventId((uint)position).ToString(CultureInfo.InvariantCulture),
        Vocabulary.Names[record.Name],
        record.Kind is RecordKind.AliasEvent ? Vocabulary.Alias(record.Actor) : Vocabulary.Actor(record.Actor),
        Vocabulary.Session(record.Session).ToString(CultureInfo.InvariantCulture),
        Vocabulary.Time(record.Tick),
        null,
        Properties(record));

    private byte[] Properties(in EventRecord record)
    {
        var visitor = Visitor(record);
        if (record.Product == EventRecord.NoProduct)
            return visitor;
        Span<byte> product = stackalloc byte[96];
        System.Text.Unicode.Utf8.TryWrite(
            product,
            CultureInfo.InvariantCulture,
            $",\"category\":\"cat_{record.Product % Vocabulary.Categories:d2}\",\"price\":{record.Cents / 100}.{record.Cents % 100:d2},\"product_id\":\"{record.Product}\"}}",
            out var length);
        var properties = new byte[visitor.Length - 1 + length];
        visitor.AsSpan(0, visitor.Length - 1).CopyTo(properties);
        product[..length].CopyTo(properties.AsSpan(visitor.Length - 1));
        return properties;
    }

    private byte[] Visitor(in EventRecord record)
    {
        var index = record.Source
            + Vocabulary.Sources.Length * (record.Device + Vocabulary.Devices.Length * record.Country);
        return _visitors[index] ??= Encoding.UTF8.GetBytes(
            $$"""{"country":"{{Vocabulary.Countries[record.Country]}}","device":"{{Vocabulary.Devices[record.Device]}}","source":"{{Vocabulary.Sources[record.Source]}}"}""");
    }
}
