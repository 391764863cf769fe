using System.Security.Claims;
using Analytics.GraphQL.Execution.Middleware;
using Analytics.GraphQL.Execution.Plans;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Execution.Resolvers;

/// <inheritdoc cref="IResolverContext"/>
internal sealed class ResolverContext(
    OperationContext operation, FieldPlan plan, object? parent, object?[] arguments, IReadOnlyList<object> path)
    : IMiddlewareContext
{
    public OperationContext Operation => operation;

    public object? Source => parent;

    public object?[] Arguments => arguments;

    public object? Result { get; set; }

    public Schema Schema => operation.Schema;

    public OutputField Field => plan.Field;

    public string ResponseName => plan.ResponseName;

    public IReadOnlyList<object> Path => path;

    public IServiceProvider Services => operation.Services;

    public ClaimsPrincipal User => operation.User;

    public CancellationToken RequestAborted => operation.Aborted;

    public IDictionary<string, object?> ContextData => operation.Request.GlobalState;

    public T Parent<T>() => (T)parent!;

    public T ArgumentValue<T>(string name)
    {
        for (var index = 0; index < arguments.Length; index++)
            if (plan.Field.Arguments[index].Name == name)
                return (T)arguments[index]!;
        if (plan.Field.Mutation is { } mutation && mutation.TryGet(name, arguments, out var value))
            return (T)value!;
        throw new KeyNotFoundException($"{plan.Field.Coordinate} has no argument '{name}'.");
    }

    public bool IsSelected(string field) => plan.IsSelected(field);

    public IReadOnlyList<T> GetDirectives<T>() => DirectiveCoercion.Of<T>(operation.Schema, plan.Nodes, operation.Variables);

    /// <summary>Adds what an exception stands for at an item of the field's list.</summary>
    public void ReportException(Exception fault, int index) => operation.AddException(fault, plan, () => [.. path, index]);

    public void ReportError(IError error) => operation.AddError(OperationContext.At(error, plan, () => path));
}
