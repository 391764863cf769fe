using System.Text.Json;
using Analytics.Domain.Collection;
using Analytics.Domain.TrackingPlan;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.TrackingPlan;

/// <summary>What a tracking plan would make of an event.</summary>
[GraphQLName("EventCheck")]
public sealed class EventCheckNode
{
    private readonly EventCheck _check;

    internal EventCheckNode(EventCheck check) => _check = check;

    /// <summary>The plan's version; 0 when none is published.</summary>
    public int Version => _check.Version;

    /// <summary>The verdict, as far as the plan goes.</summary>
    public EventStatus Status => _check.Status;

    /// <summary>At most 50, in the order of what was sent.</summary>
    public IReadOnlyList<PlanBreachNode> Breaches => [.. _check.Breaches.Select(breach => new PlanBreachNode(
        breach.Problem.Code, breach.Problem.Message, breach.Problem.Path, breach.Consequence))];

    /// <summary>What would be stored: without what is denied.</summary>
    public JsonElement Properties => JsonElement.Parse(_check.Properties.Span);
}

/// <summary>One way in which an event does not keep to the plan.</summary>
/// <param name="Code">Stable: callers may branch on it.</param>
/// <param name="Message">The same in a sentence.</param>
/// <param name="Path">Where in the event; null when it is the whole event.</param>
/// <param name="Consequence">What it leads to.</param>
[GraphQLName("PlanBreach")]
public sealed record PlanBreachNode(string Code, string Message, string? Path, PlanConsequence Consequence);
