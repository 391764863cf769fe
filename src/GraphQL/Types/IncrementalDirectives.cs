using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types.Scalars;

namespace Analytics.GraphQL.Types;

/// <summary>The directives of the incremental delivery draft, which a schema has where they are enabled.</summary>
internal static class IncrementalDirectives
{
    public const string Defer = "defer";
    public const string Stream = "stream";

    /// <summary>Makes <c>@defer</c> around the schema's own scalars.</summary>
    public static DirectiveType CreateDefer(StringType text, BooleanType boolean) => new(
        Defer, [DirectiveLocation.FragmentSpread, DirectiveLocation.InlineFragment],
        [If(boolean, "Deferred when true or undefined."), Label(text)],
        "Directs the executor to defer this fragment when the `if` argument is true or undefined.");

    /// <summary>Makes <c>@stream</c> around the schema's own scalars.</summary>
    public static DirectiveType CreateStream(StringType text, BooleanType boolean, IntType number) => new(
        Stream, [DirectiveLocation.Field],
        [
            new Argument("initialCount", new NonNullType(number), "Number of items to return immediately",
                new IntValueNode("0")) { ClrType = typeof(int) },
            If(boolean, "Stream when true or undefined."),
            Label(text),
        ],
        "Directs the executor to stream plural fields when the `if` argument is true or undefined.");

    /// <summary>The value of an argument as a document has it; null when it is left out.</summary>
    public static IValueNode? Argument(DirectiveNode directive, string name)
    {
        foreach (var argument in directive.Arguments)
            if (argument.Name.Value == name)
                return argument.Value;
        return null;
    }

    private static Argument If(BooleanType boolean, string description) =>
        new("if", new NonNullType(boolean), description, new BooleanValueNode(true)) { ClrType = typeof(bool) };

    private static Argument Label(StringType text) => new("label", text, "Unique name") { ClrType = typeof(string) };
}
