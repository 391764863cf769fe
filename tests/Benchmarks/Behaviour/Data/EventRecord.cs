using System.Runtime.InteropServices;

namespace Analytics.Benchmarks.Behaviour.Data;

/// <summary>What a record of the generated log is.</summary>
internal enum RecordKind : byte
{
    Event = 0,

    /// <summary>An event sent under the actor's alias.</summary>
    AliasEvent = 1,

    /// <summary>The alias turns out to be the actor.</summary>
    Merge = 2,

    /// <summary>The actor is tagged as a bot.</summary>
    BotTag = 3,

    /// <summary>The actor is erased.</summary>
    Erasure = 4,
}

/// <summary>One entry of the generated log as it lies in the file.</summary>
/// <param name="Actor">Number of the actor, from 0.</param>
/// <param name="Tick">When it happened, in 5 ms since the first day.</param>
/// <param name="Session">Number of the session, from 0.</param>
/// <param name="Cents">Price; 0 for none.</param>
/// <param name="Product">Number of the product; <see cref="NoProduct"/> for none.</param>
/// <param name="Name">Index in <see cref="Vocabulary.Names"/>.</param>
/// <param name="Country">Index in <see cref="Vocabulary.Countries"/>.</param>
/// <param name="Device">Index in <see cref="Vocabulary.Devices"/>.</param>
/// <param name="Source">Index in <see cref="Vocabulary.Sources"/>.</param>
/// <param name="Kind">Which kind of entry; all but events use <paramref name="Actor"/> alone.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly record struct EventRecord(
    uint Actor,
    uint Tick,
    uint Session,
    uint Cents,
    ushort Product,
    byte Name,
    byte Country,
    byte Device,
    byte Source,
    RecordKind Kind)
{
    public const ushort NoProduct = ushort.MaxValue;

    public bool IsEvent => Kind is RecordKind.Event or RecordKind.AliasEvent;
}
