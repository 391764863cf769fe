using System.Text.Json;
using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Types;

/// <summary>A leaf type. Custom scalars derive from <see cref="ScalarType{T}"/>.</summary>
public abstract class ScalarType : NamedType
{
    private protected ScalarType(string name, string? description, Type clrType, Uri? specifiedBy)
        : base(name, description, clrType) => SpecifiedBy = specifiedBy;

    /// <inheritdoc/>
    public sealed override TypeKind Kind => TypeKind.Scalar;

    /// <summary>Where the format is specified; null when nowhere.</summary>
    public Uri? SpecifiedBy { get; }

    /// <summary>The .NET value of a JSON value, never null.</summary>
    /// <exception cref="CoercionException">The value does not fit.</exception>
    public abstract object ParseJson(JsonElement value);

    /// <summary>The .NET value of a literal without variables, never null.</summary>
    /// <exception cref="CoercionException">The literal does not fit.</exception>
    public abstract object ParseLiteral(IValueNode literal);

    /// <summary>Whether <see cref="ParseLiteral"/> accepts the literal, with the reason when it does not.</summary>
    public bool Accepts(IValueNode literal, out string? reason)
    {
        try
        {
            ParseLiteral(literal);
            reason = null;
            return true;
        }
        catch (CoercionException fault)
        {
            reason = fault.Message;
            return false;
        }
    }

    /// <summary>Writes a .NET value as JSON; numbers of other .NET types are converted when nothing is lost.</summary>
    /// <exception cref="CoercionException">The value does not fit.</exception>
    public abstract void WriteObject(ResultWriter writer, object value);
}
