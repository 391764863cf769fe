namespace Analytics.Api.Hosting;

/// <summary>Where traces and meters go.</summary>
internal sealed class ObservabilityOptions
{
    public const string Section = "Observability";

    /// <summary>An OTLP collector, e.g. <c>http://localhost:4317</c>; null sends nothing.</summary>
    public Uri? OtlpEndpoint { get; init; }
}
