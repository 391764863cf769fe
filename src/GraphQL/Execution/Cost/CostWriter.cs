using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Execution.Cost;

/// <summary>Writes what an operation costs.</summary>
internal static class CostWriter
{
    /// <summary>Writes <c>"cost":{...}</c>, an entry of <c>extensions</c>; a cost without bound is null.</summary>
    public static void Write(ResultWriter writer, OperationCost cost)
    {
        writer.WriteRaw("\"cost\":{\"fieldCost\":"u8);
        Write(writer, cost.FieldCost);
        writer.WriteRaw(",\"typeCost\":"u8);
        Write(writer, cost.TypeCost);
        writer.WriteRaw((byte)'}');
    }

    private static void Write(ResultWriter writer, double cost)
    {
        if (double.IsFinite(cost))
            writer.WriteNumber(cost);
        else
            writer.WriteNull();
    }
}
