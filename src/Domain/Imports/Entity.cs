using System.Collections.Immutable;
using System.Text.Json;

namespace Analytics.Domain.Imports;

/// <summary>One thing as it is known now.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its key; of several columns joined by slashes.</param>
/// <param name="Attributes">An object: its columns that have a value, numbers as numbers, times in UTC.</param>
/// <param name="Source">Who said so last: <c>import</c>, or <c>orders</c> of what orders alone told.</param>
/// <param name="UpdatedAt">When its source changed it, or when it was imported where the source does not say.</param>
/// <param name="Version">From 1; grows with each change.</param>
public sealed record Entity(
    EntityKind Kind, string Id, JsonElement Attributes, string Source, DateTimeOffset UpdatedAt, int Version);

/// <summary>Some of a tenant's things, in the order of their ids.</summary>
/// <param name="Items">Those found.</param>
/// <param name="NextAfter">The id after which the search goes on; null at the end.</param>
public sealed record EntityPage(ImmutableArray<Entity> Items, string? NextAfter);
