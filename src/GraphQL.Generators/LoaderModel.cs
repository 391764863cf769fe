using Microsoft.CodeAnalysis;

namespace Analytics.GraphQL.Generators;

/// <summary>What is generated of one method.</summary>
internal sealed class LoaderModel
{
    private static readonly SymbolDisplayFormat Qualified = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private LoaderModel(IMethodSymbol method, AttributeData attribute, LoaderKind kind, ITypeSymbol key, ITypeSymbol value)
    {
        Kind = kind;
        Key = Name(key);
        // Loaders say by themselves that a value may be missing.
        Value = Name(value.WithNullableAnnotation(NullableAnnotation.None));
        MissingValue = value.IsReferenceType ? Value + "?" : Value;
        Namespace = method.ContainingNamespace.IsGlobalNamespace ? null : method.ContainingNamespace.ToDisplayString();
        Method = $"{method.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}.{method.Name}";
        LoaderName = (Option(attribute, "Name") as string ?? Trim(method.Name)) + "DataLoader";
        HasOwnScope = Option(attribute, "OwnScope") is true;
        Accessibility = IsPublic(method.ContainingType) ? "public" : "internal";
        HasToken = IsToken(method.Parameters.Last());
        Services = method.Parameters.Skip(1).Take(method.Parameters.Length - (HasToken ? 2 : 1))
            .Select(parameter => Name(parameter.Type)).ToList();
    }

    public LoaderKind Kind { get; }

    public string Key { get; }

    public string Value { get; }

    /// <summary>The type of a value that may be missing.</summary>
    public string MissingValue { get; }

    public string? Namespace { get; }

    /// <summary>The method with its class, as it is called.</summary>
    public string Method { get; }

    public string LoaderName { get; }

    public bool HasOwnScope { get; }

    public string Accessibility { get; }

    public bool HasToken { get; }

    /// <summary>The types of the services, in the order of the parameters.</summary>
    public IReadOnlyList<string> Services { get; }

    /// <summary>The model of a method; null when no data loader can be made of it.</summary>
    public static LoaderModel? Of(IMethodSymbol method, AttributeData attribute)
    {
        if (!method.IsStatic || method.IsGenericMethod || method.DeclaredAccessibility == Microsoft.CodeAnalysis.Accessibility.Private
            || method.Parameters.Length == 0 || IsToken(method.Parameters[0])
            || method.ReturnType is not INamedTypeSymbol { Name: "Task", TypeArguments: { Length: 1 } results })
            return null;
        var result = results[0] as INamedTypeSymbol;
        var keys = method.Parameters[0].Type as INamedTypeSymbol;
        var isList = keys is { Name: "IReadOnlyList", TypeArguments.Length: 1 };
        if (isList && result is { Name: "IReadOnlyDictionary" or "Dictionary", TypeArguments.Length: 2 })
            return new(method, attribute, LoaderKind.Batch, result.TypeArguments[0], result.TypeArguments[1]);
        if (isList && result is { Name: "ILookup", TypeArguments.Length: 2 })
            return new(method, attribute, LoaderKind.Group, result.TypeArguments[0], result.TypeArguments[1]);
        return isList ? null : new(method, attribute, LoaderKind.Cache, method.Parameters[0].Type, results[0]);
    }

    private static string Trim(string name)
    {
        if (name.EndsWith("Async", StringComparison.Ordinal) && name.Length > 5)
            name = name.Substring(0, name.Length - 5);
        return name.StartsWith("Get", StringComparison.Ordinal) && name.Length > 3 ? name.Substring(3) : name;
    }

    private static object? Option(AttributeData attribute, string name) =>
        attribute.NamedArguments.Where(argument => argument.Key == name).Select(argument => argument.Value.Value).FirstOrDefault();

    private static bool IsToken(IParameterSymbol parameter) =>
        parameter.Type.ToDisplayString() == "System.Threading.CancellationToken";

    private static bool IsPublic(INamedTypeSymbol type) =>
        type.DeclaredAccessibility == Microsoft.CodeAnalysis.Accessibility.Public
        && (type.ContainingType is null || IsPublic(type.ContainingType));

    private static string Name(ITypeSymbol type) => type.ToDisplayString(Qualified);
}

/// <summary>The kinds of data loaders.</summary>
internal enum LoaderKind
{
    /// <summary>One value a key, many keys at once.</summary>
    Batch,

    /// <summary>Several values a key, many keys at once.</summary>
    Group,

    /// <summary>One key at a time.</summary>
    Cache,
}
