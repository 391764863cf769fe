using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Analytics.Api.Access;
using Analytics.Columnar;
using Analytics.Infrastructure.Collection;
using Analytics.TestKit;

namespace Analytics.Api.Tests.Architecture;

/// <summary>docs/settings.md against the classes that settings are read into.</summary>
public sealed class SettingsPageTests
{
    // Read without a class of this product.
    private static readonly string[] Others =
        ["ANALYTICS_PORT", "ANALYTICS_PG_BIN", "ConnectionStrings__Analytics", "Logging__LogLevel__Default"];

    private static readonly Dictionary<string, (string Default, string Range)> Page = File
        .ReadLines(Repository.Path("docs", "settings.md"))
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .ToDictionary(cells => cells[1].Trim('`'), cells => (cells[2], cells[3]));

    private static readonly Dictionary<string, (PropertyInfo Property, object? Default)> Code =
        new[] { typeof(AccessOptions), typeof(ColumnarOptions), typeof(EventLogOptions) }
            .SelectMany(type => type.Assembly.GetTypes())
            .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal)
                           || type.Name.EndsWith("Settings", StringComparison.Ordinal))
            .SelectMany(Settings)
            .ToDictionary(setting => setting.Name, setting => (setting.Property, setting.Default));

    [Fact]
    public void Every_setting_stands_on_the_page_and_nothing_else_does() =>
        Assert.Equal(
            Code.Keys.Concat(Others).Order(StringComparer.Ordinal), Page.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Defaults_on_the_page_are_those_of_the_code() =>
        Assert.Equal(
            Code.Select(setting => $"{setting.Key}: {Text(setting.Value.Default)}").Order(StringComparer.Ordinal),
            Code.Select(setting => $"{setting.Key}: {Page[setting.Key].Default}").Order(StringComparer.Ordinal));

    [Fact]
    public void Ranges_on_the_page_are_those_of_the_code() =>
        Assert.All(Code, setting =>
        {
            if (setting.Value.Property.GetCustomAttribute<RangeAttribute>() is { } range)
                Assert.Matches($"^{Text(range.Minimum)} to {Text(range.Maximum)}( |$)", Page[setting.Key].Range);
        });

    private static IEnumerable<(string Name, PropertyInfo Property, object? Default)> Settings(Type type)
    {
        if (type.GetField("Section")?.GetRawConstantValue() is not string section)
            yield break;
        var defaults = Activator.CreateInstance(type);
        foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public))
            if (property.CanWrite)
                yield return ($"{section}__{property.Name}", property, property.GetValue(defaults));
    }

    private static string Text(object? value) => value switch
    {
        null => "none",
        bool flag => flag ? "true" : "false",
        string text => text,
        string[] { Length: 0 } => "none",
        string[] entries => string.Join(", ", entries),
        IFormattable number => number.ToString("#,0.##", CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException($"A setting of type {value.GetType()}."),
    };
}
