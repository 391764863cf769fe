using System.Text.Json;
using Analytics.GraphQL.Types.Scalars;

namespace Analytics.GraphQL.Types.Building;

/// <summary>Which scalar stands for which .NET type.</summary>
internal sealed class ScalarCatalog
{
    private readonly Dictionary<Type, ScalarType> _byClrType = [];
    private readonly Dictionary<Type, ScalarType> _byScalarType = [];
    private readonly HashSet<ScalarType> _used = [];

    public ScalarCatalog(IEnumerable<ScalarType> custom)
    {
        foreach (var scalar in new ScalarType[]
        {
            new StringType(), new IntType(), new FloatType(), new BooleanType(), new LongType(), new DecimalType(),
            new DateTimeType(), new DateType(), new DurationType(), new TimeZoneType(), new UuidType(), new UriType(),
            new AnyType(),
        })
            _byClrType[scalar.ClrType!] = _byScalarType[scalar.GetType()] = scalar;
        _byScalarType[typeof(IdType)] = new IdType();
        Alias<int>(typeof(short), typeof(ushort), typeof(byte), typeof(sbyte));
        Alias<long>(typeof(uint));
        Alias<double>(typeof(float));
        Alias<DateTimeOffset>(typeof(DateTime));
        Alias<JsonElement>(typeof(object), typeof(JsonDocument), typeof(System.Text.Json.Nodes.JsonNode));
        foreach (var scalar in custom)
            _byClrType[scalar.ClrType!] = _byScalarType[scalar.GetType()] = scalar;
        // The specification's scalars are part of every schema.
        Use<StringType>();
        Use<BooleanType>();
    }

    /// <summary>The scalars that some field, argument or directive uses.</summary>
    public IEnumerable<ScalarType> Used => _used;

    public T Use<T>() where T : ScalarType => (T)Use(typeof(T));

    public ScalarType Use(Type scalarType)
    {
        if (!_byScalarType.TryGetValue(scalarType, out var scalar))
            _byScalarType[scalarType] = scalar = (ScalarType)Activator.CreateInstance(scalarType)!;
        _used.Add(scalar);
        return scalar;
    }

    public ScalarType? Find(Type type)
    {
        if (_byClrType.TryGetValue(type, out var scalar))
            _used.Add(scalar);
        return scalar;
    }

    private void Alias<T>(params Type[] types)
    {
        foreach (var type in types)
            _byClrType[type] = _byClrType[typeof(T)];
    }
}
