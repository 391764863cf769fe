using Analytics.GraphQL.Transport;
using Analytics.GraphQL.Types.Annotations;
using Microsoft.AspNetCore.Builder;

namespace Analytics.GraphQL.Tests.Readme;

[MutationType]
public static class LendingMutations
{
    [Idempotent]
    public static Book LendBook(string title, Library library) => library.Books.First(book => book.Title == title);
}

internal static class Idempotency
{
    public static void Configure(WebApplicationBuilder builder)
    {
        builder.Services.AddGraphQLServer().AddIdempotency();
    }
}
