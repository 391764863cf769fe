using System.Collections.Immutable;

namespace Analytics.Domain.Webhooks;

/// <summary>
/// How the JSON of a message becomes events. Paths are <c>$.a.b[0]</c> from the event's item, <c>$$.a</c> from the whole
/// body.
/// </summary>
/// <param name="EventName">The name of every event; null to read it.</param>
/// <param name="EventNamePath">Where the name is read; null for a fixed one.</param>
public sealed record WebhookMapping(string? EventName, string? EventNamePath)
{
    /// <summary>Most properties that are named.</summary>
    public const int MaxProperties = 200;

    /// <summary>A list of which each entry is an event; null when the body is one.</summary>
    public string? ItemsPath { get; init; }

    /// <summary>The event's id; null makes one of the message's.</summary>
    public string? IdPath { get; init; }

    /// <summary>The known user; null for none.</summary>
    public string? UserIdPath { get; init; }

    /// <summary>The device; null for none.</summary>
    public string? AnonymousIdPath { get; init; }

    /// <summary>When it happened: ISO 8601, or seconds or milliseconds since 1970; null for the time of reception.</summary>
    public string? TimestampPath { get; init; }

    /// <summary>The property <c>$channel</c>, e.g. <c>whatnot</c>; null for none.</summary>
    public string? Channel { get; init; }

    /// <summary>The properties; empty takes all members of the item.</summary>
    public ImmutableArray<MappedProperty> Properties { get; init; } = [];

    /// <returns>The first fault with its path; null when it will do.</returns>
    public Problem? Check()
    {
        if (EventName is null == EventNamePath is null)
            return Problem.Invalid("WEBHOOK_MAPPING_INVALID", "Events have either a name or a path to it.", "eventName");
        if (EventName is { Length: 0 or > 200 } || Channel is { Length: 0 or > 200 })
            return Problem.Invalid("WEBHOOK_MAPPING_INVALID", "A name has 1 to 200 characters.", "eventName");
        if (Properties.Length > MaxProperties)
            return Problem.Invalid("WEBHOOK_MAPPING_INVALID", $"At most {MaxProperties} properties are named.", "properties");
        var paths = new (string? Path, string Member)[]
        {
            (EventNamePath, "eventNamePath"), (ItemsPath, "itemsPath"), (IdPath, "idPath"), (UserIdPath, "userIdPath"),
            (AnonymousIdPath, "anonymousIdPath"), (TimestampPath, "timestampPath"),
        };
        return paths.Where(each => each.Path is not null).Select(each => Fault(each.Path!, each.Member))
            .Concat(Properties.Select((property, i) => property.Name is { Length: > 0 and <= 200 }
                ? Fault(property.Path, $"properties[{i}].path")
                : Problem.Invalid("WEBHOOK_MAPPING_INVALID", "A name has 1 to 200 characters.", $"properties[{i}].name")))
            .FirstOrDefault(fault => fault is not null);
    }

    private static Problem? Fault(string path, string member) => MappedPath.Parse(path) is null
        ? Problem.Invalid("WEBHOOK_PATH_INVALID", "A path is such as $.order.lines[0].price, of at most 200 characters.", member)
        : null;
}

/// <summary>One property of the events of a mapping.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Path">Where its value is read; without one the event lacks it.</param>
public sealed record MappedProperty(string Name, string Path);
