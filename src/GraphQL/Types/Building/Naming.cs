using System.Reflection;
using System.Text.Json;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Types.Building;

/// <summary>GraphQL names from C# names.</summary>
internal static class Naming
{
    /// <summary><c>GetFooAsync</c> and <c>Foo</c> are <c>foo</c>.</summary>
    public static string Field(MemberInfo member)
    {
        if (member.GetCustomAttribute<GraphQLNameAttribute>() is { } given)
            return given.Name;
        var name = member.Name;
        if (member is MethodInfo)
        {
            if (name.EndsWith("Async", StringComparison.Ordinal) && name.Length > 5)
                name = name[..^5];
            if (name.StartsWith("Get", StringComparison.Ordinal) && name.Length > 3 && char.IsUpper(name[3]))
                name = name[3..];
        }
        return Camel(name);
    }

    /// <summary>As a field, and <c>OnFoo</c> is <c>foo</c>.</summary>
    public static string Subscription(MethodInfo method) =>
        method.IsDefined(typeof(GraphQLNameAttribute)) || !method.Name.StartsWith("On", StringComparison.Ordinal)
            || method.Name.Length < 3 || !char.IsUpper(method.Name[2])
            ? Field(method)
            : Camel(method.Name.EndsWith("Async", StringComparison.Ordinal) ? method.Name[2..^5] : method.Name[2..]);

    /// <summary>The name of an argument or of the input field that a constructor parameter stands for.</summary>
    public static string Parameter(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<GraphQLNameAttribute>()?.Name
        ?? parameter.GetCustomAttribute<ArgumentAttribute>()?.Name
        ?? Camel(parameter.Name!);

    /// <summary><c>FooBar</c> is <c>FOO_BAR</c>.</summary>
    public static string EnumValue(FieldInfo field) =>
        field.GetCustomAttribute<GraphQLNameAttribute>()?.Name ?? Upper(field.Name);

    /// <summary><c>Connection&lt;Event&gt;</c> is <c>EventConnection</c>, <c>IError</c> the interface <c>Error</c>.</summary>
    public static string Type(Type type)
    {
        if (type.GetCustomAttribute<GraphQLNameAttribute>(false) is { } given)
            return given.Name;
        var name = type.Name;
        if (type.IsInterface && name.Length > 1 && name[0] == 'I' && char.IsUpper(name[1]))
            name = name[1..];
        return type.IsGenericType
            ? string.Concat(type.GetGenericArguments().Select(Type)) + name[..name.IndexOf('`', StringComparison.Ordinal)]
            : name;
    }

    /// <summary><c>Funnel</c> and <c>FunnelInput</c> are the input <c>FunnelInput</c>.</summary>
    public static string InputType(Type type) =>
        type.GetCustomAttribute<GraphQLNameAttribute>(false)?.Name
        ?? (Type(type) is var name && name.EndsWith("Input", StringComparison.Ordinal) ? name : name + "Input");

    /// <summary><c>NotFoundException</c> is the error type <c>NotFoundError</c>.</summary>
    public static string Error(Type type) =>
        type.GetCustomAttribute<GraphQLNameAttribute>(false)?.Name
        ?? (Type(type) is var name && name.EndsWith("Exception", StringComparison.Ordinal) ? name[..^9] + "Error" : name);

    /// <summary><c>CostAttribute</c> and <c>CostDirective</c> are <c>@cost</c>.</summary>
    public static string Directive(Type type)
    {
        var name = type.Name;
        foreach (var suffix in (ReadOnlySpan<string>)["Attribute", "Directive"])
            if (name.EndsWith(suffix, StringComparison.Ordinal) && name.Length > suffix.Length)
                name = name[..^suffix.Length];
        return Camel(name);
    }

    /// <summary>A C# name in camelCase; a leading run of capitals counts as one word.</summary>
    public static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    /// <summary>A C# name in UPPER_SNAKE.</summary>
    public static string Upper(string name) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(name);

    /// <summary>Whether the specification allows the name: <c>[_A-Za-z][_0-9A-Za-z]*</c>.</summary>
    public static bool IsValid(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(unit => unit == '_' || char.IsAsciiLetterOrDigit(unit));
}
