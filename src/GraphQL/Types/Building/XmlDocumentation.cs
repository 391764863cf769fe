using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Analytics.GraphQL.Types.Building;

/// <summary>Descriptions from the XML documentation files that the compiler leaves beside assemblies.</summary>
internal sealed partial class XmlDocumentation
{
    private readonly ConcurrentDictionary<Assembly, Dictionary<string, XElement>> _files = new();

    /// <summary>The summary of a type; null when there is none.</summary>
    public string? Of(Type type) => Text(Find(type.Assembly, "T:" + Id(type))?.Element("summary"));

    /// <summary>The summary of a property or enum member, or the parameter of the record that declares it.</summary>
    public string? Of(PropertyInfo property) =>
        Summary(property, "P:") ?? OfPrimaryParameter(property.DeclaringType!, property.Name);

    /// <summary>The summary of an enum member.</summary>
    public string? Of(FieldInfo field) => Summary(field, "F:");

    /// <summary>The summary of a method.</summary>
    public string? Of(MethodInfo method) => Text(FindMethod(method)?.Element("summary"));

    /// <summary>The text about a parameter of a method or of a record's primary constructor.</summary>
    public string? Of(ParameterInfo parameter) => parameter.Member is MethodInfo method
        ? Text(Parameter(FindMethod(method), parameter.Name!))
        : OfPrimaryParameter(parameter.Member.DeclaringType!, parameter.Name!);

    private string? OfPrimaryParameter(Type type, string name)
    {
        var parameter = Parameter(Find(type.Assembly, "T:" + Id(type)), name)
            ?? _files.GetOrAdd(type.Assembly, Load)
                .Where(entry => entry.Key.StartsWith($"M:{Id(type)}.#ctor", StringComparison.Ordinal))
                .Select(entry => Parameter(entry.Value, name)).FirstOrDefault(found => found is not null);
        return Text(parameter);
    }

    private string? Summary(MemberInfo member, string kind)
    {
        var found = Find(member.DeclaringType!.Assembly, $"{kind}{Id(member.DeclaringType)}.{member.Name}");
        if (found?.Element("inheritdoc") is null)
            return Text(found?.Element("summary"));
        return Bases(member.DeclaringType).Select(type => type.GetProperty(member.Name)).OfType<PropertyInfo>()
            .Select(Of).FirstOrDefault(text => text is not null);
    }

    private XElement? FindMethod(MethodInfo method)
    {
        var id = $"M:{Id(method.DeclaringType!)}.{method.Name}";
        // Overloads are no fields of their own, so the first method of that name is the one.
        return _files.GetOrAdd(method.DeclaringType!.Assembly, Load).FirstOrDefault(entry =>
            entry.Key.StartsWith(id, StringComparison.Ordinal)
            && (entry.Key.Length == id.Length || entry.Key[id.Length] is '(' or '`')).Value;
    }

    private XElement? Find(Assembly assembly, string id) => _files.GetOrAdd(assembly, Load).GetValueOrDefault(id);

    private static IEnumerable<Type> Bases(Type type) =>
        (type.BaseType is null ? [] : new[] { type.BaseType }).Concat(type.GetInterfaces());

    private static string Id(Type type) =>
        (type.IsConstructedGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static XElement? Parameter(XElement? member, string name) => member?.Elements("param").FirstOrDefault(
        param => string.Equals((string?)param.Attribute("name"), name, StringComparison.OrdinalIgnoreCase));

    private static Dictionary<string, XElement> Load(Assembly assembly)
    {
        var path = assembly.IsDynamic || assembly.Location.Length == 0
            ? null
            : Path.ChangeExtension(assembly.Location, ".xml");
        if (path is null || !File.Exists(path))
            return [];
        using var reader = XmlReader.Create(path);
        return XDocument.Load(reader).Descendants("member").Where(member => member.Attribute("name") is not null)
            .DistinctBy(member => member.Attribute("name")!.Value)
            .ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);
    }

    private static string? Text(XElement? element)
    {
        if (element is null)
            return null;
        var text = new StringBuilder();
        Append(text, element);
        var plain = Blanks().Replace(text.ToString(), " ").Replace(" \n", "\n", StringComparison.Ordinal)
            .Replace("\n ", "\n", StringComparison.Ordinal).Trim();
        return plain.Length == 0 ? null : plain;
    }

    private static void Append(StringBuilder text, XElement element)
    {
        foreach (var node in element.Nodes())
            switch (node)
            {
                case XText plain:
                    text.Append(plain.Value.ReplaceLineEndings(" "));
                    break;
                case XElement { Name.LocalName: "see" or "seealso" or "paramref" or "typeparamref" } reference:
                    text.Append(Reference(reference));
                    break;
                case XElement { Name.LocalName: "c" } code:
                    text.Append('`').Append(code.Value).Append('`');
                    break;
                case XElement { Name.LocalName: "para" or "br" } paragraph:
                    text.Append("\n\n");
                    Append(text, paragraph);
                    break;
                case XElement other:
                    Append(text, other);
                    break;
            }
    }

    // A reference reads as the schema names the thing.
    private static string Reference(XElement reference)
    {
        if (reference.Value.Length > 0)
            return reference.Value;
        var target = (string?)reference.Attribute("cref") ?? (string?)reference.Attribute("langword")
            ?? (string?)reference.Attribute("name") ?? "";
        var open = target.IndexOf('(', StringComparison.Ordinal);
        var name = open < 0 ? target : target[..open];
        name = name[(name.LastIndexOf('.') + 1)..];
        return target.Length < 2 || target[1] != ':'
            ? $"`{Naming.Camel(target)}`"
            : target[0] switch
            {
                'T' => $"`{name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..]}`",
                'F' => $"`{Naming.Upper(name)}`",
                _ => $"`{Naming.Camel(name)}`",
            };
    }

    [GeneratedRegex("[ \t]+")]
    private static partial Regex Blanks();
}
