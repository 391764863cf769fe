using System.Collections.Frozen;
using System.Text.Json;

namespace Analytics.Domain.Querying.Json;

/// <summary>Values of an enumeration as they are written: in upper snake case.</summary>
internal static class EnumNames<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<string, T> Values = Enum.GetValues<T>()
        .ToFrozenDictionary(value => JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString()), StringComparer.Ordinal);

    private static readonly FrozenDictionary<T, string> Names =
        Values.ToFrozenDictionary(name => name.Value, name => name.Key);

    public static string All => string.Join(", ", Values.OrderBy(value => value.Value).Select(value => value.Key));

    public static string Of(T value) => Names[value];

    public static bool TryParse(string text, out T value) => Values.TryGetValue(text, out value);
}
