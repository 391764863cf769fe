using System.Runtime.InteropServices;
using System.Text.Json;

namespace Analytics.GraphQL.Execution.Pipeline;

/// <summary>Measures the variables' JSON before it is coerced.</summary>
internal static class VariableLimits
{
    /// <summary>The limit that the variables exceed; null when none is.</summary>
    public static IError? Check(JsonElement variables, RequestOptions options)
    {
        if (variables.ValueKind != JsonValueKind.Object)
            return null;
        var bytes = JsonMarshal.GetRawUtf8Value(variables).Length;
        if (bytes > options.MaxVariablesBytes)
            return Error.Of(
                $"The variables are larger than {options.MaxVariablesBytes} bytes.", ErrorCodes.VariablesTooLarge);
        // Every level and every item takes two bytes at least: short JSON need not be walked.
        return bytes < 2 * Math.Min(options.MaxVariableDepth, options.MaxVariableListLength)
            ? null
            : Walk(variables, 1, options);
    }

    private static Error? Walk(JsonElement value, int depth, RequestOptions options)
    {
        if (value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
            return null;
        if (depth > options.MaxVariableDepth)
            return Error.Of(
                $"The variables are nested deeper than the allowed {options.MaxVariableDepth} levels.", ErrorCodes.VariablesTooDeep);
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > options.MaxVariableListLength)
            return Error.Of(
                $"A list in the variables has more than the allowed {options.MaxVariableListLength} items.",
                ErrorCodes.VariableListTooLong);
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
                if (Walk(item, depth + 1, options) is { } fault)
                    return fault;
        }
        else
            foreach (var member in value.EnumerateObject())
                if (Walk(member.Value, depth + 1, options) is { } fault)
                    return fault;
        return null;
    }
}
