using Microsoft.Extensions.Configuration;

namespace Analytics.Infrastructure.Postgres.Embedded;

/// <summary>Reads the options from configuration.</summary>
internal static class EmbeddedPostgresSettings
{
    /// <param name="configuration">Section <c>EmbeddedPostgres</c>, and <c>ANALYTICS_PG_BIN</c>, which wins over it.</param>
    /// <exception cref="EmbeddedPostgresException">A value is wrong; the message names its setting.</exception>
    public static EmbeddedPostgresOptions Read(IConfiguration configuration)
    {
        var options = new EmbeddedPostgresOptions();
        try
        {
            configuration.GetSection(EmbeddedPostgresOptions.Section).Bind(options);
        }
        catch (InvalidOperationException failure)
        {
            throw new EmbeddedPostgresException(failure.Message, failure);
        }
        if (configuration[EmbeddedPostgresOptions.BinDirectoryVariable] is { Length: > 0 } binDirectory)
            options.BinDirectory = binDirectory;
        var verdict = new EmbeddedPostgresOptionsValidator().Validate(EmbeddedPostgresOptions.Section, options);
        return verdict.Failed ? throw new EmbeddedPostgresException(verdict.FailureMessage) : options;
    }
}
