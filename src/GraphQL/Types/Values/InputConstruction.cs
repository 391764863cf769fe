using System.Linq.Expressions;
using System.Reflection;

namespace Analytics.GraphQL.Types.Values;

/// <summary>Compiles how an input object's .NET value is made from the values of its fields.</summary>
internal static class InputConstruction
{
    /// <summary>
    /// A delegate over one value a field: those of the constructor's parameters, then those of the properties.
    /// <see cref="Optional.Missing"/> leaves a parameter at its own default and a property as it is.
    /// </summary>
    public static Func<object?[], object> Compile(
        Type type, ConstructorInfo? constructor, IReadOnlyList<PropertyInfo> setters)
    {
        var values = Expression.Parameter(typeof(object?[]), "values");
        var made = Expression.Variable(type, "made");
        var parameters = constructor?.GetParameters() ?? [];
        var arguments = parameters.Select((parameter, index) => Given(
            Value(values, index), parameter.ParameterType, DefaultOf(parameter)));
        var steps = new List<Expression>
        {
            Expression.Assign(made, constructor is null ? Expression.New(type) : Expression.New(constructor, arguments)),
        };
        for (var index = 0; index < setters.Count; index++)
        {
            var value = Value(values, parameters.Length + index);
            var assign = Expression.Assign(
                Expression.Property(made, setters[index]), Expression.Convert(value, setters[index].PropertyType));
            steps.Add(Expression.IfThen(Expression.ReferenceNotEqual(value, Missing), assign));
        }
        steps.Add(Expression.Convert(made, typeof(object)));
        return Expression.Lambda<Func<object?[], object>>(Expression.Block([made], steps), values).Compile();
    }

    private static ConstantExpression Missing { get; } = Expression.Constant(Optional.Missing, typeof(object));

    private static BinaryExpression Value(ParameterExpression values, int index) =>
        Expression.ArrayIndex(values, Expression.Constant(index));

    private static ConditionalExpression Given(Expression value, Type type, Expression fallback) => Expression.Condition(
        Expression.ReferenceEqual(value, Missing), fallback, Expression.Convert(value, type));

    private static Expression DefaultOf(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (!parameter.HasDefaultValue || parameter.DefaultValue is not { } value)
            return Expression.Default(type);
        var core = Nullable.GetUnderlyingType(type) ?? type;
        return Expression.Convert(Expression.Constant(core.IsEnum ? Enum.ToObject(core, value) : value, core), type);
    }
}
