namespace Analytics.GraphQL.Types.Annotations;

/// <inheritdoc/>
/// <typeparam name="T">The exception or the class made from it.</typeparam>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class ErrorAttribute<T>() : ErrorAttribute(typeof(T));
