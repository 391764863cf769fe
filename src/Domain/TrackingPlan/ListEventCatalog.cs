using System.Collections.Immutable;
using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.TrackingPlan;

/// <summary>Lists the events and properties that were seen, beside what the plan says of them.</summary>
public sealed class ListEventCatalog(IEventAnalytics engine, ITrackingPlans plans, TimeProvider clock)
{
    private const int MaxExample = 100;

    /// <summary>Reads the events of a range.</summary>
    /// <param name="tenant">Whose events.</param>
    /// <param name="query">Which events and properties.</param>
    /// <param name="atLeast">Waits until the log is seen up to this position; null does not wait.</param>
    /// <param name="cancellationToken">Stops the engine too.</param>
    /// <returns>The catalogue, or what is wrong with the question.</returns>
    public async Task<Result<EventCatalog>> ExecuteAsync(
        TenantScope tenant, PropertiesQuery query, long? atLeast, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var published = await plans.PublishedAsync(tenant, cancellationToken);
        var draft = await plans.DraftAsync(tenant, cancellationToken);
        if (!(await engine.AskAsync(tenant, query, atLeast, engine.PropertiesAsync, cancellationToken))
                .TryGet(out var answer, out var problem))
            return problem;
        var planned = new PlannedNames(published?.Definition);
        // Who marks a property in a draft wants its values hidden at once.
        var marked = new PlannedNames(draft?.Definition);
        return new EventCatalog(
            [.. answer.Events.Select(one => new CatalogEvent(
                one.Name, one.Count, one.FirstSeen, one.LastSeen, planned.Has(one.Name),
                [.. one.Properties.Select(property => Of(one.Name, property, planned, marked))]))],
            ResultMeta.From(answer.Meta, query.Range, query.Calendar, clock, started, Evidence.Of(query, answer), published?.Version));
    }

    private static CatalogProperty Of(string name, PropertyFound found, PlannedNames planned, PlannedNames marked)
    {
        var isPersonal = planned.IsPersonal(name, found.Name) || marked.IsPersonal(name, found.Name);
        return new CatalogProperty(
            found.Name, Types(found), found.Events, found.LastSeen, planned.Has(name, found.Name), isPersonal,
            isPersonal ? [] : [.. found.Examples.Select(Short)]);
    }

    private static ImmutableArray<PropertyType> Types(PropertyFound found) =>
    [
        .. new[]
            {
                (PropertyType.String, found.Text), (found.IsWhole ? PropertyType.Integer : PropertyType.Number, found.Numbers),
                (PropertyType.Boolean, found.Booleans),
            }
            .Where(type => type.Item2 > 0).OrderByDescending(type => type.Item2).Select(type => type.Item1),
    ];

    // Never between the halves of a surrogate pair.
    private static string Short(string text) => text.Length <= MaxExample
        ? text
        : text[..(char.IsHighSurrogate(text[MaxExample - 1]) ? MaxExample - 1 : MaxExample)];
}
