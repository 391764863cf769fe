namespace Analytics.GraphQL.Execution.Middleware;

/// <summary>Wraps the rest of a field's resolution; called once, when the schema's resolvers are compiled.</summary>
/// <param name="next">The next middleware, or the resolver itself.</param>
public delegate FieldDelegate FieldMiddleware(FieldDelegate next);
