using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Tests.Oracle.Generation;

/// <summary>Literals with and without variables, and JSON, for any input type.</summary>
internal sealed class InputGenerator(Chance chance)
{
    private const int MaxDepth = 3;

    /// <summary>A literal; variables come from the given source, none when it is null.</summary>
    public string Literal(InputPlace place, Func<InputPlace, string>? variable, int depth = 0)
    {
        if (variable is not null && chance.Of(25))
            return variable(place);
        var type = place.Type;
        if (type is not NonNullType && chance.Of(10))
            return "null";
        return type.NullableType() switch
        {
            ListType list => List(list, variable, depth),
            InputObjectType { IsOneOf: true } choice => OneOf(choice, variable, depth),
            InputObjectType input => $"{{{string.Join(", ", Chosen(input, depth).Select(field =>
                $"{field.Name}: {Literal(new(field.Type, field.DefaultValue is not null), variable, depth + 1)}"))}}}",
            ScalarType custom when !InputTexts.IsBuiltIn(custom) && variable is not null && chance.Of(20) =>
                $"{{a: {variable(new(type))}, b: [{variable(new(type))}, 1]}}",
            var leaf => InputTexts.Literal((NamedType)leaf, chance),
        };
    }

    /// <summary>JSON that the type accepts.</summary>
    public string Json(IType type, int depth = 0)
    {
        if (type is not NonNullType && chance.Of(10))
            return "null";
        switch (type.NullableType())
        {
            case ListType list:
                return chance.Of(20)
                    ? Json(new NonNullType(list.NamedType()), depth + 1)
                    : $"[{string.Join(",", Enumerable.Range(0, chance.Below(4)).Select(_ => Json(list.ElementType, depth + 1)))}]";
            case InputObjectType { IsOneOf: true } choice:
                var one = Choice(choice, depth);
                return $"{{\"{one.Name}\":{Json(new NonNullType(one.Type), depth + 1)}}}";
            case InputObjectType input:
                return $"{{{string.Join(",", Chosen(input, depth).Select(field =>
                    $"\"{field.Name}\":{Json(field.Type, depth + 1)}"))}}}";
            case var leaf:
                return InputTexts.Json((NamedType)leaf, chance);
        }
    }

    // A single value stands for a list of one, unless it is a list itself; no variable of the item's type may stand there.
    private string List(ListType list, Func<InputPlace, string>? variable, int depth) =>
        chance.Of(20) && InputTexts.IsBuiltIn(list.NamedType())
        ? Literal(new(new NonNullType(list.NamedType())), null, depth + 1)
        : $"[{string.Join(", ", Enumerable.Range(0, chance.Below(4)).Select(_ =>
            Literal(new(list.ElementType), variable, depth + 1)))}]";

    private string OneOf(InputObjectType type, Func<InputPlace, string>? variable, int depth)
    {
        var field = Choice(type, depth);
        return $"{{{field.Name}: {Literal(new(new NonNullType(field.Type), IsChoice: true), variable, depth + 1)}}}";
    }

    private InputField Choice(InputObjectType type, int depth) => depth < MaxDepth
        ? chance.Pick(type.Fields)
        : type.Fields.FirstOrDefault(field => field.Type.IsLeaf()) ?? type.Fields[0];

    // Shuffled: the order in which fields are given must not matter.
    private List<InputField> Chosen(InputObjectType type, int depth) =>
    [
        .. type.Fields.Where(field => field.IsRequired || depth < MaxDepth && chance.Of(35))
            .OrderBy(_ => chance.Below(1000)),
    ];
}
