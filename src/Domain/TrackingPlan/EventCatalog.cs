using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.TrackingPlan;

/// <summary>What events there are, as they were sent.</summary>
/// <param name="Events">The most frequent first; at most <see cref="PropertiesQuery.MaxEvents"/>.</param>
/// <param name="Meta">What was read.</param>
public sealed record EventCatalog(ImmutableArray<CatalogEvent> Events, ResultMeta Meta);

/// <summary>One event that was seen.</summary>
/// <param name="Name">As it is called.</param>
/// <param name="Count">Events of this name in the range, those of robots left out.</param>
/// <param name="FirstSeen">Earliest <c>occurredAt</c>.</param>
/// <param name="LastSeen">Latest <c>occurredAt</c>.</param>
/// <param name="Planned">Whether the published tracking plan names it.</param>
/// <param name="Properties">The most frequent first; at most 1,000.</param>
public sealed record CatalogEvent(
    string Name, long Count, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, bool Planned,
    ImmutableArray<CatalogProperty> Properties);

/// <summary>One property that an event was seen with.</summary>
/// <param name="Name">Flattened, e.g. <c>page.path</c>.</param>
/// <param name="Types">Of its values, the most frequent first. Lists have no values that can be asked for and are not seen.</param>
/// <param name="PresentIn">Events that have it.</param>
/// <param name="LastSeen">Latest <c>occurredAt</c> of an event that has it.</param>
/// <param name="Planned">Whether the published tracking plan names it for the event.</param>
/// <param name="PersonalData">Whether the plan says that it tells something of a person.</param>
/// <param name="Examples">At most 5 values of the latest events, cut after 100 characters; none of personal data.</param>
public sealed record CatalogProperty(
    string Name, ImmutableArray<PropertyType> Types, long PresentIn, DateTimeOffset LastSeen, bool Planned,
    bool PersonalData, ImmutableArray<string> Examples);
