using System.Runtime.CompilerServices;
using Analytics.GraphQL.Transport;
using Analytics.GraphQL.Types.Annotations;
using Microsoft.AspNetCore.Builder;

namespace Analytics.GraphQL.Tests.Readme;

[QueryType]
public static class ArchiveQueries
{
    /// <summary>Every line of a book, from its first page on.</summary>
    public static async IAsyncEnumerable<string> GetLines(
        Archive archive, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in archive.PagesAsync(cancellationToken))
            foreach (var line in page)
                yield return line;
    }
}

public sealed class Archive(string[][] pages)
{
    public async IAsyncEnumerable<string[]> PagesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var page in pages)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return page;
        }
    }
}

internal static class IncrementalServer
{
    public static void Configure(WebApplicationBuilder builder)
    {
        builder.Services.AddGraphQLServer()
            .ModifyOptions(options =>
            {
                options.EnableDefer = true;
                options.EnableStream = true;
            });
    }
}
