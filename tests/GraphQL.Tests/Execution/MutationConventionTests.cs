using Analytics.GraphQL.Tests.Transport;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Mutations;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Tests.Execution;

public sealed class MutationConventionTests : IAsyncLifetime
{
    private GraphQLServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await GraphQLServer.StartAsync(
        builder => builder.AddTypes(typeof(TaskQueries), typeof(TaskMutations)).AddMutationConventions());

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public void Mutations_take_one_input_and_answer_a_payload() => Assert.Equal(
        """
        type Mutation {
          renameTask(input: RenameTaskInput!): RenameTaskPayload! @cost(weight: "10")
          reorder(input: MoveInput!): MovePayload!
          touch: TouchPayload!
          plain(title: String!): String!
          tryRename(input: TryRenameInput!): TryRenamePayload!
          fail: FailPayload!
          listAll: ListAllPayload!
        }

        """, Print("Mutation"));

    [Fact]
    public void Input_payload_and_errors_have_the_names_of_the_conventions() => Assert.Equal(
        """"
        """
        What `fail` can expect to go wrong.
        """
        union FailError = StaleTaskError | TitleError

        """
        The input of `reorder`.
        """
        input MoveInput {
          ids: [ID!]!
        }

        """
        What became of `reorder`.
        """
        type MovePayload {
          """
          The result; null when there are errors.
          """
          moved: Int
        }

        """
        What became of `renameTask`.
        """
        type RenameTaskPayload {
          """
          The result; null when there are errors.
          """
          task: Task
          """
          What went wrong, as expected; null when nothing did.
          """
          errors: [RenameTaskError!]
        }

        """
        What `renameTask` can expect to go wrong.
        """
        union RenameTaskError = StaleTaskError | TitleError

        """
        The input of `renameTask`.
        """
        input RenameTaskInput {
          id: ID!
          title: String!
          note: String
          version: Int! = 1
        }

        type StaleTaskError implements Error {
          message: String!
          actual: Int!
        }

        type TitleError implements Error {
          message: String!
          length: Int!
        }

        """", Print(
        "FailError", "MoveInput", "MovePayload", "RenameTaskPayload", "RenameTaskError", "RenameTaskInput", "StaleTaskError",
        "TitleError"));

    [Fact]
    public async Task Result_stands_in_the_payload() => Assert.Equal(
        """{"data":{"renameTask":{"task":{"title":"New v1 none"},"errors":null}}}""",
        await _server.TextAsync("""mutation { renameTask(input: {id: "7", title: "New"}) { task { title } errors { __typename } } }"""));

    [Fact]
    public async Task Variables_defaults_and_omission_work_in_the_input() => Assert.Equal(
        """{"data":{"renameTask":{"task":{"title":"Var v1 null"}}}}""",
        await _server.TextAsync(
            "mutation($input: RenameTaskInput!) { renameTask(input: $input) { task { title } } }",
            new { input = new { id = 7, title = "Var", note = (string?)null } }));

    [Theory]
    [InlineData("", 1, """[{"__typename":"TitleError","message":"A title has 1 to 20 characters.","length":0}]""")]
    [InlineData("x", 9, """[{"__typename":"StaleTaskError","message":"The task has changed.","actual":1}]""")]
    public async Task Expected_exceptions_are_errors_of_the_payload(string title, int version, string errors) => Assert.Equal(
        """{"data":{"renameTask":{"task":null,"errors":""" + errors + "}}}",
        await _server.TextAsync(
            """
            mutation($title: String!, $version: Int!) {
              renameTask(input: {id: "7", title: $title, version: $version}) {
                task { title }
                errors { __typename ...on Error { message } ...on StaleTaskError { actual } ...on TitleError { length } }
              }
            }
            """, new { title, version }));

    [Fact]
    public async Task Several_expected_exceptions_are_several_errors() => Assert.Equal(
        """{"data":{"fail":{"errors":[{"__typename":"StaleTaskError"},{"__typename":"TitleError"}]}}}""",
        await _server.TextAsync("mutation { fail { errors { __typename } } }"));

    [Fact]
    public async Task Errors_can_be_given_back_instead_of_thrown() => Assert.Equal(
        """{"data":{"a":{"string":"ok","errors":null},"b":{"string":null,"errors":[{"message":"A title has 1 to 20 characters."}]}}}""",
        await _server.TextAsync(
            """
            mutation {
              a: tryRename(input: {title: "ok"}) { string errors { ...on Error { message } } }
              b: tryRename(input: {title: ""}) { string errors { ...on Error { message } } }
            }
            """));

    [Fact]
    public async Task Unexpected_exception_stays_an_error_of_the_answer()
    {
        var answer = await _server.QueryAsync("""mutation { renameTask(input: {id: "0", title: "x"}) { task { title } } }""");
        Assert.Equal("null", answer.GetProperty("data").GetRawText());
        Assert.Equal("INTERNAL", answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Mutation_that_opted_out_stays_as_it_is_written() => Assert.Equal(
        """{"data":{"plain":"t","touch":{"boolean":true},"listAll":{"strings":["a"]}}}""",
        await _server.TextAsync("""mutation { plain(title: "t") touch { boolean } listAll { strings } }"""));

    private string Print(params string[] types)
    {
        var blocks = SchemaPrinter.Print(_server.Services.GetRequiredService<Schema>()).Split("\n\n");
        return string.Join("\n\n", types.Select(name => blocks.Single(block => block.Split('\n').Any(line =>
            line.StartsWith($"type {name} ", StringComparison.Ordinal) || line.StartsWith($"input {name} ", StringComparison.Ordinal)
            || line.StartsWith($"union {name} ", StringComparison.Ordinal)
            || line.StartsWith($"interface {name} ", StringComparison.Ordinal))).TrimEnd('\n'))) + "\n";
    }

    public sealed class StaleTaskException(int actual) : Exception("The task has changed.")
    {
        public int Actual { get; } = actual;
    }

    public sealed class TitleException(int length) : Exception("secret")
    {
        public int Length { get; } = length;
    }

    public sealed record TitleError(string Message, int Length)
    {
        public static TitleError CreateErrorFrom(TitleException exception) =>
            new("A title has 1 to 20 characters.", exception.Length);
    }

    [GraphQLName("Task")]
    public sealed record TaskItem(string Title);
}

[QueryType]
public static class TaskQueries
{
    public static int GetCount() => 1;
}

[MutationType]
public static class TaskMutations
{
    [Error<MutationConventionTests.StaleTaskException>]
    [Error(typeof(MutationConventionTests.TitleError))]
    public static async Task<MutationConventionTests.TaskItem> RenameTaskAsync(
        [ID] int id, string title, Optional<string?> note, CancellationToken cancellationToken, int version = 1)
    {
        await Task.Delay(1, cancellationToken);
        return title.Length == 0 ? throw new MutationConventionTests.TitleException(0)
            : version > 1 ? throw new MutationConventionTests.StaleTaskException(1)
            : id == 0 ? throw new InvalidOperationException("secret")
            : new($"{title} v{version} {(note.HasValue ? note.Value ?? "null" : "none")}");
    }

    [UseMutationConvention(InputTypeName = "MoveInput", PayloadTypeName = "MovePayload", PayloadFieldName = "moved")]
    public static int Reorder([ID] string[] ids) => ids.Length;

    public static bool Touch() => true;

    [UseMutationConvention(Disable = true)]
    public static string Plain(string title) => title;

    [Error<MutationConventionTests.TitleError>]
    public static FieldResult<string> TryRename(string title) =>
        title.Length == 0 ? new MutationConventionTests.TitleException(0) : title;

    [Error<MutationConventionTests.StaleTaskException>]
    [Error<MutationConventionTests.TitleError>]
    public static bool Fail() => throw new AggregateException(
        new MutationConventionTests.StaleTaskException(1), new MutationConventionTests.TitleException(2));

    public static IReadOnlyList<string> ListAll() => ["a"];
}
