using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Execution.Resolvers;

/// <summary>Gives a field's value at once.</summary>
internal delegate object? SyncResolver(
    OperationContext operation, object? parent, object?[] arguments, IResolverContext? context);

/// <summary>Gives a field's value later.</summary>
internal delegate ValueTask<object?> AsyncResolver(
    OperationContext operation, object? parent, object?[] arguments, IResolverContext? context);

/// <summary>Gives a leaf's value straight into the answer; false when it is null and nothing was written.</summary>
internal delegate bool LeafWriter(
    ResultWriter writer, OperationContext operation, object? parent, object?[] arguments, IResolverContext? context);

/// <summary>The delegates of a schema field. Exactly one of the first two is there.</summary>
/// <param name="Sync">Set when the member returns no task.</param>
/// <param name="Async">Set when the member returns a task.</param>
/// <param name="Leaf">Set when a synchronous field is a single scalar or enum.</param>
/// <param name="NeedsContext">Whether the resolver takes an <see cref="IResolverContext"/>.</param>
internal sealed record CompiledField(SyncResolver? Sync, AsyncResolver? Async, LeafWriter? Leaf, bool NeedsContext)
{
    /// <summary>Set when what the resolver gives is a list that comes bit by bit: takes it and gives its items.</summary>
    public Func<object, IAsyncEnumerable<object?>>? Sequence { get; init; }

    /// <summary>The value, whether it comes at once or later.</summary>
    public ValueTask<object?> ResolveAsync(
        OperationContext operation, object? parent, object?[] arguments, IResolverContext? context) =>
        Async is not null ? Async(operation, parent, arguments, context) : new(Sync!(operation, parent, arguments, context));
}
