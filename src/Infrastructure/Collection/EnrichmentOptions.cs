using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Analytics.Infrastructure.Collection;

/// <summary>Files that take the place of the lists that come with the product, each in that one's form.</summary>
public sealed class EnrichmentOptions
{
    public const string Section = "Enrichment";

    public string? UserAgentsFile { get; init; }

    public string? BotsFile { get; init; }

    public string? ReferrersFile { get; init; }

    public string? AddressParametersFile { get; init; }

    /// <summary>How often it is looked whether a file changed.</summary>
    [Range(0.05, 86_400)] public double ReloadSeconds { get; init; } = 10;   // seconds

    /// <summary>The file that takes a list's place; null for none.</summary>
    internal string? FileOf(string list) => list switch
    {
        "user-agents" => UserAgentsFile,
        "bots" => BotsFile,
        "referrers" => ReferrersFile,
        _ => AddressParametersFile,
    };

    internal IEnumerable<string> Files() =>
        new[] { UserAgentsFile, BotsFile, ReferrersFile, AddressParametersFile }.OfType<string>();
}

[OptionsValidator]
public sealed partial class EnrichmentOptionsValidator : IValidateOptions<EnrichmentOptions>;

/// <summary>Stops the start when a file is none that can be read.</summary>
internal sealed class EnrichmentFilesValidator : IValidateOptions<EnrichmentOptions>
{
    public ValidateOptionsResult Validate(string? name, EnrichmentOptions options)
    {
        if (!options.Files().Any())
            return ValidateOptionsResult.Skip;
        try
        {
            EnrichmentFiles.Read(options);
            return ValidateOptionsResult.Success;
        }
        catch (Exception fault) when (EnrichmentFiles.IsUnreadable(fault))
        {
            return ValidateOptionsResult.Fail(
                $"The section '{EnrichmentOptions.Section}' names a list that cannot be read: {fault.Message}");
        }
    }
}
