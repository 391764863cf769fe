using System.Linq.Expressions;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Execution.Resolvers;

/// <summary>Compiles a leaf's way into the answer: typed, so that numbers and dates are not boxed.</summary>
internal static class LeafWriting
{
    /// <summary>An expression that writes what the call returns; null when the field is no single leaf.</summary>
    public static Expression? Body(Expression call, IType type, ParameterExpression writer)
    {
        var named = type.NullableType();
        if (named is not (ScalarType or EnumType))
            return null;
        var value = Expression.Variable(call.Type, "value");
        var core = Nullable.GetUnderlyingType(call.Type);
        var write = Write(named, core is null ? value : Expression.Property(value, "Value"), writer);
        var present = Expression.Block(write, Expression.Constant(true));
        Expression body = core is not null
            ? Expression.Condition(Expression.Property(value, "HasValue"), present, Expression.Constant(false))
            : call.Type.IsValueType
                ? present
                : Expression.Condition(
                    Expression.ReferenceEqual(value, Expression.Constant(null)), Expression.Constant(false), present);
        return Expression.Block([value], Expression.Assign(value, call), body);
    }

    private static MethodCallExpression Write(IType named, Expression value, ParameterExpression writer)
    {
        if (named is EnumType && value.Type.IsEnum && value.Type == ((EnumType)named).ClrType)
            return Expression.Call(
                Expression.Constant(named), nameof(EnumType.WriteNumber), null, writer,
                Expression.Convert(value, typeof(long)));
        if (named is EnumType)
            return Expression.Call(Expression.Constant(named), nameof(EnumType.Write), null, writer, Box(value));
        var scalar = (ScalarType)named;
        var typed = typeof(ScalarType<>).MakeGenericType(scalar.ClrType!);
        return value.Type == scalar.ClrType
            ? Expression.Call(Expression.Convert(Expression.Constant(scalar), typed), typed.GetMethod("Write")!, writer, value)
            : Expression.Call(Expression.Constant(scalar), nameof(ScalarType.WriteObject), null, writer, Box(value));
    }

    private static UnaryExpression Box(Expression value) => Expression.Convert(value, typeof(object));
}
