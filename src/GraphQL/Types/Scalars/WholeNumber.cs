using System.Text.Json;

namespace Analytics.GraphQL.Types.Scalars;

/// <summary>Whole numbers in JSON, which may be written <c>1.0</c> or <c>1e3</c>.</summary>
internal static class WholeNumber
{
    /// <summary>The value when the number is whole and fits 64 bits.</summary>
    public static bool TryRead(JsonElement number, out long value)
    {
        if (number.TryGetInt64(out value))
            return true;
        if (!number.TryGetDecimal(out var exact) || exact != decimal.Truncate(exact)
            || exact is < long.MinValue or > long.MaxValue)
            return false;
        value = (long)exact;
        return true;
    }
}
