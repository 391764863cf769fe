namespace Analytics.GraphQL.Execution.Middleware;

/// <summary>Resolves a field and leaves its value in <see cref="IMiddlewareContext.Result"/>.</summary>
#pragma warning disable CA1711 // The name by which GraphQL servers in C# know it.
public delegate ValueTask FieldDelegate(IMiddlewareContext context);
