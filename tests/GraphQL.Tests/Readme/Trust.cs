using Analytics.GraphQL.Transport;
using Analytics.GraphQL.Types.Annotations;
using Microsoft.AspNetCore.Builder;

namespace Analytics.GraphQL.Tests.Readme;

[QueryType]
public static class StockQueries
{
    [Cost(25)]
    [ListSize(AssumedSize = 100, SlicingArguments = ["limit"], RequireOneSlicingArgument = false)]
    public static IReadOnlyList<Book> GetStock(Library library, int limit = 20) => [.. library.Books.Take(limit)];
}

internal static class Trust
{
    public static void Configure(WebApplicationBuilder builder) =>
        builder.Services.AddGraphQLServer()
            .UsePersistedOperationPipeline()
            .AddFileSystemOperationDocumentStorage("operations")
            .ModifyRequestOptions(options => options.PersistedOperations.OnlyAllowPersistedDocuments = true);
}
