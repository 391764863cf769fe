using Analytics.GraphQL.Types;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Building;

namespace Analytics.GraphQL.Tests.Types;

/// <summary>Two things of one name are reported, unless one says that it replaces the other.</summary>
public sealed class SchemaConflictTests
{
    [Fact]
    public void Fields_of_one_name_from_several_classes_are_reported() => Assert.Equal(
        ["Query.author: Field \"Query.author\" can only be defined once."], Faults(typeof(FirstQueries), typeof(SecondQueries)));

    [Fact]
    public void Overloads_are_two_fields_of_one_name() => Assert.Equal(
        ["Query.find: Field \"Query.find\" can only be defined once."], Faults(typeof(OverloadedQueries)));

    [Fact]
    public void Added_field_does_not_hide_a_property_silently() => Assert.Equal(
        ["Letter.author: Field \"Letter.author\" can only be defined once."], Faults(typeof(FirstQueries), typeof(HidingNode)));

    [Fact]
    public void Bound_resolver_stands_in_the_place_of_its_member()
    {
        var letter = Assert.IsType<ObjectType>(Build(typeof(FirstQueries), typeof(BoundNode)).FindType("Letter"));
        Assert.Equal(["writer", "text"], letter.Fields.Select(field => field.Name));
        Assert.Equal("Author", letter.Fields["writer"].Type.NamedType().Name);
    }

    [Fact]
    public void Binding_to_nothing_is_a_fault() => Assert.Equal(
        ["Letter: [BindMember] names Sender, from which no field of Analytics.GraphQL.Tests.Types.Letter follows."],
        Faults(typeof(FirstQueries), typeof(UnboundNode)));

    [Fact]
    public void Types_of_one_name_are_reported_with_what_they_are() => Assert.Equal(
        ["Letter: There can be only one type named \"Letter\". Rename Analytics.GraphQL.Tests.Types.Letter or "
            + "Analytics.GraphQL.Tests.Types.Envelope with [GraphQLName]."],
        Faults(typeof(FirstQueries), typeof(EnvelopeQueries)));

    [Fact]
    public void Faults_of_reading_and_of_validation_are_reported_together() => Assert.Equal(
        [
            "Query.author: Field \"Query.author\" can only be defined once.",
            "Query.run: Returns System.Action, which has no GraphQL type.",
        ], Faults(typeof(FirstQueries), typeof(SecondQueries), typeof(RunQueries)));

    private static IEnumerable<string> Faults(params Type[] types) =>
        Assert.Throws<SchemaException>(() => Build(types)).Faults.Select(fault => fault.ToString()).Order(StringComparer.Ordinal);

    private static Schema Build(params Type[] types)
    {
        var builder = new SchemaBuilder();
        foreach (var type in types)
            builder.AddType(type);
        return builder.Build();
    }
}

public sealed record Author(string Name);

public sealed record Letter(string Author, string Text);

[GraphQLName("Letter")]
public sealed record Envelope(string To);

[QueryType]
public static class FirstQueries
{
    public static Letter? GetLetter() => null;

    public static Author? GetAuthor() => null;
}

[QueryType]
public static class SecondQueries
{
    public static string? Author => null;
}

[QueryType]
public static class OverloadedQueries
{
    public static int Find(int id) => id;

    public static string Find(string name) => name;
}

[QueryType]
public static class EnvelopeQueries
{
    public static Envelope? GetEnvelope() => null;
}

[QueryType]
public static class RunQueries
{
    public static Action? GetRun() => null;
}

[ExtendObjectType<Letter>]
public static class HidingNode
{
    public static Author GetAuthor([Parent] Letter letter) => new(letter.Author);
}

[ObjectType<Letter>]
public static class BoundNode
{
    [BindMember(nameof(Letter.Author))]
    public static Author GetWriter([Parent] Letter letter) => new(letter.Author);
}

[ObjectType<Letter>]
public static class UnboundNode
{
    [BindMember("Sender")]
    public static Author GetSender([Parent] Letter letter) => new(letter.Author);
}
