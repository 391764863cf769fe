using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Tests.Transport;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Types.Annotations;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Tests.Execution;

/// <summary>What a resolver sees of the document: its field's directives and what is selected below.</summary>
public sealed class SelectionContextTests : IAsyncLifetime
{
    private GraphQLServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await GraphQLServer.StartAsync(
        builder => builder.AddTypes(typeof(PhotoQueries), typeof(Mood), typeof(SpareInput)).AddDirectiveType<ScaleDirective>());

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Resolver_reads_the_directives_of_its_field_with_their_arguments() => Assert.Equal(
        """{"data":{"plain":"-","one":"2x nearest","both":"1x smooth,3x nearest"}}""",
        await _server.TextAsync(
            """
            query($by: Int = 3) {
              plain: directives
              one: directives @scale(by: 2)
              both: directives @scale(by: 1, mode: "smooth") @scale(by: $by)
            }
            """));

    [Fact]
    public async Task Directives_are_validated_and_introspected_like_any_other()
    {
        Assert.Contains("not provided", await _server.TextAsync("{ directives @scale }"), StringComparison.Ordinal);
        Assert.Contains("may not be used on INLINE_FRAGMENT",
            await _server.TextAsync("{ ... @scale(by: 1) { directives } }"), StringComparison.Ordinal);
        var directives = (await _server.QueryAsync("{ __schema { directives { name isRepeatable locations args { name } } } }"))
            .GetRawText();
        Assert.Contains(
            """{"name":"scale","isRepeatable":true,"locations":["FIELD"],"args":[{"name":"by"},{"name":"mode"}]}""",
            directives, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ photo { seen } }", "photo", false)]
    [InlineData("{ photo { seen large } }", "photo", true)]
    [InlineData("{ photo { seen ...f } } fragment f on Photo { big: large }", "photo", true)]
    [InlineData("{ photo { seen large @skip(if: true) } }", "photo", false)]
    [InlineData("{ album { seen cover { seen } } }", "album", false)]
    [InlineData("{ album { seen large } }", "album", false)]
    [InlineData("{ album { seen cover { large } } }", "album", true)]
    [InlineData("{ album { seen ...f } } fragment f on Album { first: cover { ...on Photo { big: large } } }", "album", true)]
    [InlineData("{ media { ...on Photo { seen } } }", "media", false)]
    [InlineData("{ media { ...on Photo { seen large } } }", "media", true)]
    public async Task Resolver_learns_whether_a_field_is_selected_below(string query, string field, bool expected) => Assert.Equal(
        expected, (await _server.QueryAsync(query)).GetProperty("data").GetProperty(field).GetProperty("seen").GetBoolean());

    [Fact]
    public async Task Annotations_choose_scalars_and_declare_types()
    {
        var schema = _server.Services.GetRequiredService<Schema>();
        Assert.Equal("[Hex!]!", schema.QueryType.Fields["colours"].Type.ToString());
        Assert.Equal("Hex!", schema.QueryType.Fields["colours"].Arguments["start"].Type.ToString());
        Assert.Equal(TypeKind.Enum, schema.Types["Mood"].Kind);
        Assert.Equal(TypeKind.InputObject, schema.Types["SpareInput"].Kind);
        Assert.Contains("scalar Hex @specifiedBy(url: \"https://example.com/hex\")", SchemaPrinter.Print(schema), StringComparison.Ordinal);
        Assert.Equal("""{"data":{"colours":["#ff","#100"]}}""", await _server.TextAsync("{ colours(start: \"#ff\") }"));
    }
}

[DirectiveType(DirectiveLocation.Field, IsRepeatable = true)]
public sealed record ScaleDirective(int By, string Mode = "nearest");

[EnumType]
public enum Mood
{
    Calm,
}

[InputObjectType]
public sealed record SpareInput(int Count);

[UnionType]
public interface IMedia;

public sealed record Photo(bool Seen) : IMedia
{
    public string Large => $"large {Seen}";
}

public sealed record Album(bool Seen)
{
    public string Large => $"album {Seen}";

    public Photo Cover => new(Seen);
}

public sealed class HexType() : ScalarType<int>("Hex", null, new Uri("https://example.com/hex"))
{
    public override int ReadJson(System.Text.Json.JsonElement value) => Read(value.GetString()!);

    public override int ReadLiteral(IValueNode literal) =>
        literal is StringValueNode text ? Read(text.Value) : throw Cannot(literal);

    public override void Write(ResultWriter writer, int value) => writer.WriteString($"#{value:x}");

    private static int Read(string text) => System.Convert.ToInt32(text[1..], 16);
}

[QueryType]
public static class PhotoQueries
{
    public static string GetDirectives(IResolverContext context) => context.GetDirectives<ScaleDirective>() is { Count: > 0 } given
        ? string.Join(',', given.Select(scale => $"{scale.By}x {scale.Mode}"))
        : "-";

    public static Album GetAlbum([IsSelected("cover.large")] bool isLarge) => new(isLarge);

    public static Photo GetPhoto([IsSelected("large")] bool isLarge) => new(isLarge);

    public static IMedia GetMedia([IsSelected("large")] bool isLarge) => new Photo(isLarge);

    [GraphQLType<HexType>]
    public static int[] GetColours([GraphQLType<HexType>] int start) => [start, start + 1];
}
