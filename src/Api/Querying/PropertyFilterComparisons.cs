using System.Collections.Immutable;
using Analytics.Api.Hosting;
using System.Text.Json;
using Analytics.Domain.Querying;

namespace Analytics.Api.Querying;

/// <summary>Translates the comparisons of a filter that look at one property.</summary>
internal static class PropertyFilterComparisons
{
    public static void AddTo(
        ImmutableArray<EventFilter>.Builder parts, PropertyFilterInput input, string path, PropertyScope actorScope)
    {
        var before = parts.Count;
        var property = Property(input, path, actorScope);
        void Compare(JsonElement? value, string field, FilterOperator comparison)
        {
            if (value is { } given)
                parts.Add(new EventFilter.Compare(property, comparison, Value(given, $"{path}.{field}")));
        }

        Compare(input.Eq, "eq", FilterOperator.Equal);
        Compare(input.Gt, "gt", FilterOperator.Greater);
        Compare(input.Gte, "gte", FilterOperator.GreaterOrEqual);
        Compare(input.Lt, "lt", FilterOperator.Less);
        Compare(input.Lte, "lte", FilterOperator.LessOrEqual);
        if (input.Neq is { } unequal)
            parts.Add(new EventFilter.Not(
                new EventFilter.Compare(property, FilterOperator.Equal, Value(unequal, $"{path}.neq"))));
        if (input.In is { } among)
            parts.Add(new EventFilter.In(property, Values(among, $"{path}.in")));
        if (input.Nin is { } outside)
            parts.Add(new EventFilter.Not(new EventFilter.In(property, Values(outside, $"{path}.nin"))));
        if (input.Contains is { } part)
            parts.Add(new EventFilter.Compare(property, FilterOperator.Contains, new PropertyValue.Text(part)));
        if (input.StartsWith is { } start)
            parts.Add(new EventFilter.Compare(property, FilterOperator.StartsWith, new PropertyValue.Text(start)));
        if (input.Exists is { } exists)
            parts.Add(exists ? new EventFilter.Exists(property) : new EventFilter.Not(new EventFilter.Exists(property)));

        if (parts.Count > before && property.Name.Length == 0)
            throw Problem.Invalid(
                "FILTER_PROPERTY_MISSING", "A comparison needs the 'property' that it looks at.", path).ToException();
        if (parts.Count == before && property.Name.Length > 0)
            throw Problem.Invalid(
                "FILTER_COMPARISON_MISSING", "A property needs a comparison, e.g. 'eq' or 'exists'.", path)
                .ToException();
    }

    private static PropertyRef Property(PropertyFilterInput input, string path, PropertyScope actorScope)
    {
        if (input.Property is not null && input.ActorProperty is not null)
            throw Problem.Invalid(
                "FILTER_PROPERTY_TWICE", "A comparison looks at 'property' or at 'actorProperty', not at both.", path)
                .ToException();
        if (input.ActorPropertyAt is not null && input.ActorProperty is null)
            throw Problem.Invalid(
                "FILTER_PROPERTY_MISSING", "'actorPropertyAt' needs an 'actorProperty'.", path).ToException();
        return input.ActorProperty is not { } name
            ? new PropertyRef(input.Property ?? "")
            : new PropertyRef(name, input.ActorPropertyAt switch
            {
                ActorPropertyTime.AtEvent => PropertyScope.ActorAtEvent,
                ActorPropertyTime.Current => PropertyScope.ActorCurrent,
                _ => actorScope,
            });
    }

    private static ImmutableArray<PropertyValue> Values(IReadOnlyList<JsonElement> values, string path) =>
        [.. values.Select((value, index) => Value(value, $"{path}[{index}]"))];

    private static PropertyValue Value(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.String => new PropertyValue.Text(value.GetString()!),
        JsonValueKind.True => new PropertyValue.Boolean(true),
        JsonValueKind.False => new PropertyValue.Boolean(false),
        JsonValueKind.Number when value.TryGetDecimal(out var number) => new PropertyValue.Number(number),
        JsonValueKind.Number => throw Problem.Invalid(
            "FILTER_VALUE", "The number has more digits than a property can hold.", path).ToException(),
        JsonValueKind.Null => throw Problem.Invalid(
            "FILTER_VALUE", "Null is no value: ask with 'exists: false'.", path).ToException(),
        _ => throw Problem.Invalid(
            "FILTER_VALUE", "A value is text, a number or a boolean.", path).ToException(),
    };
}
