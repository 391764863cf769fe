using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Analytics.Domain.Collection;

namespace Analytics.Domain.TrackingPlan;

/// <summary>What a plan must keep to.</summary>
public static class PlanRules
{
    /// <summary>Most events of a plan.</summary>
    public const int MaxEvents = 1_000;

    /// <summary>Most properties of one event, and of all in common.</summary>
    public const int MaxProperties = 500;

    /// <summary>Most properties of a whole plan.</summary>
    public const int MaxAllProperties = 20_000;

    /// <summary>UTF-16 units of a name, a value, an owner, a pattern.</summary>
    public const int MaxName = 200;

    /// <summary>UTF-16 units of a description.</summary>
    public const int MaxDescription = 2_000;

    /// <summary>Most values of an enumeration.</summary>
    public const int MaxValues = 500;

    /// <summary>Most denied or kept names of one list.</summary>
    public const int MaxNames = 1_000;

    /// <summary>Time after which a pattern counts as not matched.</summary>
    private static readonly TimeSpan _patternTime = TimeSpan.FromMilliseconds(100);

    /// <summary>What the plan calls events otherwise than they are sent.</summary>
    public static Result<EventRenames> Renamed(PlanDefinition plan) => EventRenames.Create(plan.Events
        .Where(one => one.RenamedTo is not null).ToDictionary(one => one.Name, one => one.RenamedTo!, StringComparer.Ordinal));

    internal static Problem? Check(PlanDefinition plan)
    {
        if (plan.UnregisteredEvents == UnregisteredAction.Drop)
            return Invalid("An event cannot be dropped: allow, warn or reject it.", "unregisteredEvents");
        if (plan.Events.Length > MaxEvents)
            return Invalid(Text($"A plan has at most {MaxEvents} events."), "events");
        if (plan.Properties.Length + plan.Events.Sum(one => (long)one.Properties.Length) > MaxAllProperties)
            return Invalid(Text($"A plan has at most {MaxAllProperties} properties."), "events");
        return Names(plan.Denied, "denied")
            ?? Names(plan.KeptContext ?? [], "keptContext")
            ?? Properties(plan.Properties)
            ?? Each(plan.Events, "events", CheckEvent)
            ?? Distinct(plan.Events, "events", one => one.Name)
            ?? Renames(plan);
    }

    /// <summary>The pattern, ready to match; throws what <see cref="Regex"/> throws.</summary>
    internal static Regex Compile(string pattern) =>
        new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, _patternTime);

    private static Problem? CheckEvent(PlannedEvent planned) =>
        Name(planned.Name, "name")
        ?? Length(planned.Description, MaxDescription, "description")
        ?? Length(planned.Owner, MaxName, "owner")
        ?? (planned.RenamedTo is null ? null : Name(planned.RenamedTo, "renamedTo"))
        ?? Names(planned.Denied, "denied")
        ?? Properties(planned.Properties);

    private static Problem? Properties(ImmutableArray<PlannedProperty> properties) =>
        properties.Length > MaxProperties
            ? Invalid(Text($"There are at most {MaxProperties} properties in one place."), "properties")
            : Each(properties, "properties", CheckProperty) ?? Distinct(properties, "properties", one => one.Name);

    private static Problem? CheckProperty(PlannedProperty planned) =>
        Name(planned.Name, "name")
        ?? Length(planned.Description, MaxDescription, "description")
        ?? Range(planned)
        ?? Values(planned)
        ?? Pattern(planned)
        ?? (planned.Denied && planned.Required
            ? Invalid("What is denied cannot be required.", "required")
            : null);

    private static Problem? Range(PlannedProperty planned)
    {
        if (planned.Minimum is null && planned.Maximum is null)
            return null;
        var path = planned.Minimum is null ? "maximum" : "minimum";
        if (planned.Type is not (PropertyType.Number or PropertyType.Integer))
            return Invalid("Only numbers have a least and a greatest value: the type is NUMBER or INTEGER.", path);
        return planned.Minimum > planned.Maximum ? Invalid("The least value exceeds the greatest.", path) : null;
    }

    private static Problem? Values(PlannedProperty planned)
    {
        if (planned.Values.Length > MaxValues)
            return Invalid(Text($"An enumeration has at most {MaxValues} values."), "values");
        if (planned.Values.Length > 0 && planned.Type is PropertyType.Object)
            return Invalid("An object has no enumeration.", "values");
        return Each(planned.Values, "values", value => Length(value, MaxName, null))
            ?? Distinct(planned.Values, "values", value => value);
    }

    private static Problem? Pattern(PlannedProperty planned)
    {
        if (planned.Pattern is not { } pattern)
            return null;
        if (planned.Type is not (PropertyType.String or PropertyType.List))
            return Invalid("Only texts have a pattern: the type is STRING or LIST.", "pattern");
        if (pattern.Length is 0 or > MaxName)
            return Invalid(Text($"A pattern has 1 to {MaxName} characters."), "pattern");
        try
        {
            Compile(pattern);
            return null;
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            return Invalid(
                "The pattern is no regular expression that can be matched in linear time (no look-around, no back-references).",
                "pattern");
        }
    }

    private static Problem? Renames(PlanDefinition plan) => Renamed(plan).Problem?.Under("events");

    private static Problem? Names(ImmutableArray<string> names, string path) =>
        names.Length > MaxNames
            ? Invalid(Text($"'{path}' holds at most {MaxNames} names."), path)
            : Each(names, path, name => Name(name, null)) ?? Distinct(names, path, name => name);

    private static Problem? Name(string? name, string? path)
    {
        if (string.IsNullOrEmpty(name))
            return Invalid("A name is missing.", path);
        return Length(name, MaxName, path);
    }

    private static Problem? Length(string? text, int most, string? path)
    {
        if (text is null)
            return null;
        return text.Length > most
            ? Invalid(Text($"It has at most {most} characters."), path)
            : EventRules.CheckText(text, path ?? "");
    }

    private static Problem? Each<T>(ImmutableArray<T> parts, string path, Func<T, Problem?> check)
    {
        for (var i = 0; i < parts.Length; i++)
            if (check(parts[i]) is { } problem)
                return (problem.Path is "" ? problem with { Path = null } : problem).Under(Text($"{path}[{i}]"));
        return null;
    }

    private static Problem? Distinct<T>(ImmutableArray<T> parts, string path, Func<T, string> keyOf)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < parts.Length; i++)
            if (!seen.Add(keyOf(parts[i])))
                return Problem.Invalid("NAMED_TWICE", $"'{path}' names nothing twice.", Text($"{path}[{i}]"));
        return null;
    }

    private static Problem Invalid(string message, string? path) => Problem.Invalid("PLAN_INVALID", message, path);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
