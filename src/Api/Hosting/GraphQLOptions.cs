using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Analytics.Api.Hosting;

/// <summary>Who may look into the API, what it executes, and what a request may cost.</summary>
internal sealed class GraphQLOptions
{
    public const string Section = "GraphQL";

    /// <summary>Whether browsers are shown GraphiQL; null shows it in the environment Development only.</summary>
    public bool? GraphiQL { get; init; }

    /// <summary>Whether callers without a credential see the schema; null lets them in the environment Development only.</summary>
    public bool? AnonymousIntrospection { get; init; }

    /// <summary>Whether only the operations that are published with the product are executed.</summary>
    public bool TrustedDocumentsOnly { get; init; }

    [Range(1, 1_000_000)] public double MaxFieldCost { get; init; } = 1_000;              // weights of fields
    [Range(1, 100_000_000)] public double MaxTypeCost { get; init; } = 25_000;            // weights of values
}

[OptionsValidator]
internal sealed partial class GraphQLOptionsValidator : IValidateOptions<GraphQLOptions>;
