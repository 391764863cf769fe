using System.Diagnostics.CodeAnalysis;

namespace Analytics.Domain.Querying;

/// <summary>A property as a question names it.</summary>
/// <param name="Name">Flattened, e.g. <c>page.path</c>.</param>
/// <param name="Scope">Where it is read.</param>
public sealed record PropertyRef(string Name, PropertyScope Scope = PropertyScope.Event)
{
    /// <summary>The event's name as a dimension.</summary>
    public static PropertyRef EventName { get; } = new("event_name", PropertyScope.EventName);

    /// <summary>An event's own property.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "A name converts by itself; a named twin would never be called.")]
    public static implicit operator PropertyRef(string name) => new(name);

    /// <summary>The same property with the name by which it is compared: that of the event's name is not written.</summary>
    internal PropertyRef Canonical() => Scope is PropertyScope.EventName ? EventName : this;

    /// <returns>The fault of its name; null when it has none.</returns>
    public Problem? Check() =>
        Scope is PropertyScope.EventName ? null
        : string.IsNullOrEmpty(Name) ? Problem.Invalid("PROPERTY_REQUIRED", "A property has a name.")
        : QueryRules.Unicode(Name);

    /// <inheritdoc />
    public override string ToString() => Name;
}
