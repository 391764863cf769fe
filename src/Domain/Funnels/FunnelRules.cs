using Analytics.Domain.Querying;
using Analytics.Domain.Series;

namespace Analytics.Domain.Funnels;

/// <summary>Which options of a funnel make sense, and which make sense together.</summary>
internal static class FunnelRules
{
    private const int MaxExclusions = 20;
    private const int MaxHeldConstant = 5;

    public static Problem? Check(FunnelDefinition funnel) =>
        CheckSteps(funnel)
        ?? CheckWindow(funnel.Window, FunnelDefinition.MaxWindow, "window")
        ?? CheckExclusions(funnel)
        ?? QueryRules.InRange(funnel.HoldConstant.Length, 0, MaxHeldConstant, "holdConstant")
        ?? QueryRules.Each(funnel.HoldConstant, "holdConstant", CheckProperty)
        ?? QueryRules.Distinct(funnel.HoldConstant, "holdConstant", property => property)
        ?? CheckGroups(funnel)
        ?? (funnel.Breakdown is { } breakdown ? Check(breakdown, funnel.Steps.Length)?.Under("breakdown") : null)
        ?? funnel.CheckTrend();

    private static Problem? CheckSteps(FunnelDefinition funnel)
    {
        if (funnel.Steps.Length is < 2 or > FunnelDefinition.MaxSteps)
            return Problem.Invalid(
                "FUNNEL_STEP_COUNT",
                $"A funnel has 2 to {FunnelDefinition.MaxSteps} steps; this one has {funnel.Steps.Length}.",
                "steps");
        return QueryRules.Each(funnel.Steps, "steps", step => Check(step, funnel.Window))
            ?? QueryRules.Conflict(
                funnel.Steps[0].Optional, "The first step starts the attempt and cannot be optional.",
                "steps[0].optional")
            ?? QueryRules.Conflict(
                funnel.Steps[0].Window is not null && funnel.Order is not FunnelOrder.Unordered,
                "No step comes before the first one.",
                "steps[0].window");
    }

    private static Problem? Check(FunnelStepDefinition step, TimeSpan window) =>
        step.Events is not { IsDefault: false, Length: >= 1 and <= FunnelDefinition.MaxStepEvents }
        || step.Events.Any(string.IsNullOrEmpty)
            ? Problem.Invalid(
                "FUNNEL_STEP_EVENTS", $"A step names 1 to {FunnelDefinition.MaxStepEvents} events.", "events")
            : QueryRules.Names(step.Events, 1, "events")
              ?? FilterRules.Check(step.Filter, "filter")
              ?? QueryRules.Unicode(step.Name, "name")
              ?? (step.Window is { } own ? CheckWindow(own, window, "window") : null);

    private static Problem? CheckWindow(TimeSpan window, TimeSpan most, string path) =>
        window > TimeSpan.Zero && window <= most
            ? null
            : Problem.Invalid(
                "FUNNEL_WINDOW",
                QueryRules.Text($"'window' is longer than zero and at most {most.TotalDays:0.######} days."),
                path);

    private static Problem? CheckExclusions(FunnelDefinition funnel)
    {
        var last = funnel.Steps.Length - 1;
        return QueryRules.InRange(funnel.Exclude.Length, 0, MaxExclusions, "exclude")
            ?? QueryRules.Each(funnel.Exclude, "exclude", exclusion =>
                exclusion.Events.CheckNamed(1)
                ?? CheckStep(exclusion.AfterStep, 0, last - 1, "afterStep")
                ?? CheckStep(exclusion.BeforeStep, (exclusion.AfterStep ?? 0) + 1, last, "beforeStep"));
    }

    private static Problem? CheckStep(int? step, int least, int most, string path) =>
        step is { } named && (named < least || named > most)
            ? Problem.Invalid("FUNNEL_STEP_UNKNOWN", $"'{path}' lies in {least} to {most}; steps count from 0.", path)
            : null;

    private static Problem? CheckGroups(FunnelDefinition funnel) =>
        funnel.Count is not FunnelCount.Groups
            ? QueryRules.Conflict(funnel.GroupProperty is not null, "Only GROUPS counts by a property.", "groupProperty")
            : funnel.GroupProperty is { } property
            ? CheckProperty(property)?.Under("groupProperty")
            : Problem.Invalid("PROPERTY_REQUIRED", "GROUPS needs the property that is the group.", "groupProperty");

    private static Problem? CheckProperty(PropertyRef property) =>
        property.Check() ?? QueryRules.Conflict(
            property.Scope is PropertyScope.EventName, "The event's name differs from step to step.", null);

    private static Problem? Check(FunnelBreakdown breakdown, int steps) =>
        breakdown.Property.Check()?.Under("property")
        ?? CheckStep(breakdown.Step, 0, steps - 1, "step")
        ?? SeriesBreakdown.CheckLimit(breakdown.Limit);
}
