using System.Collections.Concurrent;
using Analytics.GraphQL.Tests.Oracle.Rule;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Tests.Validation;

/// <summary>Schemas of SDL texts, each built once.</summary>
internal static class SdlSchema
{
    private static readonly ConcurrentDictionary<string, Schema> Built = new();

    public static Schema Of(string sdl) => Built.GetOrAdd(sdl, text => SchemaOfSdl.Build(text));
}
