using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Paging;

namespace Analytics.GraphQL.Types.Cost;

/// <summary>The annotations of fields that carry none of their own.</summary>
/// <param name="resolverCost">The weight of fields that wait; null for none.</param>
internal sealed class CostDefaults(double? resolverCost)
{
    private static readonly string[] Slicing = ["first", "last"];

    /// <summary>What to apply to a field beside what its member's attributes apply.</summary>
    public IEnumerable<object> For(OutputField field)
    {
        if (field.Binding is not { } binding)
            yield break;
        if (resolverCost is { } weight && binding.IsAsync && !IsApplied<CostDirective>(field))
            yield return new CostAttribute(weight).CreateDirective();
        if ((field.Paging is not null || IsConnection(binding.ResultType)) && !IsApplied<ListSizeDirective>(field))
            yield return SizeOf(field, field.Paging?.Options ?? new UsePagingAttribute());
    }

    private static ListSizeDirective SizeOf(OutputField field, UsePagingAttribute paging) => new(
        paging.MaxPageSize, [.. Slicing.Where(field.Arguments.Contains)], paging.DefaultPageSize, ["edges", "nodes"],
        // Paging itself refuses a request without a page size, where one is demanded.
        RequireOneSlicingArgument: false);

    private static bool IsApplied<T>(OutputField field) => field.AppliedDirectives.Any(directive => directive.Value is T);

    private static bool IsConnection(Type type)
    {
        for (Type? level = type; level is not null; level = level.BaseType)
            if (level.IsGenericType && level.GetGenericTypeDefinition() == typeof(Connection<>))
                return true;
        return false;
    }
}
