using Analytics.GraphQL.DataLoader;
using Analytics.GraphQL.Transport;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Federation;
using Microsoft.AspNetCore.Builder;

namespace Analytics.GraphQL.Tests.Readme;

[Key("id")]
public sealed record Author([property: ID] int Id, string Name);

[ObjectType<Author>]
public static class AuthorNode
{
    [ReferenceResolver]
    public static Task<Author?> FindByIdAsync([ID] int id, AuthorLoader authors, CancellationToken cancellationToken) =>
        authors.LoadAsync(id, cancellationToken);
}

public sealed class AuthorLoader(IBatchScheduler scheduler) : BatchDataLoader<int, Author>(scheduler)
{
    protected override Task<IReadOnlyDictionary<int, Author>> LoadBatchAsync(
        IReadOnlyList<int> keys, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<int, Author>>(keys.ToDictionary(key => key, key => new Author(key, $"Author {key}")));
}

internal static class Federation
{
    public static void Configure(WebApplicationBuilder builder)
    {
        builder.Services.AddGraphQLServer().AddTypes(typeof(AuthorNode)).AddFederation();
    }
}
