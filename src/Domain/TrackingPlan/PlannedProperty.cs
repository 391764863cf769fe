using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Analytics.Domain.TrackingPlan;

/// <summary>One property of a plan. A property that is null or missing breaks nothing unless it is required.</summary>
/// <param name="Name">Nested ones by their path, e.g. <c>address.city</c>; a list's items have the path of the list.</param>
public sealed record PlannedProperty(string Name)
{
    /// <summary>What it means; null for none.</summary>
    public string? Description { get; init; }

    /// <summary>The type of its values; null for any.</summary>
    public PropertyType? Type { get; init; }

    /// <summary>Whether every event has it; inside a list, whether one of the items does.</summary>
    public bool Required { get; init; }

    /// <summary>The least number, inclusive; null for none.</summary>
    public decimal? Minimum { get; init; }

    /// <summary>The greatest number, inclusive; null for none.</summary>
    public decimal? Maximum { get; init; }

    /// <summary>The only values, as text; of a list its items'. Empty allows any.</summary>
    public ImmutableArray<string> Values { get; init; } = [];

    /// <summary>
    /// A regular expression that a text, or each text of a list, has to match somewhere; one that is matched in linear
    /// time: no look-around, no back-references. Null for none.
    /// </summary>
    public string? Pattern { get; init; }

    /// <summary>Whether it tells something of a person: examples of it are never shown.</summary>
    public bool PersonalData { get; init; }

    /// <summary>Whether it is taken out before anything is stored.</summary>
    public bool Denied { get; init; }
}

/// <summary>The type of a property's values.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "They are the types' names in JSON and in other tracking plans.")]
public enum PropertyType
{
    /// <summary>Text.</summary>
    String,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A number without a part behind the point; 2.0 is one.</summary>
    Integer,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A list.</summary>
    List,

    /// <summary>An object.</summary>
    Object,

    /// <summary>An ISO 8601 time as text.</summary>
    Timestamp,
}
