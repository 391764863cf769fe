namespace Analytics.GraphQL.Types.Values;

/// <summary>The coerced variables of a request. A variable without value and default is not in it.</summary>
internal sealed class VariableValues : Dictionary<string, object?>
{
    /// <summary>No variables.</summary>
    public static VariableValues None { get; } = [];

    /// <summary>The variables as the caller gave them; undefined when there are none.</summary>
    public System.Text.Json.JsonElement Given { get; init; }

    public VariableValues() : base(StringComparer.Ordinal)
    {
    }
}
