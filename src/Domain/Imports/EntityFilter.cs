using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Analytics.Domain.Collection;

namespace Analytics.Domain.Imports;

/// <summary>A column and the value that it has to have.</summary>
/// <param name="Property">The column, as in files.</param>
/// <param name="Value">As in files; numbers and times in any of their spellings.</param>
public sealed record EntityCondition(string Property, string Value);

/// <summary>Which things of a kind; all that is given has to hold.</summary>
public sealed record EntityFilter
{
    /// <summary>Conditions of one filter.</summary>
    public const int MaxConditions = 10;

    /// <summary>Things that one page looks at, where conditions leave most of them out.</summary>
    public const int MaxLookedAt = 100_000;

    private EntityFilter(EntityKind kind, string? personId, JsonObject values) =>
        (Kind, PersonId, Values) = (kind, personId, values.Count == 0 ? null : values.ToJsonString());

    /// <summary>What they are.</summary>
    public EntityKind Kind { get; }

    /// <summary>Whom they are about; null for anybody.</summary>
    public string? PersonId { get; }

    /// <summary>The values that they have, as a JSON object; null for any.</summary>
    public string? Values { get; }

    /// <summary>Whether a condition looks at a column that says who or how a person is.</summary>
    public bool LooksAtPersonalData { get; private init; }

    /// <returns>The filter, or the first condition that the kind cannot answer.</returns>
    public static Result<EntityFilter> Create(
        EntityKind kind, string? personId, ImmutableArray<EntityCondition> conditions)
    {
        if (personId is not null && EventRules.CheckId(personId, "filter.customerId") is { } wrong)
            return wrong;
        if (conditions.Length > MaxConditions)
            return Problem.Invalid(
                "FILTER_TOO_LARGE", $"A filter has at most {MaxConditions} conditions.", "filter.where");
        var (values, isPersonal) = (new JsonObject(), false);
        for (var i = 0; i < conditions.Length; i++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"filter.where[{i}]");
            var (property, value) = conditions[i];
            if (kind.Columns.FirstOrDefault(column => column.Name == property) is not { } known
                || property == EntityKind.UpdatedAt)
                return Problem.Invalid(
                    "FILTER_PROPERTY_UNKNOWN",
                    $"{kind.Name} have {string.Join(", ", kind.Columns.Select(column => column.Name).Where(name => name != EntityKind.UpdatedAt))}.",
                    path + ".property");
            if (!Read(known, value, path + ".value").TryGet(out var node, out var problem))
                return problem;
            // Two values of one column are never true of one thing: no column has the list of both.
            values[property] = values.ContainsKey(property) && !JsonNode.DeepEquals(values[property], node)
                ? new JsonArray(values[property]!.DeepClone(), node)
                : node;
            isPersonal |= known.IsPersonal;
        }

        return new EntityFilter(kind, personId, values) { LooksAtPersonalData = isPersonal };
    }

    private static Result<JsonNode> Read(ImportColumn column, string value, string path)
    {
        switch (column.Type)
        {
            case ColumnType.Number or ColumnType.Whole:
                return ImportValues.ReadDecimal(value, path).Then<JsonNode>(number => JsonValue.Create(number));
            case ColumnType.Time:
                return ImportValues.ReadTime(value, TimeZoneInfo.Utc, path)
                    .Then<JsonNode>(time => JsonValue.Create(ImportValues.Canonical(time)));
            default:
                return ImportValues.CheckText(value, path) is { } problem ? problem : JsonValue.Create(value);
        }
    }
}
