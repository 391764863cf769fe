using System.Reflection;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Values;

namespace Analytics.GraphQL.Types.Building;

/// <summary>Makes arguments and input objects from parameters, constructors and settable properties.</summary>
internal sealed class InputReader(TypeCatalog catalog)
{
    /// <summary>The argument that a resolver's parameter stands for.</summary>
    public Argument CreateArgument(ParameterBinding binding, string coordinate)
    {
        var parameter = binding.Parameter;
        var place = $"{coordinate}({binding.Key}:)";
        var type = catalog.Input(TypeShape.Of(parameter), catalog.Given(parameter), place);
        return new Argument(
            binding.Key!, type, Description(parameter), Default(parameter, parameter, type, place),
            parameter.GetCustomAttribute<GraphQLDeprecatedAttribute>()?.Reason)
        {
            ClrType = parameter.ParameterType,
            AppliedDirectives = catalog.Directives.Of(place, parameter),
        };
    }

    /// <summary>Reads the fields of an input object and how its .NET value is made.</summary>
    public void Complete(InputObjectType input, Type type)
    {
        var (fields, construct) = Read(type, input.Name, field => $"{input.Name}.{field}");
        input.Complete(fields, construct);
    }

    /// <summary>The fields that a class's constructor and properties take, and how an instance is made of their values.</summary>
    public (List<InputField> Fields, Func<object?[], object> Construct) Read(
        Type type, string owner, Func<string, string> coordinate)
    {
        var constructor = type.GetConstructors().Where(candidate => !IsCopy(candidate, type))
            .MaxBy(candidate => candidate.GetParameters().Length);
        if (constructor is null && !type.IsValueType)
        {
            catalog.Faults.Add(new(owner, $"{type} has no public constructor."));
            return ([], values => values);
        }
        var taken = constructor?.GetParameters() ?? [];
        var setters = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0
                && !property.IsDefined(typeof(GraphQLIgnoreAttribute))
                && !taken.Any(parameter => IsFor(parameter, property)))
            .ToArray();
        var fields = taken.Select(parameter => FromParameter(type, parameter, coordinate))
            .Concat(setters.Select(property => FromProperty(property, coordinate))).ToList();
        return (fields, InputConstruction.Compile(type, constructor, setters));
    }

    private InputField FromParameter(Type type, ParameterInfo parameter, Func<string, string> coordinate)
    {
        var property = type.GetProperties().FirstOrDefault(candidate => IsFor(parameter, candidate));
        var name = property?.GetCustomAttribute<GraphQLNameAttribute>()?.Name ?? Naming.Parameter(parameter);
        var place = coordinate(name);
        var fieldType = catalog.Input(TypeShape.Of(parameter), catalog.Given(parameter, property), place);
        return new InputField(
            name, fieldType,
            Description(parameter) ?? (property is null ? null : catalog.Describe(property)),
            Default(parameter, (ICustomAttributeProvider?)property ?? parameter, fieldType, place),
            (parameter.GetCustomAttribute<GraphQLDeprecatedAttribute>()
                ?? property?.GetCustomAttribute<GraphQLDeprecatedAttribute>())?.Reason)
        {
            ClrType = parameter.ParameterType,
            AppliedDirectives = catalog.Directives.Of(place, parameter, property),
        };
    }

    private InputField FromProperty(PropertyInfo property, Func<string, string> coordinate)
    {
        var name = Naming.Field(property);
        var place = coordinate(name);
        var type = catalog.Input(TypeShape.Of(property), catalog.Given(property), place);
        return new InputField(
            name, type, catalog.Describe(property), Default(null, property, type, place),
            property.GetCustomAttribute<GraphQLDeprecatedAttribute>()?.Reason)
        {
            ClrType = property.PropertyType,
            AppliedDirectives = catalog.Directives.Of(place, property),
        };
    }

    private string? Description(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<GraphQLDescriptionAttribute>()?.Description
        ?? catalog.Documentation.Of(parameter);

    private IValueNode? Default(
        ParameterInfo? parameter, ICustomAttributeProvider annotated, IType type, string coordinate)
    {
        if ((Find<DefaultValueSyntaxAttribute>(parameter) ?? Find<DefaultValueSyntaxAttribute>(annotated)) is { } syntax)
            return ParseDefault(syntax.Syntax, coordinate);
        var given = Find<DefaultValueAttribute>(parameter) ?? Find<DefaultValueAttribute>(annotated);
        var value = given is null && parameter?.HasDefaultValue == true ? parameter.DefaultValue : given?.Value;
        if (value is null)
            return given is null ? null : new NullValueNode();
        try
        {
            return ClrLiteral.Of(value, type);
        }
        catch (CoercionException fault)
        {
            catalog.Faults.Add(new(coordinate, $"{coordinate} has invalid default value: {fault.Message}"));
            return null;
        }
    }

    private IValueNode? ParseDefault(string syntax, string coordinate)
    {
        try
        {
            return Utf8GraphQLParser.ParseValue(syntax);
        }
        catch (SyntaxException fault)
        {
            catalog.Faults.Add(new(coordinate, $"The default {syntax} is no literal: {fault.Message}"));
            return null;
        }
    }

    private static T? Find<T>(ICustomAttributeProvider? provider) where T : Attribute =>
        (T?)provider?.GetCustomAttributes(typeof(T), true).FirstOrDefault();

    private static bool IsFor(ParameterInfo parameter, PropertyInfo property) =>
        string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase);

    private static bool IsCopy(ConstructorInfo constructor, Type type) =>
        constructor.GetParameters() is [var only] && only.ParameterType == type;
}
