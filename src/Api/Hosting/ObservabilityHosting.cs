using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Analytics.Api.Hosting;

/// <summary>Logs to the console; traces and meters to a collector when one is named.</summary>
internal static class ObservabilityHosting
{
    private const string ServiceName = "analytics";

    public static WebApplicationBuilder AddObservability(this WebApplicationBuilder builder)
    {
        builder.Logging.AddLines();
        var options = builder.Configuration.GetSection(ObservabilityOptions.Section).Get<ObservabilityOptions>();
        if (options?.OtlpEndpoint is { } endpoint)
            builder.Services.AddHostedService(_ => new Telemetry(endpoint));
        return builder;
    }

    /// <summary>One line a message, its time in UTC first.</summary>
    public static ILoggingBuilder AddLines(this ILoggingBuilder logging) => logging.AddSimpleConsole(console =>
    {
        console.SingleLine = true;
        console.UseUtcTimestamp = true;
        console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
    });

    /// <summary>Opens the exporters with the host and flushes them with its end.</summary>
    private sealed class Telemetry(Uri endpoint) : IHostedService
    {
        private TracerProvider? _traces;
        private MeterProvider? _meters;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            var resource = ResourceBuilder.CreateDefault().AddService(ServiceName);
            _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource)
                .AddSource("Microsoft.AspNetCore", "Npgsql", "Analytics.*")
                .AddOtlpExporter(exporter => exporter.Endpoint = endpoint)
                .Build();
            _meters = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource)
                .AddMeter(
                    "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql", "System.Runtime",
                    "Analytics.*")
                .AddOtlpExporter(exporter => exporter.Endpoint = endpoint)
                .Build();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            _traces?.Dispose();
            _meters?.Dispose();
            return Task.CompletedTask;
        }
    }
}
