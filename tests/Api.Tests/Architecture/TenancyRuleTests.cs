using System.Reflection;
using System.Text.RegularExpressions;
using Analytics.Domain.Tenancy;
using Analytics.TestKit;

namespace Analytics.Api.Tests.Architecture;

/// <summary>A tenant is in the type system: the rules that keep it there.</summary>
public sealed partial class TenancyRuleTests
{
    private static readonly Type[] DomainTypes = typeof(TenantScope).Assembly.GetExportedTypes();

    [Fact]
    public void Nobody_outside_of_tenancy_can_make_a_scope() =>
        Assert.All(
            typeof(TenantScope).GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic),
            constructor => Assert.True(constructor.IsAssembly));

    // A new caller is a decision: it opens tenants by name or id. Hosting and Postgres only register the opener.
    [Fact]
    public void Scopes_are_opened_in_known_places_only() =>
        Assert.Equal(
            [
                "src/Api/Access/Development",
                "src/Api/Demo",
                "src/Api/Hosting",
                "src/Api/Tenancy",
                "src/Api/Webhooks",
                "src/Columnar",
                "src/Domain/Tenancy",
                "src/Infrastructure/Collection",
                "src/Infrastructure/Idempotency",
                "src/Infrastructure/Jobs",
                "src/Infrastructure/Postgres",
                "src/Infrastructure/Privacy",
                "src/Infrastructure/Quality",
                "src/Infrastructure/Snapshots",
                "src/Infrastructure/TrackingPlan",
                "src/Infrastructure/Webhooks",
            ],
            Repository.Sources("src")
                .Where(file => OpensTenants().IsMatch(File.ReadAllText(file)))
                .Select(file => Path.GetRelativePath(Repository.Root, file))
                .Select(file => file.StartsWith("src/Columnar/", StringComparison.Ordinal)
                    ? "src/Columnar"
                    : Path.GetDirectoryName(file)!)
                .Distinct()
                .Order(StringComparer.Ordinal));

    [Fact]
    public void A_port_or_use_case_that_touches_rows_takes_the_scope_first_and_the_token_last()
    {
        var methods = DomainTypes
            .Where(type => type.IsInterface || type.IsClass && !IsRecord(type))
            .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
            .Where(method => method.GetParameters().Any(parameter => parameter.ParameterType == typeof(TenantScope)))
            .ToList();

        Assert.NotEmpty(methods);
        Assert.All(methods, method =>
        {
            var parameters = method.GetParameters();
            Assert.True(parameters[0].ParameterType == typeof(TenantScope), $"{Name(method)}: scope first");
            Assert.True(parameters[^1].ParameterType == typeof(CancellationToken), $"{Name(method)}: token last");
        });
    }

    [Fact]
    public void Tenant_filters_are_lifted_by_name_only() =>
        Assert.DoesNotContain(Repository.Sources("src"), file => LiftsAllFilters().IsMatch(File.ReadAllText(file)));

    private static string Name(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    [GeneratedRegex(@"\bOpenTenant\b")]
    private static partial Regex OpensTenants();

    [GeneratedRegex(@"IgnoreQueryFilters\(\s*\)")]
    private static partial Regex LiftsAllFilters();
}
