using Analytics.GraphQL.Subscriptions;

namespace Analytics.GraphQL.Execution.Resolvers;

/// <summary>Opens the source of a subscription field.</summary>
internal delegate ValueTask<SourceReader> SourceOpener(
    OperationContext operation, object?[] arguments, IResolverContext context);

/// <summary>The compiled source of a subscription field.</summary>
/// <param name="Open">Opens it.</param>
/// <param name="RunsCode">Whether a method of the host makes it, and not a topic.</param>
/// <param name="CanResume">Whether it can go on after a cursor.</param>
internal sealed record CompiledSource(SourceOpener Open, bool RunsCode, bool CanResume);
