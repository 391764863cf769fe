using System.Text.Json;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Building;

namespace Analytics.GraphQL.Tests.Types;

/// <summary>Directives that C# attributes apply to a schema.</summary>
public sealed class AppliedDirectiveTests
{
    [Fact]
    public void Attributes_are_printed_as_directives_wherever_the_specification_allows_them() => Assert.Equal(
        """
        schema @owner(team: "core") {
          query: Query
        }

        directive @owner(team: String!, pages: [String!], level: OwnerLevel! = LOW) repeatable on SCHEMA | SCALAR | OBJECT | FIELD_DEFINITION | ARGUMENT_DEFINITION | INTERFACE | UNION | ENUM | ENUM_VALUE | INPUT_OBJECT | INPUT_FIELD_DEFINITION

        directive @weight(value: Float!) on FIELD_DEFINITION | OBJECT

        type Cat implements Pet {
          name: String! @weight(value: 2.5) @owner(team: "a", level: HIGH) @owner(team: "b", pages: ["x", "y"])
        }

        input CatFilterInput @owner(team: "input") {
          name: String @owner(team: "parameter")
          age: Int @owner(team: "property")
        }

        enum Colour @owner(team: "enum") {
          RED @owner(team: "value")
        }

        enum OwnerLevel {
          LOW
          HIGH
        }

        interface Pet @owner(team: "interface") {
          name: String!
        }

        type Query @weight(value: 1) {
          cat(colour: Colour! @owner(team: "argument"), filter: CatFilterInput): Cat!
          pet: Pet
          thing: Thing
          scale: Scale!
        }

        scalar Scale @owner(team: "scalar")

        union Thing @owner(team: "union") = Cat

        """, SchemaPrinter.Print(Build(typeof(CatQueries))));

    [Fact]
    public void Printed_directives_can_be_parsed_and_an_instance_is_kept()
    {
        var schema = Build(typeof(CatQueries));
        var document = Utf8GraphQLParser.Parse(SchemaPrinter.Print(schema));
        Assert.Contains(document.Definitions, definition => definition is SchemaDefinitionNode { Directives.Length: 1 });
        var name = Assert.IsType<ObjectType>(schema.FindType("Cat")).Fields["name"];
        Assert.Equal(2.5, Assert.IsType<WeightAttribute>(name.AppliedDirectives[0].Value).Value);
        Assert.Equal("b", Assert.IsType<OwnerDirective>(name.AppliedDirectives[2].Value).Team);
    }

    [Fact]
    public void Wrong_places_and_repetitions_are_faults() => Assert.Equal(
        [
            "Query.twice: The directive \"@weight\" can only be used once at this location.",
            "Query.wrong(of:): Directive \"@weight\" may not be used on ARGUMENT_DEFINITION.",
        ],
        Assert.Throws<SchemaException>(() => Build(typeof(MisusedQueries))).Faults.Select(fault => fault.ToString()).Order());

    [Fact]
    public void Class_that_defines_no_directive_cannot_be_applied() => Assert.Contains(
        "has no [DirectiveType]",
        Assert.Throws<SchemaException>(() => Build(typeof(UndefinedQueries))).Message, StringComparison.Ordinal);

    private static Schema Build(Type queries) => new SchemaBuilder().AddType(queries).AddScalar(new ScaleType())
        .ApplyDirective(new OwnerDirective("core")).Build();
}

public enum OwnerLevel
{
    Low,
    High,
}

[DirectiveType(
    DirectiveLocation.Schema, DirectiveLocation.Scalar, DirectiveLocation.Object, DirectiveLocation.FieldDefinition,
    DirectiveLocation.ArgumentDefinition, DirectiveLocation.Interface, DirectiveLocation.Union, DirectiveLocation.Enum,
    DirectiveLocation.EnumValue, DirectiveLocation.InputObject, DirectiveLocation.InputFieldDefinition, IsRepeatable = true)]
public sealed record OwnerDirective(string Team, string[]? Pages = null, OwnerLevel Level = OwnerLevel.Low);

[AttributeUsage(AttributeTargets.All, AllowMultiple = true)]
public sealed class OwnerAttribute(string team, params string[] pages) : DirectiveAttribute
{
    public OwnerLevel Level { get; set; }

    public override object CreateDirective() => new OwnerDirective(team, pages.Length == 0 ? null : pages, Level);
}

[DirectiveType(DirectiveLocation.FieldDefinition, DirectiveLocation.Object)]
public sealed class WeightAttribute(double value) : DirectiveAttribute
{
    public double Value { get; } = value;
}

[UnionType, Owner("union")]
public interface IThing;

[InterfaceType, Owner("interface")]
public interface IPet
{
    string Name { get; }
}

public sealed record Cat([property: Weight(2.5), Owner("a", Level = OwnerLevel.High), Owner("b", "x", "y")] string Name)
    : IPet, IThing;

[Owner("enum")]
public enum Colour
{
    [Owner("value")]
    Red,
}

[Owner("input")]
public sealed record CatFilter([Owner("parameter")] string? Name)
{
    [Owner("property")]
    public int? Age { get; init; }
}

public readonly record struct Scale(double Value);

[Owner("scalar")]
public sealed class ScaleType() : ScalarType<Scale>("Scale")
{
    public override Scale ReadJson(JsonElement value) => new(value.GetDouble());

    public override Scale ReadLiteral(IValueNode literal) => throw Cannot(literal);

    public override void Write(ResultWriter writer, Scale value) => writer.WriteNumber(value.Value);
}

[QueryType, Weight(1)]
public static class CatQueries
{
    public static Cat GetCat([Owner("argument")] Colour colour, CatFilter? filter) => new($"{colour} {filter}");

    public static IPet? GetPet() => null;

    public static IThing? GetThing() => null;

    public static Scale GetScale() => new(1);
}

[QueryType]
public static class MisusedQueries
{
    [Weight(1), Weight(2)]
    public static int GetTwice() => 2;

    public static int Wrong([Weight(1)] int of) => of;
}

[QueryType]
public static class UndefinedQueries
{
    [Undefined]
    public static int GetOne() => 1;
}

[AttributeUsage(AttributeTargets.Method)]
public sealed class UndefinedAttribute : DirectiveAttribute;
