using System.Text.Json;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Execution;

/// <summary>Writes errors in the form of the specification's response format.</summary>
internal static class ErrorWriter
{
    /// <summary>Writes <c>"errors":[...]</c>.</summary>
    public static void WriteErrors(ResultWriter writer, IReadOnlyList<IError> errors)
    {
        writer.WriteRaw("\"errors\":["u8);
        for (var index = 0; index < errors.Count; index++)
        {
            if (index > 0)
                writer.WriteRaw((byte)',');
            Write(writer, errors[index]);
        }
        writer.WriteRaw((byte)']');
    }

    private static void Write(ResultWriter writer, IError error)
    {
        writer.WriteRaw("{\"message\":"u8);
        writer.WriteString(error.Message);
        WriteLocations(writer, error);
        WritePath(writer, error);
        if (error.Extensions.Count > 0)
        {
            writer.WriteRaw(",\"extensions\":"u8);
            writer.WriteRaw(JsonSerializer.SerializeToUtf8Bytes(new SortedDictionary<string, object?>(
                error.Extensions, StringComparer.Ordinal)));
        }
        writer.WriteRaw((byte)'}');
    }

    private static void WriteLocations(ResultWriter writer, IError error)
    {
        if (error.Locations.IsDefaultOrEmpty)
            return;
        writer.WriteRaw(",\"locations\":["u8);
        for (var index = 0; index < error.Locations.Length; index++)
        {
            writer.WriteRaw(index > 0 ? ",{\"line\":"u8 : "{\"line\":"u8);
            writer.WriteNumber((long)error.Locations[index].Line);
            writer.WriteRaw(",\"column\":"u8);
            writer.WriteNumber((long)error.Locations[index].Column);
            writer.WriteRaw((byte)'}');
        }
        writer.WriteRaw((byte)']');
    }

    private static void WritePath(ResultWriter writer, IError error)
    {
        if (error.Path is not { } path)
            return;
        writer.WriteRaw((byte)',');
        WritePath(writer, "\"path\":"u8, path);
    }

    /// <summary>Writes response names and list indices under a name.</summary>
    public static void WritePath(ResultWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<object> path)
    {
        writer.WriteRaw(name);
        writer.WriteRaw((byte)'[');
        for (var index = 0; index < path.Count; index++)
        {
            if (index > 0)
                writer.WriteRaw((byte)',');
            if (path[index] is int position)
                writer.WriteNumber((long)position);
            else
                writer.WriteString((string)path[index]);
        }
        writer.WriteRaw((byte)']');
    }
}
