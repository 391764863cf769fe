using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Analytics.GraphQL.Execution.Diagnostics;

/// <summary>
/// The activities and measurements of the engine, all under one name. No tag holds a document, a variable or anything
/// of a caller; names of operations are told of trusted documents only, whose number the host decides.
/// </summary>
internal static class EngineTelemetry
{
    public const string Name = "Analytics.GraphQL";

    public static readonly ActivitySource Activities = new(Name);

    private static readonly Meter Meter = new(Name);

    public static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "graphql.server.request.duration", "s", "Time to a request's answer, or to the first of its answers.");

    public static readonly Histogram<double> FieldCost = Meter.CreateHistogram<double>(
        "graphql.server.operation.field_cost", null, "What the fields of operations weigh.");

    public static readonly Histogram<double> TypeCost = Meter.CreateHistogram<double>(
        "graphql.server.operation.type_cost", null, "What the values of operations weigh.");

    public static readonly Counter<long> Documents = Meter.CreateCounter<long>(
        "graphql.server.documents", null, "Documents asked for, by whether they were at hand.");

    public static readonly Counter<long> Plans = Meter.CreateCounter<long>(
        "graphql.server.plans", null, "Plans asked for, by whether they were at hand.");

    public static readonly Counter<long> Errors = Meter.CreateCounter<long>(
        "graphql.server.errors", null, "Errors answered, by code.");

    public static readonly UpDownCounter<long> Subscriptions = Meter.CreateUpDownCounter<long>(
        "graphql.server.subscriptions.active", null, "Subscriptions that are open.");

    /// <summary>Whether anybody looks.</summary>
    public static bool IsEnabled => Activities.HasListeners() || Duration.Enabled || FieldCost.Enabled || TypeCost.Enabled
        || Documents.Enabled || Plans.Enabled || Errors.Enabled || Subscriptions.Enabled;
}
