using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Execution.Middleware;

/// <summary>Adds middleware to fields.</summary>
public static class FieldMiddlewareExtensions
{
    /// <summary>Adds a middleware inside of those that were added before.</summary>
    public static ObjectFieldDescriptor Use(this ObjectFieldDescriptor descriptor, FieldMiddleware middleware)
    {
        descriptor.Middleware.Add(middleware);
        return descriptor;
    }
}
