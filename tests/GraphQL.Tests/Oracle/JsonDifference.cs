using System.Text.Json;

namespace Analytics.GraphQL.Tests.Oracle;

/// <summary>Compares answers: data with the order of its keys, and errors by their paths.</summary>
internal static class JsonDifference
{
    /// <summary>What differs; null when nothing does.</summary>
    /// <param name="expected">The reference implementation's <c>{data, errors}</c>.</param>
    /// <param name="actual">A response.</param>
    /// <param name="isExact">
    /// Whether the errors must be the same. Fields that run together may also fail below a place that another one has
    /// made null already; the reference implementation, running one after the other here, stops before them.
    /// </param>
    public static string? Find(JsonElement expected, JsonElement actual, bool isExact)
    {
        var hasData = expected.TryGetProperty("data", out var data);
        if (hasData != actual.TryGetProperty("data", out var ours))
            return hasData ? "data is missing" : "there should be no data";
        if (hasData && InData(data, ours, "data") is { } difference)
            return difference;
        var (wanted, got) = (Errors(expected, hasData), Errors(actual, hasData));
        var surplus = Subtract(got, wanted).Where(path => isExact || !IsBelowNull(ours, path.Path)).ToList();
        var missing = Subtract(wanted, got);
        return surplus.Count + missing.Count == 0 ? null
            : $"errors: missing {string.Join(" ; ", missing.Select(one => one.Text))}, "
                + $"surplus {string.Join(" ; ", surplus.Select(one => one.Text))}";
    }

    private static string? InData(JsonElement expected, JsonElement actual, string place)
    {
        if (expected.ValueKind != actual.ValueKind)
            return $"{place}: {expected.ValueKind} is expected, {actual.ValueKind} was answered";
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                var (left, right) = (expected.EnumerateObject().ToList(), actual.EnumerateObject().ToList());
                return left.Select(one => one.Name).SequenceEqual(right.Select(one => one.Name))
                    ? left.Zip(right).Select(pair => InData(pair.First.Value, pair.Second.Value, $"{place}.{pair.First.Name}"))
                        .FirstOrDefault(found => found is not null)
                    : $"{place}: keys {string.Join(",", left.Select(one => one.Name))} are expected, "
                        + $"{string.Join(",", right.Select(one => one.Name))} were answered";
            case JsonValueKind.Array:
                return expected.GetArrayLength() == actual.GetArrayLength()
                    ? expected.EnumerateArray().Zip(actual.EnumerateArray())
                        .Select((pair, index) => InData(pair.First, pair.Second, $"{place}[{index}]"))
                        .FirstOrDefault(found => found is not null)
                    : $"{place}: {expected.GetArrayLength()} items are expected, {actual.GetArrayLength()} were answered";
            case JsonValueKind.String:
                return expected.GetString() == actual.GetString() ? null : $"{place}: {expected} is expected, {actual} was answered";
            // The same number may be written 1e21 or 1E+21.
            case JsonValueKind.Number:
                return expected.GetDouble() == actual.GetDouble() ? null : $"{place}: {expected} is expected, {actual} was answered";
            default:
                return null;
        }
    }

    private static List<(string Text, JsonElement Path)> Errors(JsonElement answer, bool hasData) =>
        !answer.TryGetProperty("errors", out var errors) ? [] :
        [
            .. errors.EnumerateArray().Select(error => error.TryGetProperty("path", out var path) && hasData
                ? (path.GetRawText(), path)
                : (error.GetProperty("message").GetString()!, default)),
        ];

    private static List<(string Text, JsonElement Path)> Subtract(
        IEnumerable<(string Text, JsonElement Path)> from, IEnumerable<(string Text, JsonElement Path)> what)
    {
        var rest = what.Select(one => one.Text).ToList();
        return from.Where(one => !rest.Remove(one.Text)).ToList();
    }

    private static bool IsBelowNull(JsonElement data, JsonElement path)
    {
        if (path.ValueKind != JsonValueKind.Array)
            return false;
        foreach (var segment in path.EnumerateArray())
        {
            if (data.ValueKind == JsonValueKind.Null)
                return true;
            data = segment.ValueKind == JsonValueKind.Number ? data[segment.GetInt32()] : data.GetProperty(segment.GetString()!);
        }
        return false;
    }
}
