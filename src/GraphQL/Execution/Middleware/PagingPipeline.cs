using System.Reflection;
using Analytics.GraphQL.Execution.Resolvers;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Paging;

namespace Analytics.GraphQL.Execution.Middleware;

/// <summary>Compiles paging around a resolver, once a schema.</summary>
internal static class PagingPipeline
{
    // first, after, last, before
    private const int Added = 4;

    /// <summary>The resolver whose list is cut into pages; the resolver as it is when the field has no paging.</summary>
    public static CompiledField Around(CompiledField resolver, OutputField field)
    {
        if (field.Paging is not { } paging)
            return resolver;
        var slice = paging.ItemType is null ? null : Slicer(paging.ItemType);
        return new CompiledField(
            null,
            async (operation, parent, arguments, context) =>
            {
                var page = Read(arguments.AsSpan(arguments.Length - Added), paging.Options);
                var value = await resolver.ResolveAsync(operation, parent, [.. arguments[..^Added], page], context)
                    .ConfigureAwait(false);
                if (value is null || slice is null)
                    return value;
                // Counting may cost as much as reading: only for those who look at it.
                var count = paging.Options.IncludeTotalCount && context!.IsSelected("totalCount");
                return await slice(value, page, count, operation.Aborted).ConfigureAwait(false);
            },
            null, true);
    }

    private static PagingArguments Read(ReadOnlySpan<object?> given, UsePagingAttribute options)
    {
        var (first, last) = ((int?)given[0], (int?)given[2]);
        if (first is not null && last is not null)
            throw Refuse("'first' and 'last' cannot be combined.", ErrorCodes.PagingArguments);
        if (first is null && last is null && options.RequirePagingBoundaries)
            throw Refuse("Give 'first' or 'last'.", ErrorCodes.PagingArguments);
        if ((first ?? last) is { } size && (size < 0 || size > options.MaxPageSize))
            throw Refuse($"'{(first is null ? "last" : "first")}' lies in 0..{options.MaxPageSize}.", ErrorCodes.PageSize);
        return new(
            first ?? (last is null ? options.DefaultPageSize : null), (string?)given[1], last, (string?)given[3]);
    }

    private static GraphQLException Refuse(string message, string code) =>
        new(ErrorBuilder.New().SetMessage(message).SetCode(code).Build());

    private static Func<object, PagingArguments, bool, CancellationToken, ValueTask<object?>> Slicer(Type itemType) =>
        typeof(PagingPipeline).GetMethod(nameof(SliceAsync), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(itemType)
            .CreateDelegate<Func<object, PagingArguments, bool, CancellationToken, ValueTask<object?>>>();

    private static async ValueTask<object?> SliceAsync<T>(
        object list, PagingArguments page, bool count, CancellationToken cancellationToken) where T : notnull =>
        await OffsetPaging<T>.SliceAsync(PageSource<T>.Of(list), page, count, cancellationToken).ConfigureAwait(false);
}
