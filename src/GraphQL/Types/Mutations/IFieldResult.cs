namespace Analytics.GraphQL.Types.Mutations;

/// <summary>A <see cref="FieldResult{T}"/> of whatever type.</summary>
internal interface IFieldResult
{
    /// <summary>The value; null when there are errors.</summary>
    object? Value { get; }

    /// <summary>The expected errors; empty when there are none.</summary>
    IReadOnlyList<object> Errors { get; }
}
