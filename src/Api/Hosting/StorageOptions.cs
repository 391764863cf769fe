using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Analytics.Api.Hosting;

/// <summary>Where the host keeps what is not on a Postgres server of one's own.</summary>
internal sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>The private Postgres, the engine's files and the demo's keys lie below it.</summary>
    [Required] public string Directory { get; init; } = ".data";
}

[OptionsValidator]
internal sealed partial class StorageOptionsValidator : IValidateOptions<StorageOptions>;
