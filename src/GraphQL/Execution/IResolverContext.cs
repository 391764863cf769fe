using System.Security.Claims;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Execution;

/// <summary>What a resolver can learn about the field that it resolves.</summary>
public interface IResolverContext
{
    /// <summary>The schema.</summary>
    Schema Schema { get; }

    /// <summary>The field.</summary>
    OutputField Field { get; }

    /// <summary>The field's key in the answer.</summary>
    string ResponseName { get; }

    /// <summary>Response names and list indices from the root to the field.</summary>
    IReadOnlyList<object> Path { get; }

    /// <summary>The request's services.</summary>
    IServiceProvider Services { get; }

    /// <summary>Who asks.</summary>
    ClaimsPrincipal User { get; }

    /// <summary>Cancelled when the caller goes away or the time is up.</summary>
    CancellationToken RequestAborted { get; }

    /// <summary>Request-wide state.</summary>
    IDictionary<string, object?> ContextData { get; }

    /// <summary>The object that the field hangs on.</summary>
    /// <exception cref="InvalidCastException">It is of another type.</exception>
    T Parent<T>();

    /// <summary>The coerced value of an argument.</summary>
    /// <exception cref="KeyNotFoundException">The field has no such argument.</exception>
    T ArgumentValue<T>(string name);

    /// <summary>Whether a field is selected on what this one returns, or on an item of it; for abstract types on any of their types.</summary>
    bool IsSelected(string field);

    /// <summary>The directives of a class that the document gives to the field, with their arguments.</summary>
    /// <typeparam name="T">A class with <see cref="Types.Annotations.DirectiveTypeAttribute"/>.</typeparam>
    /// <exception cref="InvalidOperationException">The schema has no such directive.</exception>
    /// <exception cref="CoercionException">An argument does not fit.</exception>
    IReadOnlyList<T> GetDirectives<T>();

    /// <summary>Adds an error at the field without giving up on its value.</summary>
    void ReportError(IError error);
}
