using Analytics.Domain.Querying;

namespace Analytics.Domain.Metrics;

/// <summary>A metric made up for one question: any events, any aggregation.</summary>
public static class AdHocMetric
{
    /// <summary>Most event names of one series.</summary>
    public const int MaxEvents = 100;

    /// <param name="events">One name or more, any of which matches.</param>
    /// <param name="aggregation">What is computed.</param>
    /// <param name="property">Needed by SUM, refused by the others.</param>
    /// <returns>A definition without a version, or what is wrong with it.</returns>
    public static Result<MetricDefinition> Create(
        IReadOnlyList<string> events, Aggregation aggregation, string? property)
    {
        if (events.Count is 0 or > MaxEvents)
            return Problem.Invalid("EVENTS_COUNT", $"A series names 1 to {MaxEvents} events.", "events");
        if (events.Any(string.IsNullOrEmpty))
            return Problem.Invalid("EVENT_NAME_EMPTY", "An event name is empty.", "events");
        if (aggregation is Aggregation.Sum && string.IsNullOrEmpty(property))
            return Problem.Invalid("PROPERTY_REQUIRED", "SUM needs the property to add.", "property");
        if (aggregation is not Aggregation.Sum && property is not null)
            return Problem.Invalid("PROPERTY_NOT_USED", "Only SUM takes a property.", "property");
        var what = property is null ? "" : $" of {property}";
        return new MetricDefinition(
            $"{aggregation}{what}: {string.Join(", ", events)}",
            "Made up for one question.",
            aggregation is Aggregation.Sum ? Unit.Number : Unit.Count,
            new MetricComputation.Aggregate([.. events], aggregation, property))
        {
            Version = 0,
        };
    }
}
