using System.Collections.Immutable;

namespace Analytics.Domain.Imports;

/// <summary>A kind of things that a shop has beside its orders, and what of their states counts.</summary>
/// <param name="Name">As in the address of its import: <c>tickets</c>.</param>
/// <param name="Singular">As in the ids of its events: <c>ticket</c>.</param>
/// <param name="Columns">What a file may say of one.</param>
public sealed record EntityKind(string Name, string Singular, ImmutableArray<ImportColumn> Columns)
{
    /// <summary>When the source last changed it: an older state does not replace a newer one.</summary>
    public const string UpdatedAt = "updated_at";

    /// <summary>The columns that name one; more than one for a figure of a day or a place.</summary>
    public required ImmutableArray<string> Key { get; init; }

    /// <summary>The column of the person whom its events are about; null when they are about nobody.</summary>
    public string? Actor { get; init; }

    /// <summary>What of its states becomes events, in this order.</summary>
    public ImmutableArray<EntityEvent> Events { get; init; } = [];

    /// <summary>Columns that become properties of the actor.</summary>
    public ImmutableArray<string> ActorProperties { get; init; } = [];

    /// <summary>The id of one: the value of its key, or the values, joined.</summary>
    internal string IdOf(IReadOnlyList<string?> values) => Key.Length == 1
        ? values[PlaceOf(Key[0])] ?? ""
        : ImportEventIds.Join(Key.Select(column => values[PlaceOf(column)] ?? ""));

    /// <summary>The id of an event of one.</summary>
    internal string EventIdOf(string id, string step) =>
        ImportEventIds.Step(Singular, Key.Length == 1 ? ImportEventIds.Join([id]) : id, step);

    /// <summary>The place of a column.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The kind has no such column.</exception>
    internal int PlaceOf(string column)
    {
        for (var place = 0; place < Columns.Length; place++)
            if (Columns[place].Name == column)
                return place;
        throw new ArgumentOutOfRangeException(nameof(column), column, $"{Name} have no such column.");
    }
}

/// <summary>A state that becomes an event when a thing first comes to be in it, and again when it comes back to it.</summary>
/// <param name="Name">Of the event.</param>
/// <param name="Step">The end of the event's id; empty for none.</param>
public sealed record EntityEvent(string Name, string Step)
{
    /// <summary>The column that says when; without a value it is when the thing was changed.</summary>
    public string? Time { get; init; }

    /// <summary>
    /// Values of <c>status</c> that say that it happened; where the thing has one of <see cref="NotStatuses"/> it did
    /// not; else it did when <see cref="Time"/> has a value. Case, spaces, dashes and underscores say nothing.
    /// </summary>
    public ImmutableArray<string> Statuses { get; init; } = [];

    /// <summary>Values of <c>status</c> that say that it has not happened, or is no longer so.</summary>
    public ImmutableArray<string> NotStatuses { get; init; } = [];

    /// <summary>The step of which this is the end: what was resolved, and is so no longer; null for none.</summary>
    public string? EndOf { get; init; }

    /// <summary>Columns that the event has as properties.</summary>
    public ImmutableArray<string> Properties { get; init; } = [];

    /// <summary>Columns of numbers that sums are made of: later changes are made good by <see cref="Correction"/>.</summary>
    public ImmutableArray<string> Amounts { get; init; } = [];

    /// <summary>An amount beside those of columns: hours from this column's time to the event's.</summary>
    public string? HoursSince { get; init; }

    /// <summary>The name of the event whose amounts are the difference; null when changes stay without one.</summary>
    public string? Correction { get; init; }

    /// <summary>
    /// A column of which each change is an event: of a number with the level and, as <c>change</c>, the difference; of a
    /// time once for each.
    /// </summary>
    public string? Level { get; init; }

    /// <summary>The column of the person whom it is about, where it is not the kind's.</summary>
    public string? Actor { get; init; }
}
