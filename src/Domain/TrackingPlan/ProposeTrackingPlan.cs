using System.Collections.Immutable;
using System.Text;
using Analytics.Domain.Collection;
using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.TrackingPlan;

/// <summary>Proposes a plan made from the events that were seen; what the published plan says already stays as it is.</summary>
public sealed class ProposeTrackingPlan(IEventAnalytics engine, ITrackingPlans plans, TimeProvider clock)
{
    /// <summary>Longest look back, days.</summary>
    public const int MaxDays = 400;

    private const int FewValues = 20;
    private const int TimesEach = 10;
    private const int MaxProperties = 200;

    /// <summary>Looks at the days that end now.</summary>
    /// <param name="tenant">Whose events.</param>
    /// <param name="days">1 to <see cref="MaxDays"/>.</param>
    /// <param name="minimumEvents">Events of fewer are left out; at least 1.</param>
    /// <param name="cancellationToken">Stops the engine too.</param>
    /// <returns>The proposal, <c>VALUE_OUT_OF_RANGE</c>, or a problem of the engine.</returns>
    public async Task<Result<PlanDefinition>> ExecuteAsync(
        TenantScope tenant, int days, long minimumEvents, CancellationToken cancellationToken)
    {
        var problem = QueryRules.InRange(days, 1, MaxDays, "days")
            ?? QueryRules.InRange(minimumEvents, 1, long.MaxValue, "minimumEvents");
        if (problem is not null)
            return problem;
        var now = clock.GetUtcNow();
        var query = new PropertiesQuery
        {
            // A clock of a client that runs ahead is no reason to leave its events out.
            Range = TimeRange.Create(now.AddDays(-days), now + EventRules.MaxAhead).Value,
            Limit = MaxProperties,
        };
        var plan = (await plans.PublishedAsync(tenant, cancellationToken))?.Definition ?? new PlanDefinition();
        return (await engine.PropertiesAsync(tenant, query, cancellationToken)).TryGet(out var answer, out problem)
            ? Extended(plan, [.. answer.Events.Where(one => one.Count >= minimumEvents)])
            : problem;
    }

    private static PlanDefinition Extended(PlanDefinition plan, ImmutableArray<EventProperties> seen)
    {
        var common = plan.Properties.Select(one => one.Name).ToHashSet(StringComparer.Ordinal);
        var planned = plan.Events.ToDictionary(one => one.Name, StringComparer.Ordinal);
        var targets = plan.Events.Select(one => one.RenamedTo).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var one in seen.Where(one => one.Name.Length <= PlanRules.MaxName && !targets.Contains(one.Name)))
        {
            var known = planned.GetValueOrDefault(one.Name) ?? new PlannedEvent(one.Name);
            var names = known.Properties.Select(property => property.Name).Concat(common).ToHashSet(StringComparer.Ordinal);
            planned[one.Name] = known with
            {
                Properties =
                [
                    .. known.Properties,
                    .. one.Properties
                        .Where(property => !names.Contains(property.Name) && IsNameable(property.Name))
                        .Select(property => Proposed(property, one.Count))
                        .Take(PlanRules.MaxProperties - known.Properties.Length),
                ],
            };
        }

        return plan with
        {
            Events =
            [
                .. plan.Events.Select(one => planned[one.Name]),
                .. planned.Values.Where(one => !plan.Events.Any(known => known.Name == one.Name)).Take(PlanRules.MaxEvents - plan.Events.Length),
            ],
        };
    }

    private static bool IsNameable(string name) =>
        name.Length is > 0 and <= PlanRules.MaxName && !PathRules.IsOwn(Encoding.UTF8.GetBytes(name));

    private static PlannedProperty Proposed(PropertyFound found, long events)
    {
        var type = TypeOf(found);
        // Values that come again and again are those that there are; others are only those that were seen.
        var isFew = found.Values.Length is > 0 and <= FewValues && found.Events >= TimesEach * (long)found.Values.Length;
        var isNumber = type is PropertyType.Number or PropertyType.Integer;
        return new PlannedProperty(found.Name)
        {
            Type = type,
            Required = found.Events == events,
            Values = isFew && type is PropertyType.String && found.Values.All(value => value.Length <= PlanRules.MaxName)
                ? found.Values : [],
            Minimum = isNumber && isFew ? found.Minimum : isNumber && found.Minimum >= 0 ? 0 : null,
            Maximum = isNumber && isFew ? found.Maximum : null,
        };
    }

    private static PropertyType? TypeOf(PropertyFound found) => found switch
    {
        { Numbers: 0, Booleans: 0 } => found.Examples.All(IsTime) ? PropertyType.Timestamp : PropertyType.String,
        { Text: 0, Booleans: 0 } => found.IsWhole ? PropertyType.Integer : PropertyType.Number,
        { Text: 0, Numbers: 0 } => PropertyType.Boolean,
        _ => null,
    };

    // A bare date is as likely a text of another meaning.
    private static bool IsTime(string text) =>
        text.Contains('T', StringComparison.Ordinal) && IsoTime.TryParse(Encoding.UTF8.GetBytes(text), out _);
}
