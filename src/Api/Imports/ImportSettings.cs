using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Analytics.Api.Imports;

/// <summary>Limits of imports.</summary>
internal sealed class ImportSettings
{
    public const string Section = "Imports";

    /// <summary>Mebibytes of a file, as sent and as inflated.</summary>
    [Range(1, 1_048_576)] public int MaxFileMegabytes { get; init; } = 4_096;

    public long MaxFileBytes => MaxFileMegabytes * 1024L * 1024L;
}

[OptionsValidator]
internal sealed partial class ImportSettingsValidator : IValidateOptions<ImportSettings>;
