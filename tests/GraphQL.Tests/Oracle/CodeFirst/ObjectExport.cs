using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Tests.Oracle.CodeFirst;

/// <summary>Reads objects by reflection into JSON with <c>__typename</c>; where the engine must fail stands <c>__error</c>.</summary>
internal sealed class ObjectExport(Schema schema)
{
    /// <summary>The object with all fields that take no arguments, however deep.</summary>
    public async Task<JsonObject> OfObjectAsync(ObjectType type, object? value)
    {
        var fields = new JsonObject { ["__typename"] = type.Name };
        foreach (var field in type.Fields)
            fields[field.Name] = await OfMemberAsync(field, value);
        return fields;
    }

    private async Task<JsonNode?> OfMemberAsync(OutputField field, object? owner)
    {
        try
        {
            var member = field.Binding!.Member;
            var value = member is PropertyInfo property ? property.GetValue(owner) : ((MethodInfo)member).Invoke(owner, []);
            if (value is not null && field.Binding.IsAsync)
            {
                var task = (Task)(value as Task ?? value.GetType().GetMethod("AsTask")!.Invoke(value, [])!);
                await task;
                value = task.GetType().GetProperty("Result")!.GetValue(task);
            }
            return await OfAsync(field.Type.NullableType(), value);
        }
        catch (Exception fault) when (fault is TargetInvocationException or InvalidOperationException or DivideByZeroException)
        {
            return new JsonObject { ["__error"] = true };
        }
    }

    private async Task<JsonNode?> OfAsync(IType type, object? value) => (type.NullableType(), value) switch
    {
        (_, null) => null,
        (ListType list, IEnumerable items) => await OfListAsync(list.ElementType, items),
        (ScalarType scalar, _) => Leaf(writer => scalar.WriteObject(writer, value)),
        (EnumType known, _) => Leaf(writer => known.Write(writer, value)),
        _ => await OfObjectAsync(schema.FindObjectType(value.GetType())!, value),
    };

    private async Task<JsonNode?> OfListAsync(IType type, IEnumerable items)
    {
        var list = new JsonArray();
        foreach (var item in items)
            list.Add(await OfAsync(type, item));
        return list;
    }

    private static JsonNode? Leaf(Action<ResultWriter> write)
    {
        using var writer = new ResultWriter(256);
        try
        {
            write(writer);
        }
        catch (CoercionException)
        {
            return new JsonObject { ["__error"] = true };
        }
        return JsonNode.Parse(JsonSerializer.Deserialize<JsonElement>(writer.Written.Span).GetRawText());
    }
}
