using System.Collections.Immutable;
using System.Reflection;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Mutations;

namespace Analytics.GraphQL.Types.Building;

/// <summary>Reshapes mutations: one input object, one payload with the result and the expected errors.</summary>
internal sealed class MutationConventions(TypeCatalog catalog, MutationConventionOptions? options)
{
    private static readonly FieldBinding Result = Bind(nameof(MutationPayload.Result));
    private static readonly FieldBinding Errors = Bind(nameof(MutationPayload.Errors));

    private readonly MutationConventionOptions _options = options ?? new() { ApplyToAllMutations = false };

    /// <summary>The field by the conventions; the field itself when they do not apply.</summary>
    public OutputField Apply(OutputField field)
    {
        var member = field.Binding!.Member;
        var own = member.GetCustomAttribute<UseMutationConventionAttribute>();
        var declared = member.GetCustomAttributes<ErrorAttribute>().ToList();
        if (own?.Disable == true || own is null && !_options.ApplyToAllMutations && declared.Count == 0)
            return field;
        var errors = declared.SelectMany(attribute => ErrorFactory.Of(attribute.ErrorType)).ToImmutableArray();
        var (arguments, inner) = Input(field, own);
        var payload = Payload(field, own, errors);
        return field.Reshape(
            payload ?? field.Type, arguments, new MutationConvention(inner, payload is not null, errors));
    }

    private (IEnumerable<Argument> Outer, ImmutableArray<Argument> Inner) Input(
        OutputField field, UseMutationConventionAttribute? own)
    {
        var name = own?.InputArgumentName ?? _options.InputArgumentName;
        // A resolver that takes the one input object already is left as it is.
        if (field.Arguments.Count == 0 || field.Arguments.Count == 1 && field.Arguments[0].Name == name)
            return (field.Arguments, default);
        var type = catalog.Add(new InputObjectType(
            own?.InputTypeName ?? Name(_options.InputTypeNamePattern, field), description: $"The input of `{field.Name}`."));
        type.Complete(field.Arguments.Select(argument => argument.ToInputField()));
        return ([new Argument(name, new NonNullType(type))], [.. field.Arguments]);
    }

    private NonNullType? Payload(OutputField field, UseMutationConventionAttribute? own, ImmutableArray<ErrorFactory> errors)
    {
        var name = own?.PayloadTypeName ?? Name(_options.PayloadTypeNamePattern, field);
        var result = field.Type.NamedType();
        // A resolver that makes the payload itself keeps it, unless there are errors to put beside its result.
        if (result.Name == name && errors.IsEmpty)
            return null;
        var fields = new List<OutputField>
        {
            new(own?.PayloadFieldName ?? Naming.Camel(result.Name) + (field.Type.IsList() ? "s" : ""),
                field.Type.NullableType(), description: "The result; null when there are errors.") { Binding = Result },
        };
        if (!errors.IsEmpty)
            fields.Add(new(_options.PayloadErrorsFieldName, new ListType(new NonNullType(ErrorUnion(field, own, errors))),
                description: "What went wrong, as expected; null when nothing did.")
            {
                Binding = Errors,
            });
        var type = catalog.Add(new ObjectType(name, $"What became of `{field.Name}`."));
        type.Complete(fields, []);
        return new NonNullType(type);
    }

    private UnionType ErrorUnion(
        OutputField field, UseMutationConventionAttribute? own, ImmutableArray<ErrorFactory> errors)
    {
        var union = catalog.Add(new UnionType(
            own?.PayloadErrorTypeName ?? Name(_options.PayloadErrorTypeNamePattern, field),
            $"What `{field.Name}` can expect to go wrong."));
        union.Complete(errors.Select(factory => factory.ErrorType).Distinct().Select(catalog.Errors.Type));
        return union;
    }

    private static string Name(string pattern, OutputField field) => pattern.Replace(
        "{MutationName}", char.ToUpperInvariant(field.Name[0]) + field.Name[1..], StringComparison.Ordinal);

    private static FieldBinding Bind(string property) => new(typeof(MutationPayload).GetProperty(property)!, []);
}
