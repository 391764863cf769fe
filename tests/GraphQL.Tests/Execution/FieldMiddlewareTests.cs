using System.Reflection;
using Analytics.GraphQL.Execution.Middleware;
using Analytics.GraphQL.Tests.Transport;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Tests.Execution;

public sealed class FieldMiddlewareTests
{
    [Fact]
    public async Task Middleware_runs_around_the_resolver_in_the_order_in_which_it_stands()
    {
        await using var server = await GraphQLServer.StartAsync(builder => builder.AddTypes(typeof(WrappedQueries))
            .UseField(Wrap("all "), field => field.Name != "plain"));
        Assert.Equal(
            """{"data":{"plain":"plain","sync":"all outer inner sync","later":"all outer later"}}""",
            await server.TextAsync("{ plain sync later }"));
    }

    [Fact]
    public async Task Middleware_can_answer_without_the_resolver_and_sees_arguments() => await UsingAsync(async server =>
    {
        Assert.Equal("""{"data":{"guarded":"no entry"}}""", await server.TextAsync("{ guarded(age: 3) }"));
        Assert.Equal("""{"data":{"guarded":"come in"}}""", await server.TextAsync("{ guarded(age: 30) }"));
    });

    [Fact]
    public async Task Exception_of_a_middleware_is_an_error_of_the_field() => await UsingAsync(async server =>
    {
        var answer = await server.QueryAsync("{ plain failing }");
        Assert.Equal("""{"plain":"plain","failing":null}""", answer.GetProperty("data").GetRawText());
        Assert.Equal("""["failing"]""", answer.GetProperty("errors")[0].GetProperty("path").GetRawText());
    });

    private static FieldMiddleware Wrap(string text) => next => async context =>
    {
        await next(context);
        context.Result = text + context.Result;
    };

    private static async Task UsingAsync(Func<GraphQLServer, Task> test)
    {
        await using var server = await GraphQLServer.StartAsync(builder => builder.AddTypes(typeof(WrappedQueries)));
        await test(server);
    }

    [AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
    public sealed class UseWordAttribute(string word) : ObjectFieldDescriptorAttribute
    {
        public override void OnConfigure(ObjectFieldDescriptor descriptor, MemberInfo member) =>
            descriptor.Use(Wrap(word + " "));
    }

    [AttributeUsage(AttributeTargets.Method)]
    public sealed class UseGuardAttribute : ObjectFieldDescriptorAttribute
    {
        public override void OnConfigure(ObjectFieldDescriptor descriptor, MemberInfo member) => descriptor.Use(next =>
            context =>
            {
                if (context.ArgumentValue<int>("age") >= 18)
                    return next(context);
                context.Result = "no entry";
                return ValueTask.CompletedTask;
            });
    }

    [AttributeUsage(AttributeTargets.Method)]
    public sealed class UseFailureAttribute : ObjectFieldDescriptorAttribute
    {
        public override void OnConfigure(ObjectFieldDescriptor descriptor, MemberInfo member) =>
            descriptor.Use(_ => _ => throw new InvalidOperationException("secret"));
    }
}

[QueryType]
public static class WrappedQueries
{
    public static string GetPlain() => "plain";

    [FieldMiddlewareTests.UseWord("outer"), FieldMiddlewareTests.UseWord("inner")]
    public static string GetSync() => "sync";

    [FieldMiddlewareTests.UseWord("outer")]
    public static async Task<string> GetLaterAsync()
    {
        await Task.Yield();
        return "later";
    }

    [FieldMiddlewareTests.UseGuard]
    public static string GetGuarded(int age) => age > 0 ? "come in" : "";

    [FieldMiddlewareTests.UseFailure]
    public static string? GetFailing() => "never";
}
