namespace Analytics.GraphQL.Types.Annotations;

/// <summary>
/// An error that a mutation by convention expects: a member of the union in its payload's <c>errors</c>. The type is an
/// exception, a class whose constructor takes one, or a class with static methods <c>CreateErrorFrom</c> that do.
/// </summary>
/// <param name="errorType">The exception or the class made from it.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public class ErrorAttribute(Type errorType) : Attribute
{
    /// <summary>The exception or the class made from it.</summary>
    public Type ErrorType { get; } = errorType;
}
