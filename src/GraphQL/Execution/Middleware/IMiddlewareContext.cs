namespace Analytics.GraphQL.Execution.Middleware;

/// <summary>A field that is being resolved, as its middleware sees it.</summary>
public interface IMiddlewareContext : IResolverContext
{
    /// <summary>The field's value: null until the resolver has run.</summary>
    object? Result { get; set; }
}
