using System.Diagnostics;
using System.Reflection;
using Analytics.GraphQL.Execution.Middleware;
using Analytics.GraphQL.Transport;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Types.Annotations;
using Microsoft.AspNetCore.Builder;

namespace Analytics.GraphQL.Tests.Readme;

public sealed class BookUnknownException(string title) : Exception($"There is no book \"{title}\".");

[MutationType]
public static class ShelfMutations
{
    [Error<BookUnknownException>]
    public static Book RemoveBook(string title, Library library) =>
        library.Books.FirstOrDefault(book => book.Title == title) ?? throw new BookUnknownException(title);
}

[AttributeUsage(AttributeTargets.Method)]
public sealed class UseStopwatchAttribute : ObjectFieldDescriptorAttribute
{
    public override void OnConfigure(ObjectFieldDescriptor descriptor, MemberInfo member) =>
        descriptor.Use(next => async context =>
        {
            var started = Stopwatch.GetTimestamp();
            await next(context);
            context.ContextData[descriptor.Coordinate] = Stopwatch.GetElapsedTime(started);
        });
}

internal static class Conventions
{
    public static void Configure(WebApplicationBuilder builder)
    {
        builder.Services.AddGraphQLServer().AddMutationConventions();
    }
}
