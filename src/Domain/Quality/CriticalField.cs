using Analytics.Domain.TrackingPlan;

namespace Analytics.Domain.Quality;

/// <summary>A property that every event of a name should have.</summary>
/// <param name="Event">The event's name.</param>
/// <param name="Field">The property, flattened, e.g. <c>page.path</c>.</param>
public sealed record CriticalField(string Event, string Field)
{
    private static readonly string[] _traits = ["identify", "group"];

    /// <summary>What a tracking plan says that events need, in its order; at most as many as one question takes.</summary>
    /// <remarks>Of events under their own names; parts of objects and of lists are not looked at one by one.</remarks>
    public static IReadOnlyList<CriticalField> Of(PlanDefinition plan) =>
    [
        .. plan.Events
            .Where(planned => planned is { Status: PlannedStatus.Allowed, RenamedTo: null } && !_traits.Contains(planned.Name))
            .SelectMany(planned => planned.Properties
                .Concat(plan.Properties.Where(common => planned.Properties.All(own => own.Name != common.Name)))
                .Where(property => property is { Required: true, Denied: false } && !property.Name.Contains('.'))
                .Select(property => new CriticalField(planned.Name, property.Name)))
            .Take(QualityQuestion.MaxFields),
    ];
}
